/** What one line of each list block may hold: the words of an entry and its options. */

import { addressLine } from "../address-line.ts";
import { named, positional } from "../argument-forms.ts";
import { type Arguments, list } from "../arguments.ts";
import type { ListBlock } from "../block-names.ts";
import { groupLine } from "../group-line.ts";
import { routeLine } from "../route-line.ts";
import { ruleLine } from "../rule-line.ts";
import { ipAddress } from "../values/address.ts";
import { choice } from "../values/choice.ts";
import { duration } from "../values/duration.ts";
import { integer } from "../values/integer.ts";
import { interfaceName } from "../values/text.ts";
import { mail, name } from "../values/words.ts";

/** `weight N [reverse]`: the sign is an option of its own here, because the weight may be left out. */
const weighted = (most: number) => ({ weight: integer(-most, most), reverse: true, noreverse: true }) as const;

const delay = duration(0, 255);
const hops = integer(0, 255);

export const entryTables = {
  group: list(name),
  notification_email: list(mail),
  interfaces: list(interfaceName),
  virtual_ipaddress: addressLine,
  addresses: addressLine,
  routes: routeLine,
  rules: ruleLine,
  "tracked interfaces": named({ name: interfaceName }, weighted(253)),
  "tracked scripts": named({ name }, weighted(253)),
  "tracked files": named({ name }, weighted(254)),
  "tracked processes": named({ name }, weighted(254)),
  "tracked bfd": named({ name }, weighted(253)),
  unicast_peer: named({ address: ipAddress }, { min_ttl: hops, max_ttl: hops }),
  virtual_server_group: groupLine,
  linkbeat_interfaces: positional({ interface: interfaceName }, { way: choice("a way", ["MII", "ETHTOOL", "IOCTL"]) }),
  interface_up_down_delays: positional({ interface: interfaceName, down: delay }, { up: delay }),
} as const satisfies Record<ListBlock, Arguments<unknown>>;

/** What a message calls an entry of each: `address "10.0.0.300" is not an IP address`. */
export const entryNames: Readonly<Record<ListBlock, string>> = {
  group: "instance",
  notification_email: "address",
  interfaces: "interface",
  virtual_ipaddress: "address",
  addresses: "address",
  routes: "route",
  rules: "rule",
  "tracked interfaces": "interface",
  "tracked scripts": "script",
  "tracked files": "file",
  "tracked processes": "process",
  "tracked bfd": "BFD session",
  unicast_peer: "peer",
  virtual_server_group: "member",
  linkbeat_interfaces: "interface",
  interface_up_down_delays: "interface",
};
