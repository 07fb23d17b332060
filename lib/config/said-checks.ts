/** Checker blocks → what they say, whichever real server they are of. */

import type { Check, HttpUrl } from "../check/model.ts";
import type { Address } from "../net/address.ts";
import type { BlockValues, UseOf } from "./block-values.ts";
import type { Report } from "./report.ts";
import { type Inherited, saidTiming } from "./resolve-timing.ts";
import { headSpan } from "./syntax.ts";

export interface SaidCheck {
  readonly type: Check["type"];
  /** Which of its real server's uses of the keyword it is, from 0. */
  readonly index: number;
  /** Undefined: the real server's. */
  readonly address: Address | undefined;
  readonly port: number | undefined;
  readonly timing: Inherited;
  /** Of HTTP_GET at least one. */
  readonly urls: readonly SaidUrl[];
}

export interface SaidUrl extends HttpUrl {
  /** Which of its checker's uses of the keyword it is, from 0. */
  readonly index: number;
}

/** @returns those that are usable; what is wrong with the others is reported. */
export function readChecks(report: Report, values: BlockValues<"real_server">): readonly SaidCheck[] {
  const tcp = values.all("TCP_CHECK").map(({ block }, index): SaidCheck => {
    const target = { address: block.get("connect_ip"), port: block.get("connect_port") };
    return { type: "TCP_CHECK", index, ...target, timing: saidTiming(block), urls: [] };
  });
  const http = values.all("HTTP_GET").flatMap((use, index): SaidCheck[] => {
    const { block } = use;
    const urls = readUrls(report, use);
    const target = { address: block.get("connect_ip"), port: block.get("connect_port") };
    const timing = saidTiming(block, block.get("virtualhost"));
    return urls.length === 0 ? [] : [{ type: "HTTP_GET", index, ...target, timing, urls }];
  });
  return [...tcp, ...http];
}

function readUrls(report: Report, { block: values, statement }: UseOf<"real_server", "HTTP_GET">): readonly SaidUrl[] {
  if (!values.has("url") && statement.block)
    report.error("LK0016", headSpan(statement), '"HTTP_GET" has no "url" block', {
      expected: "url { path PATH } inside, at least once",
    });
  return values.all("url").flatMap((use, index) => readUrl(report, use, index) ?? []);
}

function readUrl(
  report: Report,
  { block: values, statement }: UseOf<"HTTP_GET", "url">,
  index: number,
): SaidUrl | undefined {
  const path = values.get("path");
  const digest = values.get("digest");
  const virtualHost = values.get("virtualhost");
  if (!values.has("path") && statement.block)
    report.error("LK0016", headSpan(statement), '"url" has no "path"', {
      expected: "the path of a page, such as path /index.html",
    });
  if (path === undefined) return undefined;
  return {
    index,
    path,
    ...(digest === undefined ? {} : { digest }),
    statusCodes: values.get("status_code") ?? [{ from: 200, to: 299 }],
    ...(virtualHost === undefined ? {} : { virtualHost }),
  };
}
