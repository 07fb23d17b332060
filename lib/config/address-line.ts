/** One line of `virtual_ipaddress` and its like: an address with a prefix, then options as ip-address(8) names them. */

import { type Address, familyOf, parseAddress } from "../net/address.ts";
import { named } from "./argument-forms.ts";
import { quote } from "./syntax.ts";
import { ipAddress } from "./values/address.ts";
import { maskLength } from "./values/granularity.ts";
import { type Kind, wrong } from "./values/kind.ts";
import { largestUnsigned } from "./values/limits.ts";
import { addressScope } from "./values/scope.ts";
import { addressLabel, interfaceName } from "./values/text.ts";
import { name } from "./values/words.ts";

export interface Prefix {
  readonly address: Address;
  /** Absent where none is written. */
  readonly length?: number;
}

/** `ADDRESS[/LEN]` */
export const prefix: Kind<Prefix> = {
  synopsis: "ADDRESS[/LEN]",
  expected: "an IPv4 or IPv6 address, perhaps with /LEN",
  read(written) {
    if (/[.:\d],[.:\d]/.test(written)) return wrong("is more than one address", "one address per line, without commas");
    const [text = "", length, ...rest] = written.split("/");
    const reading = ipAddress.read(rest.length > 0 ? written : text);
    if ("fault" in reading) return reading;
    if (length === undefined) return { value: { address: reading.value } };
    if (length === "") return wrong('has no prefix length after the "/"');
    const bits = maskLength(length);
    if (bits !== undefined) return wrong("has a mask instead of a prefix length", `write ${text}/${bits}`);
    const most = text.includes(":") ? 128 : 32;
    if (!/^\d+$/.test(length)) return wrong(`has ${JSON.stringify(length)} where a prefix length is expected`);
    return Number(length) <= most
      ? { value: { address: reading.value, length: Number(length) } }
      : { code: "LK0013", fault: `has a prefix length outside 0 to ${most}` };
  },
  write: ({ address, length }) => (length === undefined ? address : `${address}/${length}`),
};

const broadcast: Kind<Address | "+" | "-"> = {
  synopsis: "ADDRESS|+|-",
  expected: "an IPv4 address, + or -",
  read: (text) => (text === "+" || text === "-" ? { value: text } : ipAddress.read(text)),
};

/** IFA_CACHEINFO holds seconds in 32 bits, all ones for ever (linux/if_addr.h). */
const lifetime: Kind<number | "forever"> = {
  synopsis: "SEC",
  expected: `whole seconds from 0 to ${largestUnsigned}, or forever`,
  read(text) {
    if (text === "forever") return { value: text };
    const fits = /^\d+$/.test(text) && Number(text) <= largestUnsigned;
    return fits ? { value: Number(text) } : wrong("is not a number of seconds");
  },
};

/** What may follow the address. */
const options = {
  dev: interfaceName,
  label: addressLabel,
  brd: broadcast,
  broadcast,
  scope: addressScope,
  peer: prefix,
  home: true,
  "-nodad": true,
  mngtmpaddr: true,
  noprefixroute: true,
  autojoin: true,
  no_track: true,
  preferred_lft: lifetime,
  use_vmac: true,
  track_group: name,
} as const;

const line = named(
  { prefix },
  options,
  {},
  {
    of: "an address",
    expected: "dev, label, brd, scope, or another option of ip-address(8)",
    hint(word) {
      if (/^(eth|en[opsx]|bond|br|vlan|lo|wl|team|ib)[\w.-]*\d$/.test(word))
        return `an interface is written dev ${word}`;
      const bits = maskLength(word);
      if (bits !== undefined) return `the mask is a prefix length behind the address: /${bits}`;
      return parseAddress(word.split("/")[0] ?? "") === undefined ? undefined : "one address per line";
    },
  },
);

export const addressLine: typeof line = {
  ...line,
  read(call) {
    const value = line.read(call);
    const { report, words } = call;
    const [word] = words;
    const peer = words[words.findLastIndex(({ text }) => text === "peer") + 1];
    if (value?.peer === undefined || word === undefined || peer === undefined) return value;
    const family = familyOf(value.prefix.address);
    if (familyOf(value.peer.address) !== family) {
      const fault = `peer ${quote(peer)} is not of the family of its address: keepalived leaves such a peer out`;
      report.error("LK0035", peer.span, fault, { expected: `an ${family === "inet" ? "IPv4" : "IPv6"} address` });
      return undefined;
    }
    if (value.prefix.length !== undefined) {
      const hint = "leave the length out: keepalived takes none beside a peer";
      report.error("LK0012", word.span, `address ${quote(word)} has a prefix length and a peer`, { hint });
      return undefined;
    }
    if (value.peer.length !== undefined)
      report.warning(
        "LK0035",
        peer.span,
        `peer ${quote(peer)} has a prefix length: keepalived leaves such a peer out`,
        {
          hint: `write peer ${value.peer.address}`,
        },
      );
    return value;
  },
};
