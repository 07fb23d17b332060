/** What a lab program is handed: claims to check, narration, clusters. */

import { Cluster } from "./cluster.ts";
import { emit } from "./event-line.ts";
import { type Outcome, type RunOptions, run } from "./process.ts";
import type { ClusterSpec } from "./topology.ts";
import { now } from "./wait.ts";

export class Lab {
  #failed = 0;

  get failed(): number {
    return this.#failed;
  }

  /**
   * One claim about the world, as a sentence, and how to find out: `body` throws (node:assert) when it does not hold.
   * Answers whether it held, so that a program can stop where going on makes no sense. It fails after `within` ms.
   */
  async check(name: string, body: () => unknown, { within = 60_000 } = {}): Promise<boolean> {
    const start = now();
    try {
      await bounded(body, within);
      emit({ type: "check", name, ok: true, ms: now() - start });
      return true;
    } catch (error) {
      this.#failed++;
      emit({ type: "check", name, ok: false, ms: now() - start, detail: describe(error) });
      return false;
    }
  }

  /** Says that something could not be checked here, and why; counted as skipped. */
  skip(name: string, why: string): void {
    emit({ type: "skip", name, why });
  }

  /** Narration for a person; tests keep it quiet. */
  say(text: string): void {
    emit({ type: "say", text });
  }

  /** Hosts as described, up and plugged in. */
  cluster(spec: ClusterSpec): Promise<Cluster> {
    return Cluster.make(spec);
  }

  /** Runs a program in the machine itself (root network namespace, its own file system). */
  run(argv: readonly string[], options?: RunOptions): Promise<Outcome> {
    return run(argv, options);
  }
}

async function bounded(body: () => unknown, within: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`still not known after ${within} ms`)), within);
  });
  await Promise.race([(async () => body())(), late]).finally(() => clearTimeout(timer));
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const here = (error.stack ?? "").split("\n").filter((line) => /^\s+at .*\/dist\/test\//.test(line));
  return `${error.message}\n${here.slice(0, 4).join("\n")}`.trimEnd();
}
