/** One line of `virtual_routes` or `static_routes`, as ip-route(8) takes it after `ip route add`. */

import { address, type Family, familyOf } from "../net/address.ts";
import type { Prefix } from "../net/prefix.ts";
import type { NextHop, Route, RouteType } from "../vrrp/route.ts";
import { type Arguments, type Call, missing, readWord } from "./arguments.ts";
import { familyWord, tellOldEvery } from "./family-word.ts";
import {
  type OptionsRead,
  optionSynopses,
  readOptions,
  tellOther,
  type Values,
  writeOptions,
} from "./named-options.ts";
import { nextHopSynopsis, nextHopWord, type ReadNextHop, readNextHops, writeNextHop } from "./next-hops.ts";
import { familiesOf, tellFamilies, tellForeignOptions, tellRefused } from "./route-contradictions.ts";
import { otherRouteNames, properRouteOptions, routeOptions, routeTypes, routeWording } from "./route-options.ts";
import type { Word } from "./syntax.ts";
import { tellUntracked } from "./tracked-routes.ts";
import { writeValue } from "./values/kind.ts";
import { every6, network, withoutEvery } from "./values/network.ts";

export const routeLine: Arguments<Route> = {
  synopsis: [
    `[${routeTypes.join("|")}] [to] ${network.synopsis}`,
    ...optionSynopses(properRouteOptions),
    nextHopSynopsis,
  ].join(" "),
  expected: network.expected,
  kinds: [network],
  least: 1,
  options: routeOptions,
  read: (call) => new RouteReader(call).read(),
  write({ type, to, nexthops, ...rest }) {
    const every = to.prefixLength === 0 && to.address === everyOf.inet.address;
    return [
      ...(type === "unicast" ? [] : [type]),
      every ? "default" : writeValue(network, to),
      ...writeOptions(properRouteOptions, rest as Values),
      ...(nexthops ?? []).flatMap(writeNextHop),
    ];
  },
};

const everyOf: Readonly<Record<Family, Prefix>> = {
  inet: { address: address("0.0.0.0"), prefixLength: 0 },
  inet6: every6,
};

const ofOneFamily: Readonly<Record<string, Family>> = {
  realms: "inet",
  from: "inet6",
  expires: "inet6",
  pref: "inet6",
};

/** Reads one line; what stands on it besides options may stand anywhere among them. */
class RouteReader {
  readonly #call: Call;
  #type: RouteType = "unicast";
  /** Where the destination stands, usable or not. */
  #word: Word | undefined;
  #to: Prefix | "default" | undefined;
  #nextHops: readonly ReadNextHop[] = [];
  #family: Family | undefined;
  /** Something is wrong that is none of an option's. */
  #faulty = false;

  constructor(call: Call) {
    this.#call = call;
  }

  read(): Route | undefined {
    const call = this.#call;
    const unknown = tellOther(
      call,
      call.words,
      routeOptions,
      routeWording(() => this.#word !== undefined),
    );
    const read = readOptions(
      call,
      call.words,
      routeOptions,
      (at) => this.#readOther(at) ?? unknown(at),
      otherRouteNames,
    );
    const [to, word] = [this.#to, this.#word];
    if (read.values && word === undefined && !this.#faulty)
      call.report.error("LK0011", call.keyword.span, "a route needs a destination", { expected: network.expected });
    if (read.values === undefined || to === undefined || word === undefined || this.#faulty) return undefined;
    return this.#complete(read.values, read.places, to, word);
  }

  /** @returns how many words it took; undefined: the word at `at` is nothing of a route's. */
  #readOther(at: number): number | undefined {
    const { words, report } = this.#call;
    const word = words[at];
    if (word?.text === nextHopWord) {
      const hops = readNextHops(this.#call, words.slice(at), routeOptions);
      this.#faulty ||= hops === undefined;
      this.#nextHops = hops ?? [];
      return words.length - at;
    }
    const family = word && familyWord(report, word);
    if (family) this.#family = family;
    return family ? 1 : this.#readDestination(at);
  }

  #readDestination(at: number): number | undefined {
    const { words } = this.#call;
    const first = words[at];
    const type = routeTypes.find((one) => one === first?.text) ?? (first?.text === "brd" ? "broadcast" : undefined);
    const named = type !== undefined || first?.text === "to";
    const word = named ? words[at + 1] : first;
    if (first === undefined || (!named && (this.#word || !looksLikeNetwork(first.text)))) return undefined;
    if (type) this.#type = type;
    if (word === undefined) {
      this.#faulty = true;
      missing({ ...this.#call, keyword: first }, network.expected);
      return 1;
    }
    this.#word = word;
    this.#to = readWord(this.#call, network, word);
    tellOldEvery(this.#call.report, word);
    return named ? 2 : 1;
  }

  #complete(values: Values, places: OptionsRead["places"], to: Prefix | "default", word: Word): Route | undefined {
    const { report } = this.#call;
    const parts = [
      ...familiesOf(values, places, ["via", "or", "src", "from"]),
      ...this.#nextHops.flatMap((hop) => familiesOf({ ...hop.value }, hop.places, ["via"])),
    ];
    const family = (to === "default" ? undefined : familyOf(to.address)) ?? this.#family ?? parts[0]?.family ?? "inet";
    const route = {
      ...withoutEvery(values, ["from"]),
      type: this.#type,
      to: to === "default" ? everyOf[family] : to,
      ...(this.#nextHops.length > 0 ? { nexthops: this.#nextHops.map(({ value }): NextHop => value) } : {}),
    } as Route;
    const fine = [
      tellFamilies(report, "route", family, parts),
      tellForeignOptions(report, "route", family, ofOneFamily, places),
      tellRefused(report, route, word, places, this.#nextHops.length > 0),
    ];
    if (fine.includes(false)) return undefined;
    if (!tellUntracked(this.#call, route, ["route", "dev"], places) && !route.no_track) this.#tellUnwatched(route);
    return route;
  }

  /** Of many such routes it is enough to hear it once. */
  #tellUnwatched({ type }: Route): void {
    const { report, words, keyword } = this.#call;
    if (!report.first("route without an interface")) return;
    const hint = type === "unicast" ? "write dev INTERFACE, or no_track" : "write no_track";
    const span = words[0]?.span ?? keyword.span;
    report.add("note", "LK0077", span, 'keepalived does not put a route without "dev" back when somebody removes it', {
      hint: `${hint} where that is meant; this is said once`,
    });
  }
}

function looksLikeNetwork(text: string): boolean {
  return /^(default6?|all|any)$|^\d|[:/]|\d\./.test(text);
}
