/** What an operator wants probed, complete with inherited values and defaults. Plain data; times in milliseconds. */

import type { Endpoint } from "../net/endpoint.ts";

/** Options that every checker has. */
export interface CheckTiming {
  /** From the end of one round to the start of the next. */
  readonly delayLoop: number;
  /** Until connected, and again until the whole answer. */
  readonly connectTimeout: number;
  /** Extra tries after the first failure before the verdict is "failed". */
  readonly retry: number;
  readonly delayBeforeRetry: number;
  /** First check happens 1 s plus a random part of this after start; 0: at once after that second. */
  readonly warmup: number;
}

export interface TcpCheck {
  readonly type: "TCP_CHECK";
  readonly target: Endpoint;
  readonly timing: CheckTiming;
}

export interface HttpCheck {
  readonly type: "HTTP_GET";
  readonly target: Endpoint;
  readonly timing: CheckTiming;
  /** Checked in turn; the server is up after all passed. At least one. */
  readonly urls: readonly HttpUrl[];
}

export interface HttpUrl {
  readonly path: string;
  /** 32 lower-case hexadecimal digits: MD5 of the body. */
  readonly digest?: string;
  /** Inclusive ranges; default 200-299. */
  readonly statusCodes: readonly { readonly from: number; readonly to: number }[];
  /** Host header; absent: the target as address:port. */
  readonly virtualHost?: string;
}

export type Check = TcpCheck | HttpCheck;
