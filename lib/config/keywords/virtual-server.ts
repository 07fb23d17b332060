/** Keywords of `virtual_server` and `real_server`. */

import { flag, one, optional } from "../arguments.ts";
import type { BlockTable, Rows } from "../keyword-row.ts";
import { serverHead } from "../server-head.ts";
import { choice } from "../values/choice.ts";
import { granularity } from "../values/granularity.ts";
import { integer } from "../values/integer.ts";
import { protocolWords, schedulerWords } from "../values/other-words.ts";
import { inheritedRetry, timing, virtualhost } from "./checker.ts";
import { forwarding } from "./forwarding.ts";
import { realServerMore, virtualServerMore } from "./server-more.ts";

const usedBy = ["checkd"] as const;

/** IPVS stores the timeout in seconds; keepalived refuses more than 31 days. */
const longestPersistence = 31 * 24 * 3600;

/** Seconds that a bare persistence_timeout means (IP_VS_TEMPLATE_TIMEOUT, ip_vs.h). */
export const defaultPersistence = 360;

const schedulers = "rr wrr lc wlc lblc lblcr sh mh dh fo ovf sed nq twos".split(" ");
const scheduler = choice("a scheduler", schedulers, schedulerWords);

const lbAlgo = {
  takes: one(scheduler),
  default: "wlc",
  tier: 1,
  usedBy,
  doc: "how connections are dealt to real servers",
} as const;

const lbKind = {
  takes: forwarding,
  default: "NAT",
  tier: 1,
  usedBy,
  doc: "how packets reach real servers",
} as const;

/** The kernel's weight is a signed int that must not be negative (ip_vs_ctl.c). */
const weight = {
  takes: one(integer(0, 2 ** 31 - 1)),
  default: "1",
  tier: 1,
  usedBy,
  doc: "share of a real server; 0 takes it out of use without ending its connections",
} as const;

const virtualServerRows = {
  ...timing,
  retry: inheritedRetry,
  lb_algo: lbAlgo,
  lvs_sched: { ...lbAlgo, standsFor: "lb_algo" },
  lb_kind: lbKind,
  lvs_method: { ...lbKind, standsFor: "lb_kind" },
  protocol: {
    takes: one(choice("a protocol", ["TCP", "UDP", "SCTP"], protocolWords)),
    default: "UDP",
    tier: 1,
    usedBy,
    doc: "transport protocol of the service; better always written",
  },
  ip_family: {
    takes: one(choice("a family", ["inet", "inet6"])),
    default: "that of the first real server",
    tier: 2,
    usedBy,
    doc: "family of a service by mark",
  },
  persistence_timeout: {
    takes: optional(integer(0, longestPersistence, "SEC"), defaultPersistence),
    tier: 1,
    usedBy,
    doc: "seconds for which a client keeps its real server",
  },
  persistence_granularity: {
    takes: one(granularity),
    default: "each address",
    tier: 1,
    usedBy,
    doc: "clients that this makes equal share a real server; switches persistence on",
  },
  virtualhost,
  weight: { ...weight, tier: 2, takes: one(integer(1, 2 ** 31 - 1)), doc: "weight of real servers that name none" },
  ...virtualServerMore,
  real_server: {
    takes: serverHead,
    opens: "real_server",
    repeats: true,
    tier: 1,
    usedBy,
    doc: "one server that does the work, with its checkers",
  },
} as const satisfies Rows;

export const virtualServer: BlockTable<typeof virtualServerRows> = { rows: virtualServerRows };

const realServerRows = {
  ...timing,
  retry: inheritedRetry,
  weight,
  virtualhost,
  lvs_method: {
    takes: forwarding,
    default: "lb_kind",
    tier: 2,
    usedBy,
    doc: "how packets reach this real server",
  },
  TCP_CHECK: { takes: flag, opens: "TCP_CHECK", repeats: true, tier: 1, usedBy, doc: "connects" },
  HTTP_GET: {
    takes: flag,
    opens: "HTTP_GET",
    repeats: true,
    tier: 1,
    usedBy,
    doc: "fetches pages and compares status and digest",
  },
  ...realServerMore,
} as const satisfies Rows;

export const realServer: BlockTable<typeof realServerRows> = { rows: realServerRows };
