/**
 * All commands and options of ipvsadm 1.31 as data: names, values, and which command takes what. Feeds the scanner, the
 * checks, --help, the man page's test and the tests. Knows no values' meanings.
 */

import type { OptionRow } from "./option-row.ts";

/**
 * Names of options in messages, in the order in which a command's options are checked: the first complaint is the one
 * that is made. Several options can share a name, and then a place: -t, -u, --sctp-service and -f, or -g, -i and -m.
 */
export const optionNames = [
  "numeric",
  "connection",
  "service-address",
  "scheduler",
  "persistent",
  "netmask",
  "real-server",
  "forwarding-method",
  "weight",
  "u-threshold",
  "l-threshold",
  "mcast-interface",
  "timeout",
  "daemon",
  "stats",
  "rate",
  "thresholds",
  "persistent-conn",
  "nosort",
  "syncid",
  "exact",
  "ops",
  "pe",
  "sched-flags",
  "mcast-group",
  "mcast-port",
  "mcast-ttl",
  "sync-maxlen",
  "tun-info",
  "tun-type",
  "tun-port",
  "tun-nocsum",
  "tun-csum",
  "tun-remcsum",
  "atomic",
  "stop-on-error",
  "keep-going",
  "json",
] as const;

export type OptionName = (typeof optionNames)[number];

export interface LvsadmOption extends OptionRow {
  /** Its name in messages and its place in the checks; absent: accepted by every command, any number of times. */
  readonly name?: OptionName;
}

export const options = [
  { long: "numeric", short: "n", name: "numeric", help: "print numbers instead of names of hosts and ports" },
  { long: "connection", short: "c", name: "connection", help: "list connections" },
  { long: "tcp-service", short: "t", value: "HOST[:PORT]", name: "service-address", help: "the TCP service" },
  { long: "udp-service", short: "u", value: "HOST[:PORT]", name: "service-address", help: "the UDP service" },
  { long: "sctp-service", value: "HOST[:PORT]", name: "service-address", help: "the SCTP service" },
  {
    long: "fwmark-service",
    short: "f",
    value: "MARK",
    name: "service-address",
    help: "the service of a firewall mark",
  },
  { long: "ipv6", short: "6", help: "after -f: the mark is of IPv6 packets" },
  { long: "scheduler", short: "s", value: "NAME", name: "scheduler", help: "scheduler (wlc)" },
  {
    long: "persistent",
    short: "p",
    value: "SECONDS",
    optionalValue: true,
    name: "persistent",
    help: "keep a client on its server for so long (360)",
  },
  {
    long: "netmask",
    short: "M",
    value: "MASK",
    name: "netmask",
    help: "clients that persist together: mask or IPv6 prefix",
  },
  { long: "ops", short: "o", name: "ops", help: "schedule each packet by itself (UDP and marks)" },
  { long: "pe", value: "NAME", name: "pe", help: "persistence engine (sip)" },
  {
    long: "sched-flags",
    short: "b",
    value: "FLAGS",
    name: "sched-flags",
    help: "flags of the scheduler, with commas between",
  },
  { long: "real-server", short: "r", value: "HOST[:PORT]", name: "real-server", help: "the real server" },
  { long: "gatewaying", short: "g", name: "forwarding-method", help: "forward by direct routing (default)" },
  { long: "ipip", short: "i", name: "forwarding-method", help: "forward through a tunnel" },
  { long: "masquerading", short: "m", name: "forwarding-method", help: "forward by masquerading (NAT)" },
  { long: "weight", short: "w", value: "NUMBER", name: "weight", help: "weight (1); 0 takes no new connections" },
  {
    long: "u-threshold",
    short: "x",
    value: "NUMBER",
    name: "u-threshold",
    help: "stop new connections above so many (0: never)",
  },
  {
    long: "l-threshold",
    short: "y",
    value: "NUMBER",
    name: "l-threshold",
    help: "take new connections again below so many",
  },
  { long: "tun-type", value: "TYPE", name: "tun-type", help: "with -i: ipip (default), gue or gre" },
  { long: "tun-port", value: "PORT", name: "tun-port", help: "UDP port of a gue tunnel" },
  { long: "tun-nocsum", name: "tun-nocsum", help: "tunnel without checksums (default)" },
  { long: "tun-csum", name: "tun-csum", help: "tunnel with checksums" },
  { long: "tun-remcsum", name: "tun-remcsum", help: "gue tunnel with remote checksum offload" },
  { long: "nosort", name: "nosort", help: "list in the kernel's order" },
  { long: "sort", help: "list in order (default)" },
  { long: "stats", name: "stats", help: "list counters" },
  { long: "rate", name: "rate", help: "list rates" },
  { long: "thresholds", name: "thresholds", help: "list thresholds" },
  { long: "persistent-conn", name: "persistent-conn", help: "list persistent connections" },
  { long: "tun-info", name: "tun-info", help: "list tunnels" },
  { long: "exact", short: "X", name: "exact", help: "print counters in full" },
  { long: "json", name: "json", help: "print one JSON object: a listing, or whether it was done" },
  { long: "timeout", name: "timeout", help: "list the timeouts of connections" },
  { long: "daemon", name: "daemon", help: "list the synchronisation daemons" },
  { long: "syncid", value: "NUMBER", name: "syncid", help: "id of the synchronisation daemon" },
  { long: "mcast-interface", value: "IF", name: "mcast-interface", help: "interface of the synchronisation daemon" },
  { long: "mcast-group", value: "ADDRESS", name: "mcast-group", help: "its multicast group" },
  { long: "mcast-port", value: "PORT", name: "mcast-port", help: "its port" },
  { long: "mcast-ttl", value: "NUMBER", name: "mcast-ttl", help: "its time to live" },
  { long: "atomic", name: "atomic", help: "with -R: all lines, or none where one is wrong or refused" },
  { long: "stop-on-error", name: "stop-on-error", help: "with -R: stop at the first line that is wrong or refused" },
  { long: "keep-going", name: "keep-going", help: "with -R: go on after lines that are wrong as well" },
  { long: "sync-maxlen", value: "BYTES", name: "sync-maxlen", help: "its longest message" },
] as const satisfies readonly LvsadmOption[];

export type OptionLong = (typeof options)[number]["long"];

export interface LvsadmCommand extends OptionRow {
  /** Its name in messages. */
  readonly name: CommandName;
  readonly requires?: readonly OptionName[];
  readonly takes?: readonly OptionName[];
  /** At most one of these. */
  readonly takesOneOf?: readonly OptionName[];
}

export type CommandName =
  | "add-service"
  | "edit-service"
  | "delete-service"
  | "flush"
  | "restore"
  | "save"
  | "add-server"
  | "edit-server"
  | "delete-server"
  | "list"
  | "zero"
  | "set"
  | "start-daemon"
  | "stop-daemon";

const ofService: readonly OptionName[] = ["scheduler", "persistent", "netmask", "ops", "pe", "sched-flags", "json"];
const ofServer: readonly OptionName[] = [
  "forwarding-method",
  "weight",
  "u-threshold",
  "l-threshold",
  "tun-type",
  "tun-port",
  "tun-nocsum",
  "tun-csum",
  "tun-remcsum",
  "json",
];
const service: readonly OptionName[] = ["service-address"];
const json: readonly OptionName[] = ["json"];
const serviceAndServer: readonly OptionName[] = ["service-address", "real-server"];

const list: LvsadmCommand = {
  long: "list",
  short: "L",
  name: "list",
  takes: ["numeric", "stats", "rate", "thresholds", "persistent-conn", "nosort", "syncid", "exact", "tun-info", "json"],
  takesOneOf: ["connection", "service-address", "timeout", "daemon"],
  help: "list all services, or one",
};

export const commands: readonly LvsadmCommand[] = [
  { long: "add-service", short: "A", name: "add-service", requires: service, takes: ofService, help: "add a service" },
  {
    long: "edit-service",
    short: "E",
    name: "edit-service",
    requires: service,
    takes: ofService,
    help: "change a service: what is not named returns to its default",
  },
  {
    long: "delete-service",
    short: "D",
    name: "delete-service",
    requires: service,
    takes: json,
    help: "delete a service and its real servers",
  },
  {
    long: "add-server",
    short: "a",
    name: "add-server",
    requires: serviceAndServer,
    takes: ofServer,
    help: "add a real server to a service",
  },
  {
    long: "edit-server",
    short: "e",
    name: "edit-server",
    requires: serviceAndServer,
    takes: ofServer,
    help: "change a real server: what is not named returns to its default",
  },
  {
    long: "delete-server",
    short: "d",
    name: "delete-server",
    requires: serviceAndServer,
    takes: json,
    help: "delete a real server",
  },
  { long: "clear", short: "C", name: "flush", takes: json, help: "delete everything" },
  list,
  { ...list, short: "l", help: "the same as -L" },
  { long: "save", short: "S", name: "save", takes: ["numeric", "json"], help: "print the table as rules" },
  {
    long: "restore",
    short: "R",
    name: "restore",
    takes: json,
    takesOneOf: ["atomic", "stop-on-error", "keep-going"],
    help: "carry out rules from standard input",
  },
  { long: "zero", short: "Z", name: "zero", takes: ["service-address", "json"], help: "zero the counters" },
  { long: "set", name: "set", takes: json, help: "set the timeouts of connections: TCP TCPFIN UDP, in seconds" },
  {
    long: "start-daemon",
    value: "STATE",
    name: "start-daemon",
    takes: ["mcast-interface", "syncid", "mcast-group", "mcast-port", "mcast-ttl", "sync-maxlen", "json"],

    help: "start the synchronisation daemon, as master or backup",
  },
  { long: "stop-daemon", value: "STATE", name: "stop-daemon", takes: ["syncid", "json"], help: "stop it" },
];

/** Only as the first word that is an option. */
export const informationRows: readonly OptionRow[] = [
  { long: "help", short: "h", help: "show this help" },
  { long: "version", short: "v", help: "show the version" },
];
