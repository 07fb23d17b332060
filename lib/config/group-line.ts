/** One line of `virtual_server_group`: an address, a range of addresses, a prefix, or a firewall mark. */

import type { AddressRange } from "../director/server-group.ts";
import { type Address, addressBytes, addressFromBytes, type Family, familyOf } from "../net/address.ts";
import { lastAddress, networkAddress } from "../net/prefix.ts";
import { type Prefix, prefix } from "./address-line.ts";
import { type Arguments, type Call, missing, readWord, refuseSurplus } from "./arguments.ts";
import type { Word } from "./syntax.ts";
import { ipAddress } from "./values/address.ts";
import { choice } from "./values/choice.ts";
import { integer, portFrom } from "./values/integer.ts";
import { type Kind, type Reading, writeValue, wrong } from "./values/kind.ts";
import { largestUnsigned } from "./values/limits.ts";

/** Port 0 means every port. */
export type GroupLine =
  | { readonly kind: "range"; readonly first: Address; readonly last: Address; readonly port: number }
  | { readonly kind: "prefix"; readonly prefix: Required<Prefix>; readonly port: number }
  | { readonly kind: "fwmark"; readonly mark: number; readonly family?: Family };

type Members =
  | Pick<Extract<GroupLine, { kind: "range" }>, "kind" | "first" | "last">
  | Pick<Extract<GroupLine, { kind: "prefix" }>, "kind" | "prefix">;

const members: Kind<Members> = {
  synopsis: "ADDRESS[-LAST]|ADDRESS/LEN",
  expected: "an address, a range such as 192.0.2.1-9, a prefix, or fwmark",
  read: (text) => (text.includes("/") ? readPrefix(text) : readRange(text)),
  write(value) {
    if (value.kind === "prefix") return writeValue(prefix, value.prefix);
    return value.first === value.last ? value.first : `${value.first}-${value.last}`;
  },
};

const port = portFrom(0, "line");
const mark = integer(1, largestUnsigned, "MARK");
const family = choice("a family", ["inet", "inet6"]);

export const groupLine: Arguments<GroupLine> = {
  synopsis: `${members.synopsis} [PORT] | fwmark MARK [${family.synopsis}]`,
  expected: members.expected,
  kinds: [members, port],
  least: 1,
  read(call) {
    const [first, second] = call.words;
    if (first === undefined) return missing(call, members.expected);
    if (first.text === "fwmark") return readMark({ ...call, keyword: first, words: call.words.slice(1) });
    refuseSurplus(call, 2);
    const read = readWord(call, members, first);
    if (read?.kind === "range" && read.first === read.last && first.text.includes("-"))
      call.report.warning("LK0029", first.span, "a range of one address, which keepalived leaves out", {
        hint: `write ${read.first}`,
      });
    const number = second === undefined ? 0 : readPort(call, second);
    return read === undefined || number === undefined ? undefined : { ...read, port: number };
  },
  write(value) {
    if (value.kind !== "fwmark") return [writeValue(members, value), String(value.port)];
    return ["fwmark", String(value.mark), ...(value.family === undefined ? [] : [value.family])];
  },
};

/** @returns the addresses of a line, from the first to the last. */
export function rangeOf(line: Exclude<GroupLine, { kind: "fwmark" }>): AddressRange {
  const { port } = line;
  if (line.kind === "range") return { first: line.first, last: line.last, port };
  const { address, length } = line.prefix;
  const network = { address, prefixLength: length };
  return { first: networkAddress(network), last: lastAddress(network), port };
}

/** It is what the word is that is told: `member` would be the address. */
function readPort(call: Call, word: Word): number | undefined {
  return readWord({ ...call, keyword: { ...call.keyword, text: "port" } }, port, word);
}

function readMark(call: Call): GroupLine | undefined {
  const [first, second] = call.words;
  if (first === undefined) return missing(call, mark.expected);
  refuseSurplus(call, 2);
  const value = readWord(call, mark, first);
  const of = second && readWord(call, family, second);
  if (value === undefined || (second && of === undefined)) return undefined;
  return { kind: "fwmark", mark: value, ...(of === undefined ? {} : { family: of }) };
}

function readPrefix(text: string): Reading<Members> {
  const reading = prefix.read(text);
  if ("fault" in reading) return reading;
  const { address, length = 0 } = reading.value;
  return networkAddress({ address, prefixLength: length }) !== address
    ? wrong("has bits set after its prefix", "write the network's own address before the /")
    : { value: { kind: "prefix", prefix: { address, length } } };
}

/** The end may be the last part of the address alone, decimal in IPv4 and hexadecimal in IPv6. */
function readRange(text: string): Reading<Members> {
  const dash = text.indexOf("-");
  const reading = ipAddress.read(dash < 0 ? text : text.slice(0, dash));
  if ("fault" in reading) return reading;
  const first = reading.value;
  if (dash < 0) return { value: { kind: "range", first, last: first } };
  const last = lastOf(first, text.slice(dash + 1));
  if (last === undefined || familyOf(last) !== familyOf(first)) return wrong("is not a range of addresses");
  const order = Buffer.compare(addressBytes(first), addressBytes(last));
  return order > 0 ? wrong("runs backwards") : { value: { kind: "range", first, last } };
}

function lastOf(first: Address, text: string): Address | undefined {
  const four = familyOf(first) === "inet";
  if (!(four ? /^\d{1,3}$/ : /^[\da-f]{1,4}$/i).test(text)) {
    const whole = ipAddress.read(text);
    return "fault" in whole ? undefined : whole.value;
  }
  const number = Number.parseInt(text, four ? 10 : 16);
  if (four && number > 255) return undefined;
  const bytes = addressBytes(first).slice();
  bytes[bytes.length - 1] = number & 0xff;
  if (!four) bytes[bytes.length - 2] = number >> 8;
  return addressFromBytes(bytes);
}
