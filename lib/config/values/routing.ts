/** Kinds that ip-route(8) and ip-rule(8) know besides addresses: numbers with names, ranges, marks, times of TCP. */

import { type Address, familyOf } from "../../net/address.ts";
import type { Mark, Metric, Named, Range, Realms } from "../../vrrp/route.ts";
import { ipAddress } from "./address.ts";
import { choice } from "./choice.ts";
import { integer } from "./integer.ts";
import { type Kind, outOfRange, type Reading, writeValue, wrong } from "./kind.ts";
import { largestUnsigned } from "./limits.ts";

/** Which names there are only the host knows that the file is for. @param what completes `is not ...`; @param from the least number that means something */
export function named(synopsis: string, what: string, most: number, file: string, from = 0): Kind<Named> {
  return {
    synopsis,
    expected: `a number from ${from} to ${most}, or a name of ${file}`,
    read(text) {
      if (/^[a-z_][\w-]*$/i.test(text)) return { value: text };
      const value = baseNumber(text);
      if (value === undefined) return wrong(`is not ${what}`, octalHint(text));
      return value >= from && value <= most ? { value } : outOfRange;
    },
  };
}

export const table = (from: 0 | 1) => named("TABLE", "a routing table", largestUnsigned, "rt_tables", from);
export const routeProtocol = named("PROTOCOL", "a routing protocol", 255, "rt_protos");
export const dsField = named("TOS", "a type of service", 255, "rt_dsfield");
/** All ones mean no group (fib_rules.c). */
export const linkGroup = named("GROUP", "a group of interfaces", 2 ** 31 - 1, "group");
/** As getprotobyname(3) knows them, or a number; 255 is reserved. */
export const ipProtocol = named("IPPROTO", "a protocol", 254, "protocols(5)");

/** 64 bits are more than a number holds exactly. */
export const wide: Kind<string> = {
  synopsis: "ID",
  expected: "a whole number of at most 64 bits",
  read(text) {
    if (!/^\d{1,20}$/.test(text)) return wrong("is not a whole number");
    return BigInt(text) < 2n ** 64n ? { value: String(BigInt(text)) } : outOfRange;
  },
};

/** `[inet|inet6] ADDRESS`, where the address alone would do. */
export const gateway: Kind<Address> = {
  synopsis: "ADDRESS",
  expected: ipAddress.expected,
  extent: (words, at) => (/^inet6?$/.test(words[at]?.text ?? "") ? 2 : 1),
  read(text) {
    const [first = "", second] = text.split(" ");
    const reading = ipAddress.read(second ?? first);
    if (second === undefined || "fault" in reading || familyOf(reading.value) === first) return reading;
    return wrong(`is not of the family ${first}`);
  },
};

/** RFC 4191 section 2.1, by name or as the number that goes to the kernel. */
const preferences = choice("a preference", ["low", "medium", "high"]);

export const routerPreference: Kind<"low" | "medium" | "high" | number> = {
  synopsis: "PREFERENCE",
  expected: `${preferences.expected}, or a number from 0 to 255`,
  read: (text) => (/^\d+$/.test(text) ? integer(0, 255) : preferences).read(text),
};

/** A number that may also be hexadecimal. */
export function based(synopsis: string, from: number, most: number): Kind<number> {
  return {
    synopsis,
    expected: `a number from ${from} to ${most}`,
    range: [from, most],
    read(text) {
      const value = baseNumber(text);
      if (value === undefined) return wrong("is not a number", octalHint(text));
      return value >= from && value <= most ? { value } : outOfRange;
    },
  };
}

const realm = named("REALM", "a realm", 255, "rt_realms");

export const realms: Kind<Realms> = {
  synopsis: "REALM[/REALM]",
  expected: "realms from 0 to 255, or names of rt_realms, as TO or FROM/TO",
  read(text) {
    const [first = "", second, ...rest] = text.split("/");
    const one = realm.read(first);
    if ("fault" in one || rest.length > 0) return "fault" in one ? one : wrong("is more than two realms");
    if (second === undefined) return { value: { to: one.value } };
    const other = realm.read(second);
    return "fault" in other ? other : { value: { from: one.value, to: other.value } };
  },
  write: ({ from, to }) => (from === undefined ? String(to) : `${from}/${to}`),
};

const bits = based("MARK", 0, largestUnsigned);

export const mark: Kind<Mark> = {
  synopsis: "MARK[/MASK]",
  expected: `a number from 0 to ${largestUnsigned}, perhaps with /MASK; 0x begins a hexadecimal one`,
  read(text) {
    const [first = "", second, ...rest] = text.split("/");
    const value = bits.read(first);
    const mask = second === undefined || second === "" ? undefined : bits.read(second);
    if ("fault" in value) return value;
    if (mask && "fault" in mask) return mask;
    if (rest.length > 0) return wrong("is not a mark with a mask");
    return { value: { mark: value.value, ...(mask ? { mask: mask.value } : {}) } };
  },
  write: ({ mark: value, mask }) => (mask === undefined ? String(value) : `${value}/0x${mask.toString(16)}`),
};

/** `FIRST-LAST`. keepalived reads more than the kernel takes, and then has no rule. */
export function range(what: string, from: number, most: number): Kind<Range> {
  return {
    synopsis: "FIRST-LAST",
    expected: `a range of ${what} from ${from} to ${most}, such as 1000-2000`,
    read(text) {
      const [, first, last] = /^(\d+)-(\d+)$/.exec(text) ?? [];
      if (first === undefined || last === undefined)
        return wrong(`is not a range of ${what}`, /^\d+$/.test(text) ? `write ${text}-${text}` : undefined);
      const [low, high] = [Number(first), Number(last)];
      if (low < from || high > most) return outOfRange;
      return low > high ? wrong("runs backwards", `write ${last}-${first}`) : { value: { first: low, last: high } };
    },
    write: ({ first, last }) => `${first}-${last}`,
  };
}

/** `[lock] VALUE` */
export function lockable<T>(kind: Kind<T>): Kind<Metric<T>> {
  return {
    synopsis: `[lock] ${kind.synopsis}`,
    expected: kind.expected,
    ...(kind.range ? { range: kind.range } : {}),
    extent: (words, at) => (words[at]?.text === "lock" ? 2 : 1),
    read(text): Reading<Metric<T>> {
      const locked = text.startsWith("lock ");
      const reading = kind.read(locked ? text.slice("lock ".length) : text);
      return "fault" in reading ? reading : { value: { value: reading.value, ...(locked ? { lock: true } : {}) } };
    },
    write: ({ value, lock }) => `${lock ? "lock " : ""}${writeValue(kind, value)}`,
  };
}

/** Milliseconds, or with a unit: `200`, `200ms`, `0.2s`. @param most milliseconds */
export function roundTrip(most: number): Kind<number> {
  return {
    synopsis: "MSEC",
    expected: `milliseconds from 0 to ${most}, or seconds with the unit s behind them`,
    range: [0, most],
    read(text) {
      const [, number, unit = ""] = /^(\d+(?:\.\d{0,3})?)(s|secs?|ms|msecs?)?$/i.exec(text) ?? [];
      if (number === undefined) return wrong("is not a time");
      const seconds = /^s/i.test(unit);
      if (!seconds && number.includes("."))
        return wrong("has decimals of a millisecond", unit === "" ? `in seconds it is written ${text}s` : undefined);
      const value = seconds ? Math.round(Number(number) * 1000) : Number(number);
      return value <= most ? { value } : outOfRange;
    },
  };
}

export const unsigned = integer(0, largestUnsigned);

/** @returns a decimal or hexadecimal number; undefined: it is none. */
function baseNumber(text: string): number | undefined {
  return /^(0|[1-9]\d*|0x[\da-f]+)$/i.test(text) ? Number(text) : undefined;
}

function octalHint(text: string): string | undefined {
  return /^0\d+$/.test(text) ? "a leading 0 would make it octal; leave it out" : undefined;
}
