/** Keywords of `virtual_server` and `real_server`. */

import { flag, one, optional } from "../arguments.ts";
import type { BlockTable, Rows } from "../keyword-row.ts";
import { serverHead } from "../server-head.ts";
import { choice } from "../values/choice.ts";
import { granularity } from "../values/granularity.ts";
import { integer } from "../values/integer.ts";
import { inheritedRetry, timing, virtualhost } from "./checker.ts";
import { notYet } from "./not-yet.ts";

const usedBy = ["checkd"] as const;

/** IPVS stores the timeout in seconds; keepalived refuses more than 31 days. */
const longestPersistence = 31 * 24 * 3600;

/** Seconds that a bare persistence_timeout means (IP_VS_TEMPLATE_TIMEOUT, ip_vs.h). */
export const defaultPersistence = 360;

const scheduler = choice("a scheduler", [..."rr wrr lc wlc lblc lblcr sh mh dh fo ovf sed nq twos".split(" ")]);

const lbAlgo = {
  takes: one(scheduler),
  default: "wlc",
  usedBy,
  doc: "how connections are dealt to real servers",
} as const;

const lbKind = {
  takes: one(choice("a forwarding method", ["NAT", "DR", "TUN"])),
  default: "NAT",
  usedBy,
  doc: "how packets reach real servers",
} as const;

/** The kernel's weight is a signed int that must not be negative (ip_vs_ctl.c). */
const weight = {
  takes: one(integer(0, 2 ** 31 - 1)),
  default: "1",
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
    takes: one(choice("a protocol", ["TCP", "UDP", "SCTP"])),
    default: "UDP",
    usedBy,
    doc: "transport protocol of the service; better always written",
  },
  persistence_timeout: {
    takes: optional(integer(0, longestPersistence, "SEC"), defaultPersistence),
    usedBy,
    doc: "seconds for which a client keeps its real server",
  },
  persistence_granularity: {
    takes: one(granularity),
    default: "each address",
    usedBy,
    doc: "clients that this makes equal share a real server; switches persistence on",
  },
  virtualhost,
  weight,
  real_server: {
    takes: serverHead,
    opens: "real_server",
    repeats: true,
    usedBy,
    doc: "one server that does the work, with its checkers",
  },
} as const satisfies Rows;

export const virtualServer: BlockTable<typeof virtualServerRows> = {
  rows: virtualServerRows,
  notYet: notYet(
    [
      "warning",
      "nothing serves when all real servers failed",
      "sorry_server sorry_server_inhibit sorry_server_lvs_method",
    ],
    ["warning", "failed real servers are removed", "inhibit_on_failure"],
    ["warning", "real servers are in use from the start, before their first check", "alpha"],
    ["warning", "no script runs", "quorum_up quorum_down omega"],
    ["warning", "no mail is sent", "smtp_alert"],
    [
      "error",
      "connections would be scheduled differently",
      "ops persistence_engine sh-port sh-fallback mh-port mh-fallback",
    ],
    ["error", "connections would be scheduled differently", "flag-1 flag-2 flag-3 hashed"],
    ["warning", "it has no effect", "quorum hysteresis ha_suspend ip_family snmp_name"],
  ),
};

const realServerRows = {
  ...timing,
  retry: inheritedRetry,
  weight,
  virtualhost,
  TCP_CHECK: { takes: flag, opens: "TCP_CHECK", repeats: true, usedBy, doc: "connects" },
  HTTP_GET: {
    takes: flag,
    opens: "HTTP_GET",
    repeats: true,
    usedBy,
    doc: "fetches pages and compares status and digest",
  },
} as const satisfies Rows;

export const realServer: BlockTable<typeof realServerRows> = {
  rows: realServerRows,
  notYet: notYet(
    [
      "error",
      "the real server would stay in use when it failed",
      "SSL_GET MISC_CHECK SMTP_CHECK DNS_CHECK UDP_CHECK PING_CHECK FILE_CHECK BFD_CHECK",
    ],
    ["error", "packets would be forwarded by the virtual server's method", "lvs_method"],
    ["warning", "no script runs", "notify_up notify_down"],
    ["warning", "a failed real server is removed", "inhibit_on_failure"],
    ["warning", "the real server is in use from the start, before its first check", "alpha"],
    ["warning", "no mail is sent", "smtp_alert"],
    ["warning", "connections are not limited", "uthreshold lthreshold"],
    ["warning", "it has no effect", "snmp_name"],
  ),
};
