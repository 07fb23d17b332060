/** The timing of checks: what a block says of it, what it inherits, and what holds where nobody says anything. */

import type { CheckTiming } from "../check/model.ts";

/** What a block says, or inherits, about checks; undefined where nobody said anything. */
export interface Inherited {
  readonly delayLoop?: number | undefined;
  readonly connectTimeout?: number | undefined;
  readonly retry?: number | undefined;
  readonly delayBeforeRetry?: number | undefined;
  readonly warmup?: number | undefined;
  readonly virtualHost?: string | undefined;
}

/** Any block that has words about timing. */
interface TimingValues {
  get(keyword: "delay_loop" | "connect_timeout" | "retry" | "delay_before_retry" | "warmup"): number | undefined;
}

/** Shared: most blocks say nothing, and there may be a hundred thousand of them. */
const nothing: Inherited = {};

/** @param virtualHost that the block itself says */
export function saidTiming(values: TimingValues, virtualHost?: string): Inherited {
  const [delayLoop, connectTimeout] = [values.get("delay_loop"), values.get("connect_timeout")];
  const [retry, delayBeforeRetry] = [values.get("retry"), values.get("delay_before_retry")];
  const warmup = values.get("warmup");
  if ((delayLoop ?? connectTimeout ?? retry ?? delayBeforeRetry ?? warmup ?? virtualHost) === undefined) return nothing;
  return { delayLoop, connectTimeout, retry, delayBeforeRetry, warmup, virtualHost };
}

/** @returns what a block itself says, else what it inherits. */
export function inherit(said: Inherited, from: Inherited): Inherited {
  if (said === nothing) return from;
  return {
    delayLoop: said.delayLoop ?? from.delayLoop,
    connectTimeout: said.connectTimeout ?? from.connectTimeout,
    retry: said.retry ?? from.retry,
    delayBeforeRetry: said.delayBeforeRetry ?? from.delayBeforeRetry,
    warmup: said.warmup ?? from.warmup,
    virtualHost: said.virtualHost ?? from.virtualHost,
  };
}

/** @param delayBeforeRetry the checker's own default, milliseconds. */
export function resolveTiming(from: Inherited, delayBeforeRetry: number): CheckTiming {
  const delayLoop = from.delayLoop ?? 60_000;
  return {
    delayLoop,
    connectTimeout: from.connectTimeout ?? 5000,
    retry: from.retry ?? 1,
    delayBeforeRetry: from.delayBeforeRetry ?? delayBeforeRetry,
    warmup: from.warmup ?? delayLoop,
  };
}
