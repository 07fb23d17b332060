/** lvsadm top: what lvsadm show says, again and again; on a terminal as a screen with keys, with --batch as text. */

import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import { emptyTableSentence, pickerOf, readListed } from "./lvsadm-show-verb.ts";
import { VerbFailure } from "./lvsadm-verb-failure.ts";
import type { VerbPorts, VerbSpec } from "./lvsadm-verb-ports.ts";
import { withTable } from "./lvsadm-verb-table.ts";
import type { ParsedWords } from "./options.ts";
import { paintFor } from "./paint.ts";
import { Exit } from "./run.ts";
import { timeText } from "./top-screen.ts";

export const top: VerbSpec = {
  name: "top",
  summary:
    "Shows the table for people, live: sorted by what each service and real server carries, with small histories.",
  forms: ["[-d SECONDS] [SERVICE]", "--batch [-n NUMBER] [-d SECONDS] [SERVICE]"],
  options: [
    { long: "delay", short: "d", value: "SECONDS", help: "time between samples, 1 to 3600 (2)" },
    { long: "batch", short: "b", help: "print frames as text, one after the other, without keys" },
    { long: "number", short: "n", value: "NUMBER", help: "with --batch: end after so many frames" },
    { long: "once", help: "print one frame: --batch -n 1" },
  ],
  notes: [
    "SERVICE is as for lvsadm show. On the screen ? lists all keys; q quits.",
    "Exit status: 0 quit, 1 failed, 2 wrong call, no terminal, or the table cannot be read; 128 and its number after a signal.",
  ],
  run,
};

/** Those of a call, understood. */
interface Wanted {
  /** Seconds. */
  readonly delay: number;
  /** Frames of text; undefined: a screen. */
  readonly frames: number | undefined;
}

async function run(given: ParsedWords, environment: Environment, ports: VerbPorts): Promise<ExitStatus> {
  const { delay, frames } = wantedOf(given);
  const picker = pickerOf(given.words);
  // It may come yet: that it is not there is said, and no reason to end.
  const whenEmpty = picker ? `There is no service ${given.words.join(" ")}.` : emptyTableSentence;
  const sample = (table: IpvsTable) => readListed(table, picker ?? (() => true));
  return withTable(ports, Exit.usage, async (table) => {
    if (frames !== undefined) return batch(() => sample(table), { delay, frames, whenEmpty }, environment, ports);
    if (environment.variables.TERM === "dumb")
      throw new VerbFailure(
        "this terminal cannot be drawn on (TERM=dumb); --batch prints frames as text, --once prints one",
        Exit.usage,
      );
    const terminal = ports.openTerminal();
    if (terminal === undefined)
      throw new VerbFailure("this is no terminal; --batch prints frames as text, --once prints one", Exit.usage);
    const { runTop } = await import("./top-screen.ts");
    const paint = await paintFor(environment.stdout, environment.variables);
    return runTop({ terminal, clock: ports.clock, paint, interval: delay, whenEmpty, sample: () => sample(table) });
  });
}

function wantedOf(given: ParsedWords): Wanted {
  const delay = numberOf(given, "delay", 3600) ?? 2;
  const number = numberOf(given, "number", 1_000_000_000);
  const text = given.has("batch") || given.has("once");
  if (number !== undefined && !text) throw new VerbFailure("--number goes with --batch", Exit.usage);
  return { delay, frames: text ? (number ?? (given.has("once") ? 1 : Number.POSITIVE_INFINITY)) : undefined };
}

function numberOf(given: ParsedWords, long: string, most: number): number | undefined {
  const text = given.value(long);
  if (text === undefined) return undefined;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > most)
    throw new VerbFailure(`--${long} ${text}: a whole number from 1 to ${most} is wanted`, Exit.usage);
  return value;
}

type Sampler = () => ReturnType<typeof readListed>;

async function batch(
  sample: Sampler,
  { delay, frames, whenEmpty }: { readonly delay: number; readonly frames: number; readonly whenEmpty: string },
  { stdout }: Environment,
  { clock }: VerbPorts,
): Promise<ExitStatus> {
  const { showText } = await import("./show-text.ts");
  const { plain } = await import("./paint.ts");
  for (let frame = 0; frame < frames; frame++) {
    if (frame > 0) await new Promise<void>((resolve) => clock.at(clock.now() + delay * 1000, resolve));
    const table = await sample();
    const text = table.length === 0 ? `${whenEmpty}\n` : await showText(table, plain, undefined);
    stdout.write(`${frame > 0 ? "\n" : ""}${timeText(clock)}\n${text}`);
    if (stdout.lost) break;
  }
  return Exit.done;
}
