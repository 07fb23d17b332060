/** `quorum` and `hysteresis` of a virtual server → those that count, which its real servers' weights may lower. */

import type { BlockValues, UseOf } from "./block-values.ts";

type RealServer = UseOf<"virtual_server", "real_server">;

export interface Quorum {
  /** At least 1, and no more than all real servers can reach. */
  readonly quorum: number;
  /** Less than the quorum. */
  readonly hysteresis: number;
  /** What all real servers weigh together; absent where no weight of theirs limits the quorum. */
  readonly limit?: number;
}

export function resolveQuorum(values: BlockValues<"virtual_server">): Quorum {
  const written = values.get("quorum") ?? 1;
  const limit = written > 1 ? limitOf(values, written) : undefined;
  const quorum = Math.max(limit ?? written, 1);
  const hysteresis = Math.min(values.get("hysteresis") ?? 0, quorum - 1);
  return { quorum, hysteresis, ...(limit === undefined ? {} : { limit }) };
}

/** @returns undefined where the quorum can be reached, or nobody knows. */
function limitOf(values: BlockValues<"virtual_server">, wanted: number): number | undefined {
  const servers = values.all("real_server");
  const own = values.get("weight") ?? 1;
  const total = servers.reduce((sum, { block }) => sum + (block.get("weight") ?? own), 0);
  return total >= wanted || servers.length === 0 || servers.some(changesWeight) ? undefined : total;
}

/** A script or a file may say a greater weight while it runs. */
function changesWeight({ block }: RealServer): boolean {
  return block.has("FILE_CHECK") || block.all("MISC_CHECK").some((check) => check.block.has("misc_dynamic"));
}
