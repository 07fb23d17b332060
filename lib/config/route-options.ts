/** The options of a route by the names of ip-route(8), the other names that they have, and what people write instead. */

import { parseAddress } from "../net/address.ts";
import type { RouteType } from "../vrrp/route.ts";
import { encapsulation } from "./encapsulation.ts";
import type { NamedOptions, OtherNames, Wording } from "./named-options.ts";
import { ipAddress } from "./values/address.ts";
import { choice } from "./values/choice.ts";
import { maskLength } from "./values/granularity.ts";
import { integer } from "./values/integer.ts";
import { count } from "./values/limits.ts";
import { network } from "./values/network.ts";
import {
  dsField,
  gateway,
  lockable,
  realms,
  roundTrip,
  routeProtocol,
  routerPreference,
  table,
} from "./values/routing.ts";
import { addressScope } from "./values/scope.ts";
import { interfaceName, text } from "./values/text.ts";
import { name } from "./values/words.ts";

/** Without `nat` and `xresolve`, which no kernel of today takes. */
export const routeTypes = [
  "unicast",
  "local",
  "broadcast",
  "anycast",
  "multicast",
  "blackhole",
  "unreachable",
  "prohibit",
  "throw",
] as const satisfies readonly RouteType[];

const bit = integer(0, 1);
const metric = lockable(count);

/** By their proper names. */
export const properRouteOptions = {
  via: gateway,
  or: ipAddress,
  dev: interfaceName,
  src: ipAddress,
  from: network,
  table: table(0),
  metric: count,
  scope: addressScope,
  protocol: routeProtocol,
  tos: dsField,
  onlink: true,
  encap: encapsulation,
  vrf: interfaceName,
  expires: count,
  mtu: metric,
  hoplimit: integer(0, 255),
  advmss: metric,
  rtt: lockable(roundTrip(960_000)),
  rttvar: lockable(roundTrip(480_000)),
  rto_min: lockable(roundTrip(120_000)),
  reordering: metric,
  window: count,
  cwnd: metric,
  ssthresh: metric,
  realms,
  initcwnd: count,
  initrwnd: count,
  features: choice("a feature", ["ecn"]),
  quickack: bit,
  congctl: lockable(text("NAME", "a congestion control")),
  pref: routerPreference,
  fastopen_no_cookie: bit,
  "ttl-propagate": choice("a way", ["enabled", "disabled"]),
  prepend: true,
  add: true,
  append: true,
  no_track: true,
  track_group: name,
} as const satisfies NamedOptions;

export const routeOptions: NamedOptions = {
  ...properRouteOptions,
  gw: gateway,
  oif: interfaceName,
  priority: count,
  preference: count,
  dsfield: dsField,
};

export const otherRouteNames: OtherNames = {
  aliases: { gw: "via", oif: "dev", priority: "metric", preference: "metric", dsfield: "tos" },
  old: { gw: 'write "via"', or: "write nexthop via ADDRESS for each of the two" },
};

/** What other programs, and ip(8) where it takes more than keepalived, call an option. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ["gateway", "via"],
  ["proto", "protocol"],
  ["prio", "priority"],
  ["realm", "realms"],
  ["iif", "dev"],
  ["interface", "dev"],
  ["device", "dev"],
]);

/** @param isPlaced whether the line has had its destination */
export function routeWording(isPlaced: () => boolean): Wording {
  return {
    of: "a route",
    expected: "via, dev, src, table, metric, or another option of ip-route(8)",
    others: [...routeTypes, "nexthop"],
    hint(word) {
      const length = maskLength(word);
      if (length !== undefined && isPlaced()) return `the mask is a prefix length behind the destination: /${length}`;
      if (isPlaced() && parseAddress(word) !== undefined) return `a gateway is written via ${word}`;
      if (isPlaced() && /^[\da-f.:]+\/\d+$/i.test(word)) return "one route per line";
      if (/^(net)?mask$/.test(word)) return "the mask is a prefix length behind the destination, such as /24";
      if (word === "ip" || word === "route") return 'write what follows "ip route add" alone';
      const other = elsewhere.get(word);
      return other && `write "${other}"`;
    },
  };
}
