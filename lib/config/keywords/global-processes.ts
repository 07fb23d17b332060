/** Keywords of `global_defs` about the processes themselves: names, scheduling, buffers, SNMP and D-Bus. */

import { flag, list, one, optional, optionalBoolean } from "../arguments.ts";
import type { Rows } from "../keyword-row.ts";
import { integer } from "../values/integer.ts";
import type { Kind } from "../values/kind.ts";
import { count, largestUnsigned } from "../values/limits.ts";
import { mask, name, processName } from "../values/words.ts";
import { inert } from "./later.ts";

const nice = one(integer(-20, 19));
/** SCHED_RR, sched(7). */
const realTime = one(integer(1, 99));
const limit = one(integer(1, largestUnsigned, "USEC"));
/** CONFIG_NR_CPUS is at most 8192 on x86_64. */
const processors = list(integer(0, 8191, "CPU"));

const bufferPolicy: Kind<string> = {
  synopsis: "MTU|ADVERT|BYTES",
  expected: "MTU, ADVERT, or a number of bytes",
  read: (text) => (text === "MTU" || text === "ADVERT" ? { value: text } : asText(count.read(text), text)),
};

function asText(reading: ReturnType<typeof count.read>, text: string) {
  return "fault" in reading ? reading : { value: text };
}

const oldLimit = "older name, with another spelling of the limit's";

export const globalProcess = {
  vrrp_priority: inert(2, nice, "nice value of the VRRP process", { default: "0" }),
  checker_priority: inert(2, nice, "nice value of the process that checks", { default: "0" }),
  bfd_priority: inert(2, nice, "nice value of the BFD process", { default: "0" }),
  vrrp_no_swap: inert(2, flag, "keeps the VRRP process in memory"),
  checker_no_swap: inert(2, flag, "keeps the process that checks in memory"),
  bfd_no_swap: inert(2, flag, "keeps the BFD process in memory"),
  max_auto_priority: inert(
    2,
    optional(integer(-1, 99), 99),
    "real-time priority up to which late timers raise a process",
  ),
  min_auto_priority_delay: inert(2, one(integer(1, 10_000_000, "USEC")), "lateness of a timer that raises it", {
    default: "1000000",
  }),
  vrrp_rt_priority: inert(3, realTime, "real-time priority of the VRRP process"),
  checker_rt_priority: inert(3, realTime, "real-time priority of the process that checks"),
  bfd_rt_priority: inert(3, realTime, "real-time priority of the BFD process"),
  vrrp_cpu_affinity: inert(3, processors, "processors that the VRRP process runs on"),
  checker_cpu_affinity: inert(3, processors, "processors that the process that checks runs on"),
  bfd_cpu_affinity: inert(3, processors, "processors that the BFD process runs on"),
  vrrp_rlimit_rttime: inert(3, limit, "microseconds without a system call before the VRRP process is stopped"),
  checker_rlimit_rttime: inert(3, limit, "microseconds without a system call before the checks are stopped"),
  bfd_rlimit_rttime: inert(3, limit, "microseconds without a system call before the BFD process is stopped"),
  vrrp_rlimit_rtime: inert(3, limit, oldLimit, { standsFor: "vrrp_rlimit_rttime", deprecated: true }),
  checker_rlimit_rtime: inert(3, limit, oldLimit, { standsFor: "checker_rlimit_rttime", deprecated: true }),
  bfd_rlimit_rtime: inert(3, limit, oldLimit, { standsFor: "bfd_rlimit_rttime", deprecated: true }),
  process_names: inert(3, flag, "names each process after its work"),
  process_name: inert(3, one(processName), "name of the parent process"),
  vrrp_process_name: inert(3, one(processName), "name of the VRRP process"),
  checker_process_name: inert(3, one(processName), "name of the process that checks"),
  lvs_process_name: inert(3, one(processName), "old name of checker_process_name", {
    standsFor: "checker_process_name",
    deprecated: true,
  }),
  bfd_process_name: inert(3, one(processName), "name of the BFD process"),
  snmp_socket: inert(3, one(name), "where the SNMP master agent listens"),
  enable_traps: inert(3, flag, "sends SNMP traps"),
  enable_snmp_vrrp: inert(3, flag, "serves keepalived's MIB for VRRP"),
  enable_snmp_keepalived: inert(3, flag, "old name of enable_snmp_vrrp", {
    standsFor: "enable_snmp_vrrp",
    deprecated: true,
  }),
  enable_snmp_checker: inert(3, flag, "serves keepalived's MIB for checks"),
  enable_snmp_rfc: inert(3, flag, "serves the MIBs of both VRRP RFCs"),
  enable_snmp_rfcv2: inert(3, flag, "serves the MIB of RFC 2787"),
  enable_snmp_rfcv3: inert(3, flag, "serves the MIB of RFC 6527"),
  enable_dbus: inert(3, flag, "offers the D-Bus interface"),
  dbus_service_name: inert(3, one(name), "name on the bus", { default: "org.keepalived.Vrrp1" }),
  dbus_no_interface_name: inert(3, one(name), "stands for the interface of instances that have none", {
    since: "2.3.0",
  }),
  vrrp_netlink_cmd_rcv_bufs: inert(3, one(count), "bytes of the receive buffer for netlink answers to VRRP"),
  vrrp_netlink_cmd_rcv_bufs_force: inert(3, optionalBoolean, "sets that buffer beyond the system's limit"),
  vrrp_netlink_monitor_rcv_bufs: inert(3, one(count), "bytes of the receive buffer for netlink news to VRRP"),
  vrrp_netlink_monitor_rcv_bufs_force: inert(3, optionalBoolean, "sets that buffer beyond the system's limit"),
  lvs_netlink_cmd_rcv_bufs: inert(3, one(count), "bytes of the receive buffer for netlink answers to checks"),
  lvs_netlink_cmd_rcv_bufs_force: inert(3, optionalBoolean, "sets that buffer beyond the system's limit"),
  lvs_netlink_monitor_rcv_bufs: inert(3, one(count), "bytes of the receive buffer for netlink news to checks"),
  lvs_netlink_monitor_rcv_bufs_force: inert(3, optionalBoolean, "sets that buffer beyond the system's limit"),
  process_monitor_rcv_bufs: inert(3, one(count), "bytes of the receive buffer for news of processes"),
  process_monitor_rcv_bufs_force: inert(3, optionalBoolean, "sets that buffer beyond the system's limit"),
  vrrp_rx_bufs_policy: inert(3, one(bufferPolicy), "what the receive buffers for advertisements are measured by"),
  vrrp_rx_bufs_multiplier: inert(3, one(integer(1, largestUnsigned)), "advertisements that such a buffer holds", {
    default: "3",
  }),
  umask: inert(3, one(mask), "mode bits that new files do not get"),
  random_seed: {
    takes: one(count),
    tier: 3,
    usedBy: ["vrrpd", "checkd"],
    doc: "makes the random numbers that definitions draw after it the same every time",
  },
} as const satisfies Rows;
