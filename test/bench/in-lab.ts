/** Runs a measurement as root in the lab's machine and brings its figures out. */

import { join } from "node:path";
import { checkout } from "../lab/host/checkout.ts";
import { cannotByNature, runMachine } from "../lab/host/machine.ts";
import type { Figures } from "./figures.ts";

/**
 * @param measurement a name that guest.ts knows. @param secondsLimit the longest that it may take.
 * @returns why there can be no lab here, where that lies in the nature of this machine.
 * @throws Error where the lab or the measurement failed
 */
export async function measureInLab(
  measurement: string,
  secondsLimit = 600,
): Promise<{ readonly figures: Figures } | { readonly obstacle: string }> {
  const obstacle = cannotByNature();
  if (obstacle !== undefined) return { obstacle };
  const figures = new Map<string, readonly number[]>();
  const console: string[] = [];
  const end = await runMachine({
    script: join(checkout, "dist/test/bench/guest.js"),
    args: [measurement],
    secondsLimit,
    onEvent: (event) => {
      if (event.type === "figures") figures.set(event.name, event.values);
    },
    onConsole: (line) => console.push(line),
  });
  if (end.status === 0) return { figures };
  const why = end.status === undefined ? end.why : console.join("\n");
  throw new Error(`the measurement ${measurement} failed in the lab: ${why}`);
}
