/** Checker blocks → Check, with the timing that virtual server and real server hand down. */

import type { Check, CheckTiming, HttpUrl } from "../check/model.ts";
import type { Endpoint } from "../net/endpoint.ts";
import type { UseOf } from "./block-values.ts";
import type { PlaceBook } from "./places.ts";
import type { Report } from "./report.ts";
import { headSpan, type Statement } from "./syntax.ts";

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

/** What resolving a checker needs to know of its real server. */
export interface CheckContext {
  readonly report: Report;
  readonly places: PlaceBook;
  readonly server: Endpoint;
  readonly inherited: Inherited;
}

/**
 * @param virtualHost that the block itself says
 * @returns what the block itself says, else what it inherits.
 */
export function inherit(values: TimingValues, from: Inherited, virtualHost?: string): Inherited {
  const [delayLoop, connectTimeout] = [values.get("delay_loop"), values.get("connect_timeout")];
  const [retry, delayBeforeRetry] = [values.get("retry"), values.get("delay_before_retry")];
  const warmup = values.get("warmup");
  // Most blocks say nothing, and there may be a hundred thousand of them.
  if ((delayLoop ?? connectTimeout ?? retry ?? delayBeforeRetry ?? warmup ?? virtualHost) === undefined) return from;
  return {
    delayLoop: delayLoop ?? from.delayLoop,
    connectTimeout: connectTimeout ?? from.connectTimeout,
    retry: retry ?? from.retry,
    delayBeforeRetry: delayBeforeRetry ?? from.delayBeforeRetry,
    warmup: warmup ?? from.warmup,
    virtualHost: virtualHost ?? from.virtualHost,
  };
}

export function resolveTcpCheck(context: CheckContext, use: UseOf<"real_server", "TCP_CHECK">): Check {
  const check: Check = {
    type: "TCP_CHECK",
    target: resolveTarget(context, use.statement, {
      address: use.block.get("connect_ip"),
      port: use.block.get("connect_port"),
    }),
    timing: resolveTiming(inherit(use.block, context.inherited), 1000),
  };
  return context.places.note(check, use);
}

/** @returns undefined where it has no usable url, which is reported. */
export function resolveHttpCheck(context: CheckContext, use: UseOf<"real_server", "HTTP_GET">): Check | undefined {
  const { report, places, inherited } = context;
  const { block: values, statement } = use;
  const virtualHost = values.get("virtualhost") ?? inherited.virtualHost;
  const pages = values.all("url");
  const urls: HttpUrl[] = [];
  for (const page of pages) {
    const url = resolveUrl(report, places, page, virtualHost);
    if (url) urls.push(url);
  }
  if (!values.has("url") && statement.block)
    report.error("LK0016", headSpan(statement), '"HTTP_GET" has no "url" block', {
      expected: "url { path PATH } inside, at least once",
    });
  if (urls.length === 0) return undefined;
  const check: Check = {
    type: "HTTP_GET",
    target: resolveTarget(context, use.statement, {
      address: use.block.get("connect_ip"),
      port: use.block.get("connect_port"),
    }),
    timing: resolveTiming(inherit(values, inherited), 3000),
    urls,
  };
  return places.note(check, use);
}

function resolveUrl(
  report: Report,
  places: PlaceBook,
  use: UseOf<"HTTP_GET", "url">,
  inheritedHost: string | undefined,
): HttpUrl | undefined {
  const { block: values, statement } = use;
  const path = values.get("path");
  const digest = values.get("digest");
  const virtualHost = values.get("virtualhost") ?? inheritedHost;
  if (!values.has("path") && statement.block)
    report.error("LK0016", headSpan(statement), '"url" has no "path"', {
      expected: "the path of a page, such as path /index.html",
    });
  if (path === undefined) return undefined;
  const url: HttpUrl = {
    path,
    ...(digest === undefined ? {} : { digest }),
    statusCodes: values.get("status_code") ?? [{ from: 200, to: 299 }],
    ...(virtualHost === undefined ? {} : { virtualHost }),
  };
  return places.note(url, use, placesOfUrl);
}

function placesOfUrl({ block }: UseOf<"HTTP_GET", "url">) {
  return {
    path: block.place("path"),
    digest: block.place("digest"),
    statusCodes: block.place("status_code"),
    virtualHost: block.place("virtualhost"),
  };
}

function resolveTarget(
  { report, server }: CheckContext,
  statement: Statement,
  written: { readonly [P in keyof Endpoint]: Endpoint[P] | undefined },
): Endpoint {
  const port = written.port ?? server.port;
  if (port === 0)
    report.error("LK0016", headSpan(statement), `"${statement.name}" has no port to connect to`, {
      expected: "connect_port PORT inside, because the real server has no port of its own",
    });
  return { address: written.address ?? server.address, port };
}

/** @param delayBeforeRetry the checker's own default, milliseconds. */
function resolveTiming(from: Inherited, delayBeforeRetry: number): CheckTiming {
  const delayLoop = from.delayLoop ?? 60_000;
  return {
    delayLoop,
    connectTimeout: from.connectTimeout ?? 5000,
    retry: from.retry ?? 1,
    delayBeforeRetry: from.delayBeforeRetry ?? delayBeforeRetry,
    warmup: from.warmup ?? delayLoop,
  };
}
