/** What rules ask of packets, made of what either tool prints; a part that nobody can read makes the whole test unknown. */

import { type Address, widthOf } from "../../net/address.ts";
import type { Prefix } from "../../net/prefix.ts";
import type { Test } from "./model.ts";

/** @param length of the prefix; undefined: it is a host's. */
export function network(address: Address, length: number | undefined): Prefix {
  return { address, prefixLength: length ?? widthOf(address) };
}

/** @returns undefined where one of the networks could not be read. */
export function inNetworks(of: "source" | "destination", all: readonly (Prefix | undefined)[]): Test | undefined {
  const networks = all.flatMap((one) => one ?? []);
  return networks.length < all.length ? undefined : { of, networks };
}

/** @param ranges from and to. @returns undefined where one of these is no number. */
export function inRanges(
  of: "source-port" | "destination-port",
  ranges: readonly (readonly [number, number])[],
): Test | undefined {
  return ranges.some(([from, to]) => Number.isNaN(from) || Number.isNaN(to)) ? undefined : { of, ranges };
}
