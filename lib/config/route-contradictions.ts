/** Words of one route or rule that each are right and do not go together: families, and what the kernel refuses. */

import { type Address, type Family, familyOf } from "../net/address.ts";
import { networkAddress, type Prefix } from "../net/prefix.ts";
import type { Route } from "../vrrp/route.ts";
import type { Values } from "./named-options.ts";
import type { Report } from "./report.ts";
import { quote, type Word } from "./syntax.ts";

/** An address of a route or rule, and where it is written. */
export interface Part {
  readonly family: Family;
  readonly word: Word;
}

type Places = ReadonlyMap<string, Word>;

const names: Readonly<Record<Family, string>> = { inet: "IPv4", inet6: "IPv6" };

/** @param options whose values are addresses or networks. @returns those that are written and are of a family. */
export function familiesOf(values: Values, places: Places, options: readonly string[]): Part[] {
  return options.flatMap((option) => {
    const value = values[option] as Address | Prefix | "default" | undefined;
    const word = places.get(option);
    if (value === undefined || value === "default" || word === undefined) return [];
    return [{ family: familyOf(typeof value === "string" ? value : value.address), word }];
  });
}

/** @param what has them: `route`. @returns whether all are of one family; those that are not are told. */
export function tellFamilies(report: Report, what: string, family: Family, parts: readonly Part[]): boolean {
  const others = parts.filter((part) => part.family !== family);
  for (const { word, family: own } of others)
    report.error("LK0035", word.span, `${quote(word)} is ${names[own]}, and the ${what} is ${names[family]}`);
  return others.length === 0;
}

/** @param alone options that one family has alone. @returns false after telling. */
export function tellForeignOptions(
  report: Report,
  what: string,
  family: Family,
  alone: Readonly<Record<string, Family>>,
  places: Places,
): boolean {
  const foreign = Object.entries(alone).flatMap(([name, own]) => {
    const word = places.get(name);
    return word === undefined || own === family ? [] : [{ name, own, word }];
  });
  for (const { name, own, word } of foreign)
    report.error("LK0035", word.span, `"${name}" is of ${names[own]} alone, and the ${what} is ${names[family]}`);
  return foreign.length === 0;
}

/**
 * What the kernel refuses of IPv4 (fib_valid_key_len, fib_create_info), which keepalived learns when it adds the route.
 *
 * @returns false after telling
 */
export function tellRefused(report: Report, route: Route, to: Word, places: Places, severalWays: boolean): boolean {
  if (familyOf(route.to.address) === "inet6") return true;
  const network = networkAddress(route.to);
  if (network !== route.to.address) {
    report.error("LK0012", to.span, `route ${quote(to)} has bits set after its prefix: the kernel refuses it`, {
      hint: `write ${network}/${route.to.prefixLength}`,
    });
    return false;
  }
  const { type } = route;
  const nowhere = /^(blackhole|unreachable|prohibit|throw)$/.test(type);
  const name = (nowhere ? ["via", "or", "dev"] : severalWays ? ["via", "or"] : []).find((one) => places.has(one));
  const word = name === undefined ? undefined : places.get(name);
  if (word !== undefined)
    report.error(
      "LK0035",
      word.span,
      nowhere
        ? `a route of type ${type} leads nowhere: the kernel refuses one with "${name}"`
        : `the kernel refuses a route with both "${name}" and "nexthop"`,
      { hint: nowhere ? `leave "${name}" out` : "write it as one more nexthop" },
    );
  if (!nowhere || !severalWays || word !== undefined) return word === undefined;
  report.error("LK0035", to.span, `a route of type ${type} leads nowhere: the kernel refuses one with "nexthop"`);
  return false;
}
