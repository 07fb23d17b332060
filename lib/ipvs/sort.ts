/**
 * The order of ipvsadm's listings: differences of unsigned 32-bit numbers taken as signed ones, so that far values wrap
 * (192.168.0.2 comes before 10.0.0.2). Kept for equal output; it is not transitive, so the algorithm is part of it.
 */

import { addressBytes, familyOf, ipv4Number } from "../net/address.ts";
import { protocolNumber } from "./fields.ts";
import type { DestinationKey, ServiceKey } from "./model.ts";

/** @param services in the kernel's order. */
export function sortServices<T extends { readonly key: ServiceKey }>(services: readonly T[]): T[] {
  return sorted(services, ({ key }) => serviceRank(key), compareServices);
}

/** @param destinations in the kernel's order. */
export function sortDestinations<T extends { readonly key: DestinationKey }>(destinations: readonly T[]): T[] {
  return sorted(destinations, ({ key }) => placeRank(key), comparePlaces);
}

/** An address and port as the numbers that are compared; made once, because comparing is done far more often. */
interface PlaceRank {
  readonly first: number;
  /** The other three of IPv6. */
  readonly rest: readonly number[];
  readonly inet6: boolean;
  readonly port: number;
}

interface ServiceRank extends PlaceRank {
  readonly fwmark: number;
  readonly protocol: number;
}

const nowhere: PlaceRank = { first: 0, rest: [0, 0, 0], inet6: false, port: 0 };
/** Of every address of IPv4. */
const noRest: readonly number[] = [];

function placeRank({ address, port }: DestinationKey): PlaceRank {
  if (familyOf(address) === "inet") return { first: ipv4Number(address), rest: noRest, inet6: false, port };
  const bytes = addressBytes(address);
  const words = new DataView(bytes.buffer, bytes.byteOffset);
  return { first: words.getUint32(0), rest: [4, 8, 12].map((at) => words.getUint32(at)), inet6: true, port };
}

/** The kernel names no protocol, address or port of a service by fwmark. */
function serviceRank(key: ServiceKey): ServiceRank {
  if (key.kind === "fwmark") return { ...nowhere, inet6: key.family === "inet6", fwmark: key.fwmark, protocol: 0 };
  return { ...placeRank(key), fwmark: 0, protocol: protocolNumber(key.protocol) };
}

function compareServices(a: ServiceRank, b: ServiceRank): number {
  return (
    wrap(a.fwmark - b.fwmark) || Number(a.inet6) - Number(b.inet6) || a.protocol - b.protocol || comparePlaces(a, b)
  );
}

/** Word by word; both are read in the family of the first. */
function comparePlaces(a: PlaceRank, b: PlaceRank): number {
  return wrap(a.first - b.first) || (a.inet6 ? compareRest(a.rest, b.rest) : 0) || a.port - b.port;
}

function compareRest(a: readonly number[], b: readonly number[]): number {
  for (let word = 0; word < 3; word++) {
    const difference = wrap((a[word] ?? 0) - (b[word] ?? 0));
    if (difference !== 0) return difference;
  }
  return 0;
}

function wrap(difference: number): number {
  return difference | 0;
}

function sorted<T, Rank extends PlaceRank>(
  items: readonly T[],
  rankOf: (item: T) => Rank,
  compare: Compare<Rank>,
): T[] {
  const ranked = items.map((item) => ({ item, rank: rankOf(item) }));
  const order = (a: Ranked<T, Rank>, b: Ranked<T, Rank>) => compare(a.rank, b.rank);
  return (wraps(ranked) ? mergeSort(ranked, order) : ranked.sort(order)).map(({ item }) => item);
}

interface Ranked<T, Rank> {
  readonly item: T;
  readonly rank: Rank;
}

/**
 * Whether any two may be so far apart that they compare the other way round. Of addresses of IPv4 that are near each other, as nearly all
 * are, the order is an order, which every stable algorithm finds; V8's own needs a step for each where they are sorted, or reversed.
 */
function wraps(ranked: readonly Ranked<unknown, PlaceRank & { readonly fwmark?: number }>[]): boolean {
  let [least, most] = [0xffff_ffff, 0];
  for (const { rank } of ranked) {
    if (rank.inet6 || rank.fwmark) return true;
    if (rank.first < least) least = rank.first;
    if (rank.first > most) most = rank.first;
  }
  return most - least > 0x7fff_ffff;
}

type Compare<T> = (a: T, b: T) => number;

/** glibc's qsort up to 2.36: top down, halves of floor(n/2) and the rest, the left one first where equal. */
function mergeSort<T>(items: T[], compare: Compare<T>): T[] {
  sortRange({ items, merged: items.slice(), compare }, 0, items.length);
  return items;
}

interface Sorting<T> {
  readonly items: T[];
  /** As long as `items`, and of use only while two halves are merged. */
  readonly merged: T[];
  readonly compare: Compare<T>;
}

function sortRange<T>(sorting: Sorting<T>, start: number, end: number): void {
  const length = end - start;
  if (length <= 1) return;
  const middle = start + Math.floor(length / 2);
  sortRange(sorting, start, middle);
  sortRange(sorting, middle, end);
  merge(sorting, start, middle, end);
}

function merge<T>({ items, merged, compare }: Sorting<T>, start: number, middle: number, end: number): void {
  for (let to = start, left = start, right = middle; to < end; to++) {
    const l = items[left] as T;
    const r = items[right] as T;
    const takesLeft = right >= end || (left < middle && compare(l, r) <= 0);
    merged[to] = takesLeft ? l : r;
    if (takesLeft) left++;
    else right++;
  }
  for (let at = start; at < end; at++) items[at] = merged[at] as T;
}
