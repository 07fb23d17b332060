/** lvsadm drain: a real server at weight 0 wherever it serves, its weights remembered, and if wished its connections awaited. */

import { jsonText } from "../diag/json.ts";
import { drained, placesOf, remember, type Server } from "../ipvs/drain.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import { ChangeExit, mustBeDone } from "./lvsadm-change-failures.ts";
import { changeTable, foresee, readStates } from "./lvsadm-change-table.ts";
import { showLooks, waitFailure } from "./lvsadm-drain-progress.ts";
import { type DrainResult, drainRecord, drainText } from "./lvsadm-drain-text.ts";
import { type Left, look, Nap, type WaitPorts, waitUntilGone } from "./lvsadm-drain-wait.ts";
import { locked } from "./lvsadm-lock.ts";
import { readRemembered, storeRemembered } from "./lvsadm-remembered.ts";
import { serverInFull, serverOf, serverText } from "./lvsadm-server-word.ts";
import { VerbFailure } from "./lvsadm-verb-failure.ts";
import type { VerbPorts, VerbSpec } from "./lvsadm-verb-ports.ts";
import { withTable } from "./lvsadm-verb-table.ts";
import type { ParsedWords } from "./options.ts";
import { wantsColour } from "./paint.ts";
import { Exit } from "./run.ts";

export const drain: VerbSpec = {
  name: "drain",
  summary:
    "Gives a real server weight 0 wherever it serves, so that it gets no new connections, and remembers its weights for undrain.",
  forms: ["[--dry-run] [--wait [--timeout SECONDS]] [--json] SERVER"],
  options: [
    { long: "dry-run", short: "n", help: "print what would be changed and change nothing" },
    { long: "wait", short: "w", help: "wait until its active and inactive connections are gone" },
    { long: "timeout", short: "t", value: "SECONDS", help: "with --wait: at most so long" },
    { long: "json", help: "print one JSON object instead of lines" },
  ],
  notes: [
    "SERVER is an address or a name, which stands for all its addresses, and may have a port: 10.0.1.1, 10.0.1.1:80, [2001:db8::1]:80, web1. Without a port it is meant with all of its ports.",
    "Exit status: 0 drained (with --wait: and no connection left), 1 failed, 2 wrong call, 3 connections left after --timeout, 4 failed and only part of it done, 129, 130 or 143 a signal ended the waiting; the weight then stays 0.",
  ],
  run,
};

async function run(given: ParsedWords, environment: Environment, ports: VerbPorts): Promise<ExitStatus> {
  const server = await serverOf(given, ports.names);
  const timeout = timeoutOf(given);
  return withTable(ports, ChangeExit.asBefore, async (table) => {
    const places = placesOf(server, await readStates(table));
    if (places.length === 0)
      throw new VerbFailure(`no service has the real server ${serverInFull(server)}`, ChangeExit.asBefore);
    const nap = given.has("wait") && !given.has("dry-run") ? new Nap(ports.clock, ports.signals) : undefined;
    const { done, remembered } = await carryOut(table, server, given.has("dry-run"), environment, ports);
    const { left, found } = await look(table, places);
    const result: DrainResult = { server, places, done, remembered, found, left, dryRun: given.has("dry-run") };
    if (!given.has("json"))
      environment.stdout.write(drainText(result, wantsColour(environment.stdout, environment.variables)));
    const waited = nap ? await wait({ table, clock: ports.clock, nap }, result, timeout, given, environment) : left;
    if (given.has("json")) environment.stdout.write(`${jsonText(drainRecord({ ...result, left: waited }))}\n`);
    return ChangeExit.done;
  });
}

/** @returns milliseconds. @throws VerbFailure */
function timeoutOf(given: ParsedWords): number | undefined {
  const written = given.value("timeout");
  if (written === undefined) return undefined;
  if (!given.has("wait")) throw new VerbFailure("--timeout goes with --wait", Exit.usage);
  // A timer takes at most 2^31 ms.
  const seconds = /^\d{1,7}(\.\d+)?$/.test(written) ? Number(written) : Number.POSITIVE_INFINITY;
  if (seconds <= 2_000_000) return seconds * 1000;
  throw new VerbFailure(`--timeout ${JSON.stringify(written)} is not a number of seconds up to 2000000`, Exit.usage);
}

/** Weights are on disk before the first of them changes, so that they are known after a crash at any point. */
async function carryOut(
  table: IpvsTable,
  server: Server,
  dryRun: boolean,
  environment: Environment,
  ports: VerbPorts,
): Promise<Pick<DrainResult, "done" | "remembered">> {
  const wish = (current: Parameters<typeof drained>[1]) => drained(server, current);
  if (dryRun) return { done: await foresee(table, wish), remembered: readRemembered(ports) };
  return locked(ports, environment, async () => {
    let remembered = readRemembered(ports);
    const outcome = await changeTable(table, wish, (current) => {
      const next = remember(server, current, remembered);
      storeRemembered(ports, remembered, next);
      remembered = next;
    });
    return { done: mustBeDone(outcome, environment), remembered };
  });
}

/** @throws VerbFailure where connections are left. */
async function wait(
  ports: WaitPorts,
  { server, places }: DrainResult,
  timeout: number | undefined,
  given: ParsedWords,
  environment: Environment,
): Promise<Left> {
  const { clock } = ports;
  const looks = showLooks(environment, clock, given.has("json"));
  const start = clock.now();
  try {
    const end = await waitUntilGone(ports, places, timeout, looks.show);
    const seconds = Math.round((clock.now() - start) / 1000);
    looks.clear();
    if (end.why !== "gone") throw waitFailure(end, serverText(server), seconds);
    if (!given.has("json")) environment.stdout.write(`no connection is left after ${seconds} s\n`);
    return end.left;
  } finally {
    looks.clear();
  }
}
