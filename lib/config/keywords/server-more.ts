/** Keywords of `virtual_server` and `real_server` that nothing implements yet. */

import { script } from "../argument-forms.ts";
import { flag, one, optionalBoolean } from "../arguments.ts";
import type { Rows } from "../keyword-row.ts";
import { serverHead } from "../server-head.ts";
import { choice } from "../values/choice.ts";
import { integer } from "../values/integer.ts";
import { count, largestUnsigned } from "../values/limits.ts";
import { text } from "../values/text.ts";
import { group, name, user } from "../values/words.ts";
import { forwarding } from "./forwarding.ts";
import { inert, later, noMail, noScript } from "./later.ts";

const sorry = later("warning", "nothing serves when all real servers failed");
const scheduled = later("error", "connections would be scheduled differently");
const atOnce = later("warning", "real servers are in use from the start, before their first check");
const removed = later("warning", "failed real servers are removed");
const unlimited = later("warning", "connections are not limited");
const unchecked = later("error", "the real server would stay in use when it failed");
const command = script({ user, group });
const checker = { repeats: true } as const;

export const virtualServerMore = {
  sorry_server: sorry(1, serverHead, "serves when no real server can"),
  sorry_server_inhibit: sorry(2, flag, "the sorry server stays in the table with weight 0"),
  sorry_server_lvs_method: sorry(2, forwarding, "how packets reach the sorry server", { default: "lb_kind" }),
  inhibit_on_failure: removed(1, flag, "failed real servers stay in the table with weight 0"),
  alpha: atOnce(1, flag, "real servers are down until their first check passes"),
  omega: noScript(1, flag, "runs the scripts of what is given up at the end"),
  quorum: inert(1, one(integer(1, largestUnsigned)), "sum of weights that must be up for the service to count as up", {
    default: "1",
    asDone: 1,
  }),
  hysteresis: inert(1, one(count), "by how much the quorum must be exceeded, or missed, for that to change", {
    default: "0",
    asDone: 0,
  }),
  quorum_up: noScript(1, command, "runs when the quorum is reached"),
  quorum_down: noScript(1, command, "runs when the quorum is lost"),
  ha_suspend: inert(2, flag, "checks only while this host has the service's address"),
  persistence_engine: scheduled(2, one(choice("an engine", ["sip"])), "what of a packet tells clients apart"),
  ops: scheduled(2, flag, "schedules each UDP packet by itself"),
  hashed: scheduled(3, flag, "first flag of the scheduler"),
  "flag-1": scheduled(3, flag, "first flag of the scheduler"),
  "flag-2": scheduled(3, flag, "second flag of the scheduler"),
  "flag-3": scheduled(3, flag, "third flag of the scheduler"),
  "sh-port": scheduled(2, flag, "sh counts the client's port"),
  "sh-fallback": scheduled(2, flag, "sh takes another real server where its own cannot serve"),
  "mh-port": scheduled(2, flag, "mh counts the client's port"),
  "mh-fallback": scheduled(2, flag, "mh takes another real server where its own cannot serve"),
  smtp_alert: noMail(2, optionalBoolean, "sends mail about this service and its real servers", {
    default: "smtp_alert_checker",
  }),
  snmp_name: inert(3, one(name), "name of the service in SNMP"),
  nat_mask: inert(3, one(text("MASK", "a mask")), "mask of a service by NAT, of the time before IPVS", {
    deprecated: true,
    gone: true,
    instead: "remove it; it has done nothing for many years",
  }),
} as const satisfies Rows;

export const realServerMore = {
  SSL_GET: unchecked(1, flag, "like HTTP_GET, over TLS", { ...checker, opens: "SSL_GET" }),
  MISC_CHECK: unchecked(1, flag, "runs a command", { ...checker, opens: "MISC_CHECK" }),
  SMTP_CHECK: unchecked(2, flag, "speaks SMTP as far as HELO", { ...checker, opens: "SMTP_CHECK" }),
  DNS_CHECK: unchecked(2, flag, "asks a question over UDP", { ...checker, opens: "DNS_CHECK" }),
  UDP_CHECK: unchecked(2, flag, "sends a packet and perhaps wants one back", { ...checker, opens: "UDP_CHECK" }),
  PING_CHECK: unchecked(2, flag, "sends an ICMP echo request", { ...checker, opens: "PING_CHECK" }),
  FILE_CHECK: unchecked(2, flag, "watches a file that holds a number", { ...checker, opens: "FILE_CHECK" }),
  BFD_CHECK: unchecked(3, flag, "watches a BFD session", { ...checker, opens: "BFD_CHECK" }),
  notify_up: noScript(1, command, "runs when the real server comes up"),
  notify_down: noScript(1, command, "runs when the real server goes down"),
  inhibit_on_failure: removed(1, optionalBoolean, "the failed real server stays in the table with weight 0"),
  alpha: atOnce(2, optionalBoolean, "the real server is down until its first check passes"),
  smtp_alert: noMail(1, optionalBoolean, "sends mail about this real server", {
    default: "the virtual server's",
  }),
  uthreshold: unlimited(2, one(count), "connections from which on it gets no more; 0: no limit"),
  lthreshold: unlimited(2, one(count), "connections below which it gets some again"),
  snmp_name: inert(3, one(name), "name of the real server in SNMP"),
} as const satisfies Rows;
