/**
 * A lab test is one file that runs twice: on the host it is an ordinary tap test that boots a machine running this very
 * file; in the machine it runs `body` as root with real IPVS. What the body checks become the host's assertions.
 */

import { fileURLToPath } from "node:url";
import type { LabEvent } from "./events.ts";
import { Lab } from "./guest/lab.ts";
import { cannotByNature, runMachine } from "./host/machine.ts";

export interface LabTestOptions {
  /** The longest the machine may run; default 240 s. */
  readonly secondsLimit?: number;
  /** Words for the program in the machine. */
  readonly args?: readonly string[];
  /** Why there is no point in running it on this host, where there is none. */
  readonly skip?: string | undefined;
}

/** Call it once at the end of a `test/lab/*.test.ts` with that file's `import.meta.url`. */
export async function labTest(
  url: string,
  body: (lab: Lab) => Promise<void>,
  options: LabTestOptions = {},
): Promise<void> {
  if (process.env.LVSKIT_IN_LAB === "1") await inMachine(body);
  else await onHost(fileURLToPath(url), options);
}

async function inMachine(body: (lab: Lab) => Promise<void>): Promise<void> {
  const lab = new Lab();
  await lab.check("the program runs to its end", () => body(lab), { within: 3_600_000 });
  process.exit(lab.failed === 0 ? 0 : 1);
}

async function onHost(script: string, { secondsLimit = 240, args = [], skip }: LabTestOptions): Promise<void> {
  const { default: t } = await import("tap");
  const never = cannotByNature() ?? skip;
  if (never !== undefined) {
    t.plan(0, never);
    return;
  }
  t.setTimeout((secondsLimit + 120) * 1000);
  let failed = 0;
  const onEvent = (event: LabEvent) => {
    if (event.type === "check" && !event.ok) failed++;
    if (event.type === "check") t.ok(event.ok, event.name, event.ok ? {} : { detail: event.detail });
    if (event.type === "skip") t.pass(event.name, { skip: event.why });
  };
  const end = await runMachine({ script, args, secondsLimit, onEvent, onConsole: (line) => t.comment(line) });
  if (end.status === undefined) t.fail(`the machine did not finish: ${end.why}`);
  else if (end.status > 1 || (end.status === 1 && failed === 0))
    t.fail(`the machine's program ended with status ${end.status}; its console is above`);
}
