/** Keywords of `global_defs` about IPVS and the checks. */

import { named, positional, required } from "../argument-forms.ts";
import { flag, one, optional, optionalBoolean } from "../arguments.ts";
import type { Rows } from "../keyword-row.ts";
import { anyMulticastGroup } from "../values/address.ts";
import { choice } from "../values/choice.ts";
import { duration } from "../values/duration.ts";
import { integer, port } from "../values/integer.ts";
import { largestSigned, largestUnsigned } from "../values/limits.ts";
import { interfaceName } from "../values/text.ts";
import { name } from "../values/words.ts";
import { inert, later } from "./later.ts";

/** Seconds; the kernel keeps jiffies, keepalived refuses more than 31 days. */
const timeout = integer(0, 31 * 24 * 3600, "SEC");
const flushOnStop = optional(choice("what to flush", ["VS"]), "all");
const statistics = one(duration(0.001, 30));

/** The old form has the instance and the number of the group by position. */
const syncDaemon = named(
  { interface: interfaceName },
  {
    id: integer(0, 255, "ID"),
    maxlen: integer(1, 65507),
    port,
    ttl: integer(1, 255),
    group: anyMulticastGroup,
  },
  { instance: name, id: integer(0, 255, "ID") },
);

export const globalLvs = {
  lvs_sync_daemon: later("warning", "connections are not kept on take-over")(
    1,
    syncDaemon,
    "interface on which directors tell each other their connections, and the instance that decides who speaks",
  ),
  lvs_flush: inert(1, flag, "empties the kernel's whole table at the start"),
  lvs_flush_on_stop: inert(1, flushOnStop, "empties the table at the end; VS: of our virtual servers alone"),
  lvs_flush_onstop: inert(1, flushOnStop, "old name of lvs_flush_on_stop", {
    standsFor: "lvs_flush_on_stop",
    deprecated: true,
  }),
  lvs_timeouts: later("warning", "the kernel's timeouts stay as they are")(
    2,
    required(named({}, { tcp: timeout, tcpfin: timeout, udp: timeout })),
    "seconds after which the kernel forgets idle connections",
    { default: "the kernel's" },
  ),
  checker_log_all_failures: inert(2, optionalBoolean, "logs every failed try of a check"),
  nftables_ipvs: inert(
    3,
    positional({}, { table: name }),
    "marks with nftables the traffic of groups of virtual servers",
  ),
  nftables_ipvs_priority: inert(3, one(integer(-(2 ** 31), largestSigned)), "priority of those chains", {
    default: "-1",
  }),
  nftables_ipvs_start_fwmark: inert(3, one(integer(1, largestUnsigned)), "first of the marks used for it", {
    default: "1000",
  }),
  snmp_vs_stats_update_interval: inert(3, statistics, "seconds for which SNMP repeats a virtual server's counters", {
    since: "2.3.0",
  }),
  snmp_rs_stats_update_interval: inert(3, statistics, "seconds for which SNMP repeats a real server's counters", {
    since: "2.3.0",
  }),
} as const satisfies Rows;
