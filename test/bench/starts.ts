/** Times whole runs of programs, turn about: A B C, A B C, …, so that a slow spell of the machine strikes all of them. */

import { spawnSync } from "node:child_process";
import type { Figures } from "./figures.ts";

export interface Start {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What standard output must look like; another one means that something else was timed. */
  readonly prints: RegExp;
}

/**
 * From spawning to the end, ms; standard output is a pipe, as in `$(…)`.
 * @throws Error where a program fails or prints something else
 */
export function timeStarts(starts: readonly Start[], rounds: number): Figures {
  const figures = new Map<string, number[]>(starts.map(({ name }) => [name, []]));
  // The first round fills the page cache.
  for (let round = 0; round <= rounds; round++)
    for (const start of starts) {
      const time = timeOne(start);
      if (round > 0) figures.get(start.name)?.push(time);
    }
  return figures;
}

function timeOne({ name, argv, env, prints }: Start): number {
  const [program = "", ...words] = argv;
  const options = { env: { ...cleanEnvironment(), ...env }, encoding: "utf8", timeout: 60_000 } as const;
  const begin = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, words, options);
  const time = performance.now() - begin;
  if (error !== undefined) throw new Error(`${name} could not be started: ${error.message}`);
  if (status !== 0 || !prints.test(stdout)) throw new Error(`${name}: status ${status}, ${stderr || stdout}`);
  return time;
}

/** Without what slows every start of Node down (extra certificates: 37 ms) or changes it. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, ...rest } = process.env;
  return rest;
}
