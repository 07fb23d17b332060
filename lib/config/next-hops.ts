/** `nexthop via ADDRESS ...` at the end of a route, once for each of its ways. */

import type { NextHop } from "../vrrp/route.ts";
import type { Call } from "./arguments.ts";
import { encapsulation } from "./encapsulation.ts";
import {
  type NamedOptions,
  optionSynopses,
  readOptions,
  tellOther,
  type Values,
  type Wording,
  writeOptions,
} from "./named-options.ts";
import { quote, type Word } from "./syntax.ts";
import { integer } from "./values/integer.ts";
import { gateway, realms } from "./values/routing.ts";
import { interfaceName } from "./values/text.ts";

/** What begins each. */
export const nextHopWord = "nexthop";

/** The kernel counts weights from 0 in a byte (struct rtnexthop, linux/rtnetlink.h). */
const options = {
  via: gateway,
  dev: interfaceName,
  weight: integer(1, 256),
  onlink: true,
  realms,
  encap: encapsulation,
} as const satisfies NamedOptions;

/** One of them, and where its parts stand. */
export interface ReadNextHop {
  readonly value: NextHop;
  readonly places: ReadonlyMap<string, Word>;
}

/** @param words of the route from the first `nexthop` on. @returns undefined after telling what is wrong. */
export function readNextHops(
  call: Call,
  words: readonly Word[],
  ofRoute: NamedOptions,
): readonly ReadNextHop[] | undefined {
  const found: (ReadNextHop | undefined)[] = [];
  for (let start = 0; start < words.length; ) {
    let end = start + 1;
    while (end < words.length && words[end]?.text !== nextHopWord) end++;
    found.push(readNextHop(call, words.slice(start, end), ofRoute));
    start = end;
  }
  return found.includes(undefined) ? undefined : (found as ReadNextHop[]);
}

function readNextHop(call: Call, [keyword, ...words]: readonly Word[], ofRoute: NamedOptions): ReadNextHop | undefined {
  if (keyword === undefined) return undefined;
  const hop = { ...call, keyword };
  const { values, places } = readOptions(hop, words, options, tellOther(hop, words, options, wordingFor(ofRoute)));
  if (values === undefined) return undefined;
  if (values.via !== undefined || values.dev !== undefined) return { value: values as NextHop, places };
  call.report.error("LK0011", keyword.span, `${quote(keyword)} leads nowhere`, {
    expected: "via ADDRESS, dev INTERFACE, or both",
  });
  return undefined;
}

function wordingFor(ofRoute: NamedOptions): Wording {
  return {
    of: "a nexthop",
    expected: `one of ${Object.keys(options).join(", ")}`,
    hint: (word) =>
      Object.hasOwn(ofRoute, word) ? "what concerns the whole route stands before its first nexthop" : undefined,
  };
}

export const nextHopSynopsis = `[${nextHopWord} ${optionSynopses(options).join(" ")}] ...`;

export function writeNextHop(hop: NextHop): string[] {
  return [nextHopWord, ...writeOptions(options, hop as Values)];
}
