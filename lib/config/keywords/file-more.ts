/** Keywords of the outermost level that nothing implements yet. */

import { positional } from "../argument-forms.ts";
import { flag, one } from "../arguments.ts";
import type { KeywordRow, Rows } from "../keyword-row.ts";
import { count } from "../values/limits.ts";
import { name } from "../values/words.ts";
import { inert, later, notSetUp } from "./later.ts";

const otherNamespace = later("error", "the daemon would run in the wrong network namespace");

export const definitions = {
  net_namespace: otherNamespace(2, one(name), "network namespace that everything runs in"),
  net_namespace_ipvs: otherNamespace(
    3,
    positional({}, { name }),
    "network namespace of the IPVS table; none: the first one",
  ),
  instance: inert(2, one(name), "tells several daemons of one host apart"),
  namespace_with_ipsets: inert(3, flag, "uses ipsets although in a network namespace"),
  use_pid_dir: inert(3, flag, "puts process id files into /run/keepalived"),
  child_wait_time: inert(3, one({ ...count, synopsis: "SEC" }), "seconds that processes get to end", { default: "5" }),
  linkbeat_use_polling: inert(3, flag, "asks for the state of links instead of waiting to be told"),
  linkbeat_interfaces: inert(3, flag, "interfaces whose state is asked for", { opens: "linkbeat_interfaces" }),
  interface_up_down_delays: inert(3, flag, "how long a link must be down or up before that counts", {
    opens: "interface_up_down_delays",
  }),
  garp_group: inert(3, flag, "interfaces that share one limit of gratuitous ARP", {
    opens: "garp_group",
    repeats: true,
  }),
  bfd_instance: inert(3, one(name), "a BFD session that instances and checks can watch", {
    opens: "bfd_instance",
    repeats: true,
  }),
  track_group: inert(2, one(name), "instances that static addresses, routes and rules can name", {
    opens: "track_group",
    repeats: true,
  }),
  vrrp_script: inert(1, one(name), "a script that instances can watch", { opens: "vrrp_script", repeats: true }),
  static_ipaddress: notSetUp(2, flag, "addresses that this host has whatever any instance's state", {
    opens: "addresses",
    repeats: true,
  }),
  static_routes: notSetUp(2, flag, "routes that this host has always", { opens: "routes", repeats: true }),
  static_rules: notSetUp(2, flag, "routing rules that this host has always", { opens: "rules", repeats: true }),
  track_file: inert(2, one(name), "a file that instances and checks can watch", {
    opens: "track_file",
    repeats: true,
  }),
  vrrp_track_file: inert(2, one(name), "old name of track_file", {
    opens: "track_file",
    repeats: true,
    standsFor: "track_file",
    deprecated: true,
  }),
  vrrp_track_process: inert(2, one(name), "processes that instances can watch", {
    opens: "vrrp_track_process",
    repeats: true,
  }),
  SSL: inert(2, flag, "how checks with TLS prove who they are", { opens: "SSL" }),
} as const satisfies Rows;

export const virtualServerGroup = {
  takes: one(name),
  opens: "virtual_server_group",
  repeats: true,
  tier: 2,
  usedBy: ["checkd"],
  doc: "addresses, ranges and marks that one virtual server serves together",
} as const satisfies KeywordRow;
