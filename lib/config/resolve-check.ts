/** Checker blocks → Check, with the timing that virtual server and real server hand down. */

import type { Check, CheckTiming, HttpUrl } from "../check/model.ts";
import type { Endpoint } from "../net/endpoint.ts";
import type { BlockValues, Entry, Reading } from "./block-reader.ts";
import type { timing } from "./keywords/checker.ts";
import type { blockTables } from "./keywords.ts";
import type { PlaceBook } from "./places.ts";
import { headSpan } from "./syntax.ts";

/** What a block says, or inherits, about checks; undefined where nobody said anything. */
export interface Inherited {
  readonly delayLoop?: number | undefined;
  readonly connectTimeout?: number | undefined;
  readonly retry?: number | undefined;
  readonly delayBeforeRetry?: number | undefined;
  readonly warmup?: number | undefined;
  readonly virtualHost?: string | undefined;
}

/** What reads the innermost block's own words about timing. */
type TimingRows = typeof timing & Pick<(typeof blockTables)["TCP_CHECK"]["rows"], "retry">;
type CommonRows = (typeof blockTables)["TCP_CHECK"]["rows"];

/** What resolving a checker needs to know of its real server. */
export interface CheckContext {
  readonly reading: Reading;
  readonly places: PlaceBook;
  readonly server: Endpoint;
  readonly inherited: Inherited;
}

/** @returns what the block itself says, else what it inherits. */
export function inherit(values: Pick<BlockValues<TimingRows>, "get">, from: Inherited): Inherited {
  return {
    delayLoop: values.get("delay_loop") ?? from.delayLoop,
    connectTimeout: values.get("connect_timeout") ?? from.connectTimeout,
    retry: values.get("retry") ?? from.retry,
    delayBeforeRetry: values.get("delay_before_retry") ?? from.delayBeforeRetry,
    warmup: values.get("warmup") ?? from.warmup,
    virtualHost: from.virtualHost,
  };
}

export function resolveTcpCheck(context: CheckContext, entry: Entry<true>): Check {
  const values = context.reading.read("TCP_CHECK", entry.statement.block);
  const check: Check = {
    type: "TCP_CHECK",
    target: resolveTarget(context, entry, values),
    timing: resolveTiming(inherit(values, context.inherited), 1000),
  };
  return context.places.note(check, headSpan(entry.statement));
}

/** @returns undefined where it has no usable url, which is reported. */
export function resolveHttpCheck(context: CheckContext, entry: Entry<true>): Check | undefined {
  const { reading, places, inherited } = context;
  const values = reading.read("HTTP_GET", entry.statement.block);
  const virtualHost = values.get("virtualhost") ?? inherited.virtualHost;
  const pages = values.all("url");
  const urls = pages.flatMap((page) => resolveUrl(reading, places, page, virtualHost) ?? []);
  if (pages.length === 0 && entry.statement.block)
    reading.report.error("LK0016", headSpan(entry.statement), "HTTP_GET has no url block", {
      expected: "url { path PATH } inside, at least once",
    });
  if (urls.length === 0) return undefined;
  const check: Check = {
    type: "HTTP_GET",
    target: resolveTarget(context, entry, values),
    timing: resolveTiming(inherit(values, inherited), 3000),
    urls,
  };
  return places.note(check, headSpan(entry.statement));
}

function resolveUrl(
  reading: Reading,
  places: PlaceBook,
  entry: Entry<true>,
  inheritedHost: string | undefined,
): HttpUrl | undefined {
  const values = reading.read("url", entry.statement.block);
  const path = values.get("path");
  const digest = values.get("digest");
  const virtualHost = values.get("virtualhost") ?? inheritedHost;
  if (!values.has("path") && entry.statement.block)
    reading.report.error("LK0016", headSpan(entry.statement), 'url has no "path"', {
      expected: "the path of a page, such as path /index.html",
    });
  if (path === undefined) return undefined;
  const url: HttpUrl = {
    path,
    ...(digest === undefined ? {} : { digest }),
    statusCodes: values.get("status_code") ?? [{ from: 200, to: 299 }],
    ...(virtualHost === undefined ? {} : { virtualHost }),
  };
  return places.note(url, headSpan(entry.statement), {
    path: values.place("path"),
    digest: values.place("digest"),
    statusCodes: values.place("status_code"),
    virtualHost: values.place("virtualhost"),
  });
}

function resolveTarget(
  { reading, server }: CheckContext,
  { statement }: Entry<true>,
  values: Pick<BlockValues<CommonRows>, "get">,
): Endpoint {
  const port = values.get("connect_port") ?? server.port;
  if (port === 0)
    reading.report.error("LK0016", headSpan(statement), `${statement.keyword.text} has no port to connect to`, {
      expected: "connect_port PORT inside, because the real server has no port of its own",
    });
  return { address: values.get("connect_ip") ?? server.address, port };
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
