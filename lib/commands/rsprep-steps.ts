/** Carrying steps out one after the other, and back again. Knows nothing of why they are wanted. */

import { reversed, type Step } from "../realserver/model.ts";
import { carryOut, type HostPorts } from "./rsprep-host.ts";

/** Told of each step once it is carried out (also of one taken back), and in a dry run of each that would be. */
export type OnStep = (step: Step) => void;

/** Where a refusal stopped the steps. */
export interface Stop {
  readonly refusal: Error;
  readonly done: readonly Step[];
}

/** @returns where the first refusal stopped it; undefined where every step was taken. */
export async function carryOutAll(ports: HostPorts, steps: readonly Step[], onStep: OnStep): Promise<Stop | undefined> {
  for (const [i, step] of steps.entries()) {
    try {
      await carryOut(ports, step);
    } catch (error) {
      return { refusal: error instanceof Error ? error : new Error(String(error)), done: steps.slice(0, i) };
    }
    onStep(step);
  }
  return undefined;
}

/** @returns what could not be taken back, as the rest of a sentence; undefined where the host is as it was. */
export async function takeBack(
  ports: HostPorts,
  done: readonly Step[],
  onStep: OnStep,
  isAsBefore: () => Promise<boolean>,
): Promise<string | undefined> {
  const stop = await carryOutAll(ports, reversed(done), onStep);
  if (stop !== undefined)
    return `undoing what was done before it failed too: ${stop.refusal.message}; rsprep undo may finish it`;
  return (await isAsBefore()) ? undefined : "part of it may have been done all the same; rsprep undo takes it back";
}
