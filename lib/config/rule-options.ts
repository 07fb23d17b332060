/** The options of a routing rule by the names of ip-rule(8), the other names that they have, and what people write instead. */

import type { NamedOptions, OtherNames, Wording } from "./named-options.ts";
import { integer } from "./values/integer.ts";
import { largestSigned, largestUnsigned } from "./values/limits.ts";
import { network } from "./values/network.ts";
import { based, dsField, ipProtocol, linkGroup, mark, range, realms, table, wide } from "./values/routing.ts";
import { interfaceName } from "./values/text.ts";
import { name } from "./values/words.ts";

/** By their proper names. */
export const properRuleOptions = {
  not: true,
  from: network,
  to: network,
  preference: based("N", 0, largestUnsigned),
  table: table(1),
  iif: interfaceName,
  oif: interfaceName,
  fwmark: mark,
  tos: dsField,
  ipproto: ipProtocol,
  sport: range("ports", 1, 65534),
  dport: range("ports", 1, 65534),
  uidrange: range("user numbers", 0, largestUnsigned - 1),
  protocol: integer(0, 255),
  "tunnel-id": wide,
  realms,
  suppress_prefixlength: integer(0, largestSigned),
  suppress_ifgroup: linkGroup,
  no_track: true,
  track_group: name,
} as const satisfies NamedOptions;

export const ruleOptions: NamedOptions = {
  ...properRuleOptions,
  priority: properRuleOptions.preference,
  order: properRuleOptions.preference,
  lookup: properRuleOptions.table,
  dev: interfaceName,
  dsfield: dsField,
  sup_pl: properRuleOptions.suppress_prefixlength,
  sup_group: linkGroup,
};

export const otherRuleNames: OtherNames = {
  aliases: {
    priority: "preference",
    order: "preference",
    lookup: "table",
    dev: "iif",
    dsfield: "tos",
    sup_pl: "suppress_prefixlength",
    sup_group: "suppress_ifgroup",
  },
};

/** Actions that are a word alone. */
export const bareActions = ["nop", "blackhole", "prohibit", "unreachable", "l3mdev"] as const;

/** What ip(8) takes and keepalived does not, and words of routes. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ["pref", "preference"],
  ["prio", "priority"],
  ["metric", "preference"],
  ["mark", "fwmark"],
  ["ip_proto", "ipproto"],
  ["proto", "ipproto"],
  ["realm", "realms"],
  ["tun_id", "tunnel-id"],
  ["via", "table, and the gateway in a route of that table"],
]);

export const ruleWording: Wording = {
  of: "a rule",
  expected: "from, to, table, preference, or another option of ip-rule(8)",
  others: ["goto", ...bareActions],
  hint(word) {
    if (/^[\da-f.:]+(\/\d+)?$/i.test(word) && /[.:]/.test(word)) return `write from ${word}, or to ${word}`;
    if (word === "ip" || word === "rule" || word === "add") return 'write what follows "ip rule add" alone';
    const other = elsewhere.get(word);
    return other && (other.includes(" ") ? `write ${other}` : `write "${other}"`);
  },
};
