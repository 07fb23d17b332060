/** Colours for people at a terminal, with chalk, loaded only there; elsewhere, and with NO_COLOR or TERM=dumb, texts stay plain. */

import type { Environment, Output } from "../ports/environment.ts";

type Colour = (text: string) => string;

export interface Paint {
  readonly red: Colour;
  readonly yellow: Colour;
  readonly green: Colour;
  readonly cyan: Colour;
  readonly bold: Colour;
  readonly dim: Colour;
  readonly inverse: Colour;
}

const same: Colour = (text) => text;

export const plain: Paint = { red: same, yellow: same, green: same, cyan: same, bold: same, dim: same, inverse: same };

/** Whether it goes to a terminal that knows colours, for a person who has not declined them. */
export function wantsColour(output: Output, variables: Environment["variables"]): boolean {
  return output.isTerminal && !variables.NO_COLOR && variables.TERM !== "dumb";
}

export async function paintFor(output: Output, variables: Environment["variables"]): Promise<Paint> {
  if (!wantsColour(output, variables)) return plain;
  const { Chalk } = await import("chalk");
  // 16 colours, which every terminal has.
  return new Chalk({ level: 1 });
}
