/** What follows `use_vmac` and `use_ipvlan`: a name, an address and options, in any order. */

import { nearest } from "../diag/suggest.ts";
import { widthOf } from "../net/address.ts";
import type { Prefix } from "../net/prefix.ts";
import type { Ipvlan, VirtualMac } from "../vrrp/virtual-link.ts";
import { prefix } from "./address-line.ts";
import { type Arguments, type Call, readWord } from "./arguments.ts";
import { type NamedOptions, readOptions, type Values, writeOptions } from "./named-options.ts";
import { quote, type Word } from "./syntax.ts";
import { type Kind, writeValue } from "./values/kind.ts";
import { linkGroup } from "./values/routing.ts";
import { interfaceName } from "./values/text.ts";
import { looksLikeMac, macAddress } from "./values/words.ts";

/** An interface that keepalived makes, so that it must not exist. */
const ownName: Kind<string> = { ...interfaceName, synopsis: "NAME" };
const modes = ["bridge", "private", "vepa"] as const;

/** The address of an ipvlan, whose whole length may be left out. */
const ownAddress: Kind<Prefix> = {
  ...prefix,
  read(text) {
    const reading = prefix.read(text);
    if ("fault" in reading) return reading;
    const { address, length = widthOf(address) } = reading.value;
    return { value: { address, prefixLength: length } };
  },
  write: ({ address, prefixLength }) => `${address}/${prefixLength}`,
};

/** @returns which part of the value a word is; undefined: the name. */
type Classify = (text: string) => { readonly part: string; readonly kind: Kind<unknown> } | undefined;

const macOptions: NamedOptions = { group: linkGroup, netlink_notify_msg: true };
const vlanOptions: NamedOptions = { group: linkGroup };

export const virtualMac: Arguments<VirtualMac> = {
  synopsis: `[${ownName.synopsis}] [${macAddress.synopsis}] [group ${linkGroup.synopsis}] [netlink_notify_msg]`,
  expected: "a name for the interface, a MAC address, both or neither",
  kinds: [ownName, macAddress],
  least: 0,
  options: macOptions,
  read: (call) =>
    readParts(call, macOptions, (text) => (looksLikeMac(text) ? { part: "mac", kind: macAddress } : undefined)),
  write: ({ interface: name, mac, ...rest }) => [
    ...writeName(name),
    ...(mac === undefined ? [] : [mac]),
    ...writeOptions(macOptions, rest as Values),
  ],
};

/** A word alone has no blank, and so is its own text. */
const mode: Kind<(typeof modes)[number]> = {
  synopsis: modes.join("|"),
  expected: `one of ${modes.join(", ")}`,
  words: modes,
  read: (text) => ({ value: modes.find((one) => one === text) ?? "bridge" }),
};

export const ipvlan: Arguments<Ipvlan> = {
  synopsis: `[${ownName.synopsis}] [${prefix.synopsis}] [${mode.synopsis}] [group ${linkGroup.synopsis}]`,
  expected: `a name for the interface, its address, and one of ${modes.join(", ")}; any or none`,
  kinds: [ownName, ownAddress, mode],
  least: 0,
  options: vlanOptions,
  read: (call) =>
    readParts(call, vlanOptions, (text) => {
      if (modes.some((one) => one === text)) return { part: "mode", kind: mode };
      return /^\d+\.\d|:/.test(text) ? { part: "address", kind: ownAddress } : undefined;
    }),
  write: ({ interface: name, address, mode: way, ...rest }) => [
    ...writeName(name),
    ...(address === undefined ? [] : [writeValue(ownAddress, address)]),
    ...(way === undefined ? [] : [way]),
    ...writeOptions(vlanOptions, rest as Values),
  ],
};

/** @returns undefined after telling what is wrong. @param classify of what is no option */
function readParts<T extends VirtualMac | Ipvlan>(
  call: Call,
  options: NamedOptions,
  classify: Classify,
): T | undefined {
  const parts: Values = {};
  const all = { ...options, name: ownName };
  const { values } = readOptions(call, call.words, all, (at) => {
    const word = call.words[at];
    if (word === undefined) return undefined;
    const { part, kind } = classify(word.text) ?? { part: "interface", kind: ownName };
    if (Object.hasOwn(parts, part)) tellSecond(call, word, part, options);
    else {
      parts[part] = readWord(call, kind, word);
      if (part === "interface") tellOddName(call, word, options);
    }
    return 1;
  });
  if (values === undefined || Object.values(parts).includes(undefined)) return undefined;
  const { name, ...rest } = values;
  return { ...parts, ...(name === undefined ? {} : { interface: name }), ...rest } as T;
}

function tellSecond({ report, keyword }: Call, word: Word, part: string, options: NamedOptions): void {
  const has =
    part === "interface" ? "a name" : part === "mac" ? "a MAC address" : `${part === "mode" ? "a" : "an"} ${part}`;
  const hint = part === "interface" && report.maySuggest() ? meantHint(keyword.text, word.text, options) : undefined;
  report.warning("LK0014", word.span, `"${keyword.text}" has ${has} already; ${quote(word)} is not used`, {
    ...(hint === undefined ? {} : { hint }),
  });
}

/** keepalived takes any other word for the name; one with a number in it is no slip. */
function tellOddName({ report, keyword }: Call, word: Word, options: NamedOptions): void {
  const numbered = /\d/.test(word.text) && !oddMode.test(word.text);
  const hint = word.quoted || numbered ? undefined : meantHint(keyword.text, word.text, options);
  if (hint === undefined) return;
  const fault = `${quote(word)} would be the name of the interface that "${keyword.text}" makes`;
  report.warning("LK0012", word.span, fault, { hint });
}

const oddMode = /^l(2|3|3s)$/;
/** A keyword that is also written without its beginning, as if it were an option. */
const ownLine = "vmac_xmit_base";

function meantHint(keyword: string, text: string, options: NamedOptions): string | undefined {
  if (/^(on|off|yes|no|true|false)$/.test(text)) return "the keyword alone switches it on";
  const ipvlans = keyword === "use_ipvlan";
  if (ipvlans && oddMode.test(text)) return "every ipvlan of keepalived's is of mode l2; leave the word out";
  const near = nearest(text, [...Object.keys(options), ...(ipvlans ? modes : [ownLine, "xmit_base"])]);
  if (near?.endsWith("xmit_base")) return `did you mean "${ownLine}"? It is a keyword, on a line of its own`;
  return near && `did you mean "${near}"?`;
}

/** Bare, as every release reads it, unless it would be taken for something else. */
function writeName(name: string | undefined): readonly string[] {
  if (name === undefined) return [];
  const taken = ["name", ...Object.keys(macOptions), ...modes].includes(name);
  return taken ? ["name", name] : [name];
}
