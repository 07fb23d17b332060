/** What one line of each list block may hold: the words of an entry and its options. */

import { named, positional, words } from "../argument-forms.ts";
import type { Arguments } from "../arguments.ts";
import type { ListBlock } from "../keyword-row.ts";
import { ipAddress } from "../values/address.ts";
import { choice } from "../values/choice.ts";
import { duration } from "../values/duration.ts";
import { integer } from "../values/integer.ts";
import { type Kind, wrong } from "../values/kind.ts";
import { largestUnsigned } from "../values/limits.ts";
import { addressScope } from "../values/scope.ts";
import { addressLabel, interfaceName, text } from "../values/text.ts";
import { mail, name } from "../values/words.ts";

/** `weight N [reverse]`: the sign is an option of its own here, because it may be left out. */
const weighted = (most: number) => ({ weight: [integer(-most, most)], reverse: [], noreverse: [] });

/** `ADDRESS[/LEN]` */
const prefix: Kind<string> = {
  synopsis: "ADDRESS[/LEN]",
  expected: "an IPv4 or IPv6 address, perhaps with /LEN",
  read(written) {
    const [address = "", length, ...rest] = written.split("/");
    const reading = ipAddress.read(address);
    if ("fault" in reading) return reading;
    const most = address.includes(":") ? 128 : 32;
    if (rest.length > 0 || (length !== undefined && !(/^\d+$/.test(length) && Number(length) <= most)))
      return wrong(`has no prefix length from 0 to ${most}`);
    return { value: written };
  },
};

const group = [name];

const addressOptions = {
  dev: [interfaceName],
  label: [addressLabel],
  brd: [text("ADDRESS|+|-", "an IPv4 address, + or -")],
  broadcast: [text("ADDRESS|+|-", "an IPv4 address, + or -")],
  scope: [addressScope],
  peer: [prefix],
  home: [],
  "-nodad": [],
  mngtmpaddr: [],
  noprefixroute: [],
  autojoin: [],
  no_track: [],
  preferred_lft: [text("SEC", "seconds, or forever")],
  use_vmac: [],
  track_group: group,
} as const;

const anything = text("WORD", "words as ip(8) takes them");
const delay = duration(0, 255);

/** `ADDRESS [PORT]`, a range, a prefix, or `fwmark N`: the forms differ, so that only the words' number is held. */
const groupLine = positional(
  1,
  text("ADDRESS[-LAST]|fwmark", "an address, a range such as 192.0.2.1-9, a prefix, or fwmark"),
  integer(0, largestUnsigned, "PORT|MARK"),
  choice("a family", ["inet", "inet6"]),
);

export const entryTables: Readonly<Record<ListBlock, Arguments<unknown>>> = {
  group: words(name, 1),
  notification_email: words(mail, 1),
  interfaces: words(interfaceName, 1),
  virtual_ipaddress: named([prefix], addressOptions),
  addresses: named([prefix], addressOptions),
  routes: words(anything, 1),
  rules: words(anything, 1),
  "tracked interfaces": named([interfaceName], weighted(253)),
  "tracked scripts": named([name], weighted(253)),
  "tracked files": named([name], weighted(254)),
  "tracked processes": named([name], weighted(254)),
  "tracked bfd": named([name], weighted(253)),
  unicast_peer: named([ipAddress], { min_ttl: [integer(0, 255)], max_ttl: [integer(0, 255)] }),
  virtual_server_group: groupLine,
  linkbeat_interfaces: positional(1, interfaceName, choice("a way", ["MII", "ETHTOOL", "IOCTL"])),
  interface_up_down_delays: positional(2, interfaceName, delay, delay),
};
