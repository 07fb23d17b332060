/** lvsadm undrain: gives a drained real server the weights back that drain remembered, wherever it still has weight 0. */

import { type Json, jsonText } from "../diag/json.ts";
import { differenceText } from "../ipvs/difference-text.ts";
import {
  byAddress,
  idOf,
  isOf,
  notOfServer,
  ofServer,
  placesOf,
  type RememberedWeight,
  type Server,
  undrained,
} from "../ipvs/drain.ts";
import type { ServiceState } from "../ipvs/model.ts";
import { destinationKeyRecord, serviceKeyRecord } from "../ipvs/table-json.ts";
import { serviceWords } from "../ipvs/words.ts";
import { formatEndpoint } from "../net/endpoint.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import { ChangeExit, mustBeDone } from "./lvsadm-change-failures.ts";
import { changeTable, type Done, foresee, readStates } from "./lvsadm-change-table.ts";
import { locked } from "./lvsadm-lock.ts";
import { readRemembered, storeRemembered } from "./lvsadm-remembered.ts";
import { serverInFull, serverOf, serverText } from "./lvsadm-server-word.ts";
import { VerbFailure } from "./lvsadm-verb-failure.ts";
import type { VerbPorts, VerbSpec } from "./lvsadm-verb-ports.ts";
import { withTable } from "./lvsadm-verb-table.ts";
import type { ParsedWords } from "./options.ts";
import { wantsColour } from "./paint.ts";

export const undrain: VerbSpec = {
  name: "undrain",
  summary: "Gives a real server that was drained its weights back, wherever it still has weight 0.",
  forms: ["[--dry-run] [--json] SERVER"],
  options: [
    { long: "dry-run", short: "n", help: "print what would be changed and change nothing" },
    { long: "json", help: "print one JSON object instead of lines" },
  ],
  notes: [
    "SERVER is as for drain.",
    "Exit status: 0 no drained weight is left, 1 failed, or it has weight 0 and no other is remembered, 2 wrong call, 4 failed and only part of it done.",
  ],
  run,
};

async function run(given: ParsedWords, environment: Environment, ports: VerbPorts): Promise<ExitStatus> {
  const server = await serverOf(given, ports.names);
  const dryRun = given.has("dry-run");
  return withTable(ports, ChangeExit.asBefore, async (table) => {
    const work = () => carryOut(table, server, dryRun, environment, ports);
    const result = dryRun ? await work() : await locked(ports, environment, work);
    if (result.remembered.length === 0) refuseUnknown(server, result.services);
    environment.stdout.write(
      given.has("json") ? `${jsonText(record(server, dryRun, result))}\n` : text(server, dryRun, result, environment),
    );
    return ChangeExit.done;
  });
}

interface Result {
  readonly done: Done;
  /** Of this server, before. */
  readonly remembered: readonly RememberedWeight[];
  /** The table afterwards. */
  readonly services: readonly ServiceState[];
}

/** The weights are forgotten only once they are back. */
async function carryOut(
  table: IpvsTable,
  server: Server,
  dryRun: boolean,
  environment: Environment,
  ports: VerbPorts,
): Promise<Result> {
  const all = readRemembered(ports);
  const remembered = ofServer(server, all);
  const wish = (current: readonly ServiceState[]) => undrained(server, current, remembered);
  const outcome = dryRun ? await foresee(table, wish) : await changeTable(table, wish);
  const done = mustBeDone(outcome, environment);
  if (!dryRun) storeRemembered(ports, all, notOfServer(server, all));
  return { done, remembered, services: await readStates(table) };
}

/** @throws VerbFailure where a person may take for undrained what is not. */
function refuseUnknown(server: Server, services: readonly ServiceState[]): void {
  const places = placesOf(server, services);
  if (places.length === 0)
    throw new VerbFailure(
      `no service has the real server ${serverInFull(server)}, and no weight of it is remembered`,
      1,
    );
  const idle = places.find(({ destination }) => destination.settings.weight === 0);
  if (idle !== undefined)
    throw new VerbFailure(
      `no weight of ${serverText(server)} is remembered, and ${formatEndpoint(idle.destination.key)} has weight 0 in ${serviceWords(idle.service)}; give it one with lvsadm -e`,
      1,
    );
}

function text(server: Server, dryRun: boolean, result: Result, { stdout, variables }: Environment): string {
  const { done } = result;
  const notes = dryRun
    ? ["dry run: nothing was changed"]
    : [...weightsNow(result).flatMap((one) => note(one) ?? []), ...idle(server, result), ...summary(server, result)];
  return `${differenceText(done.differences, wantsColour(stdout, variables))}${notes.join("\n")}\n`;
}

/** Where it has weight 0 still, because no other was remembered. */
function idle(server: Server, { remembered, services }: Result): string[] {
  const known = new Set(remembered.map(idOf));
  return placesOf(server, services)
    .filter(({ service, destination: { key } }) => !known.has(idOf({ service, destination: key })))
    .filter(({ destination }) => destination.settings.weight === 0)
    .map(({ service, destination: { key } }) => {
      const where = `${formatEndpoint(key)} in ${serviceWords(service)}`;
      return `${where} has weight 0, and no other is remembered; give it one with lvsadm -e`;
    });
}

/** Of each address by itself of which a weight was remembered. */
function summary(server: Server, { done, remembered }: Result): string[] {
  if (remembered.length === 0) return [`${serverText(server)} is not drained; nothing changed`];
  return byAddress(server)
    .filter((one) => ofServer(one, remembered).length > 0)
    .map((one) => {
      const changed = done.differences.some(({ destinations }) => destinations.some(({ key }) => isOf(one, key)));
      return `${serverText(one)}${changed ? " has its weights back" : ": no weight was put back"}`;
    });
}

interface WeightNow extends RememberedWeight {
  /** Undefined where it is gone. */
  readonly now: number | undefined;
}

function weightsNow({ remembered, services }: Result): WeightNow[] {
  const weights = new Map(
    services.flatMap(({ key: service, destinations }) =>
      destinations.map(({ key, settings }) => [idOf({ service, destination: key }), settings.weight] as const),
    ),
  );
  return remembered.map((one) => ({ ...one, now: weights.get(idOf(one)) }));
}

/** Of what is not as it was remembered. */
function note({ service, destination, weight, now }: WeightNow): string | undefined {
  if (now === weight) return undefined;
  const where = `${formatEndpoint(destination)} in ${serviceWords(service)}`;
  if (now === undefined) return `${where} is not there any more; its weight ${weight} is forgotten`;
  return `${where} has weight ${now}, which somebody gave it since; that stays, and ${weight} is forgotten`;
}

function record(server: Server, dryRun: boolean, result: Result): { readonly [name: string]: Json } {
  return {
    server: serverText(server),
    addresses: server.addresses,
    status: result.done.status,
    dryRun,
    places: weightsNow(result).map(({ service, destination, weight, now }) => ({
      service: serviceKeyRecord(service),
      destination: destinationKeyRecord(destination),
      weight: now ?? null,
      remembered: weight,
    })),
  };
}
