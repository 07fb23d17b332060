/** Keywords of the checkers, and the timing keywords that virtual servers and real servers hand down to them. */

import { flag, list, one } from "../arguments.ts";
import type { BlockTable, KeywordRow, Rows } from "../keyword-row.ts";
import { pagePath } from "../page-path.ts";
import { ipAddress } from "../values/address.ts";
import { digest } from "../values/digest.ts";
import { duration, longestTimer } from "../values/duration.ts";
import { integer, port } from "../values/integer.ts";
import { requestText } from "../values/request-text.ts";
import { statusRange } from "../values/status-codes.ts";
import { commonMore, httpMore, urlMore } from "./checker-more.ts";

const usedBy = ["checkd"] as const;

/** Largest count that fits keepalived's unsigned values. */
const largest = 2 ** 32 - 1;

/** Microseconds in an unsigned int. */
const longestTimeout = (2 ** 32 - 1) / 1_000_000;

/** The same in virtual_server, real_server and checkers; the innermost counts. */
export const timing = {
  delay_loop: {
    takes: one(duration(0.001, longestTimer)),
    default: "60",
    tier: 1,
    usedBy,
    doc: "seconds from the end of one check to the start of the next",
  },
  connect_timeout: {
    takes: one(duration(0.001, longestTimeout)),
    default: "5",
    tier: 1,
    usedBy,
    doc: "seconds to connect, and again seconds to the end of the answer",
  },
  delay_before_retry: {
    takes: one(duration(0, longestTimer)),
    default: "1, HTTP_GET 3",
    tier: 1,
    usedBy,
    doc: "seconds from a failed try to the next",
  },
  warmup: {
    takes: one(duration(0, longestTimer)),
    default: "delay_loop",
    tier: 1,
    usedBy,
    doc: "the first check comes after a random part of this many seconds; 0: at once",
  },
} as const satisfies Rows;

const retryDoc = "further tries after a failed one before the real server counts as failed";

/** In virtual_server and real_server at least 1. */
export const inheritedRetry = {
  takes: one(integer(1, largest)),
  default: "1",
  tier: 1,
  usedBy,
  doc: retryDoc,
} as const satisfies KeywordRow;

const oldRetry = {
  takes: one(integer(0, largest)),
  standsFor: "retry",
  deprecated: true,
  tier: 1,
  usedBy,
  doc: "old name of retry",
} as const satisfies KeywordRow;

export const common = {
  ...timing,
  connect_ip: { takes: one(ipAddress), default: "the real server's", tier: 1, usedBy, doc: "address to check instead" },
  connect_port: { takes: one(port), default: "the real server's", tier: 1, usedBy, doc: "port to check instead" },
  retry: { takes: one(integer(0, largest)), default: "1", tier: 1, usedBy, doc: retryDoc },
  nb_get_retry: { ...oldRetry, gone: true },
  ...commonMore,
} as const satisfies Rows;

export const tcpCheck: BlockTable<typeof common> = { rows: common };

export const virtualhost = {
  takes: one(requestText("NAME", "a host name")),
  tier: 1,
  usedBy,
  doc: "Host header of requests; the innermost of url, checker, real_server and virtual_server counts",
} as const satisfies KeywordRow;

const httpGetRows = {
  ...common,
  url: {
    takes: flag,
    opens: "url",
    repeats: true,
    tier: 1,
    usedBy,
    doc: "a page to fetch; several are fetched in turn",
  },
  virtualhost,
  nb_get_retry: oldRetry,
  ...httpMore,
} as const satisfies Rows;

export const httpGet: BlockTable<typeof httpGetRows> = { rows: httpGetRows };

const urlRows = {
  path: {
    takes: pagePath,
    tier: 1,
    usedBy,
    doc: "what to request",
  },
  digest: { takes: one(digest), tier: 1, usedBy, doc: "MD5 of the page's body, as genhash prints it" },
  status_code: { takes: list(statusRange), default: "200-299", tier: 1, usedBy, doc: "status codes that mean health" },
  virtualhost,
  ...urlMore,
} as const satisfies Rows;

export const url: BlockTable<typeof urlRows> = { rows: urlRows };
