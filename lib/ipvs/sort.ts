/**
 * The order of ipvsadm's listings: differences of unsigned 32-bit numbers taken as signed ones, so that far values wrap
 * (192.168.0.2 comes before 10.0.0.2). Kept for equal output; it is not transitive, so the algorithm is part of it.
 */

import { AF_INET6 } from "../kernel/socket.ts";
import { type Address, familyOf } from "../net/address.ts";
import { addressField, familyNumber, protocolNumber } from "./fields.ts";
import { serviceFamily } from "./identity.ts";
import type { DestinationKey, ServiceKey } from "./model.ts";

type Compare<T> = (a: T, b: T) => number;

/** @param services in the kernel's order. */
export function sortServices<T extends { readonly key: ServiceKey }>(services: readonly T[]): T[] {
  return mergeSort(services, (a, b) => compareServices(a.key, b.key));
}

/** @param destinations in the kernel's order. */
export function sortDestinations<T extends { readonly key: DestinationKey }>(destinations: readonly T[]): T[] {
  return mergeSort(destinations, (a, b) => compareDestinations(a.key, b.key));
}

function compareServices(a: ServiceKey, b: ServiceKey): number {
  return (
    wrap(fwmarkOf(a) - fwmarkOf(b)) ||
    familyNumber(serviceFamily(a)) - familyNumber(serviceFamily(b)) ||
    comparePlaces(a, b)
  );
}

/** The kernel names no protocol, address or port of a service by fwmark. */
function comparePlaces(a: ServiceKey, b: ServiceKey): number {
  if (a.kind === "fwmark" || b.kind === "fwmark") return 0;
  return (
    protocolNumber(a.protocol) - protocolNumber(b.protocol) || compareWords(a.address, b.address) || a.port - b.port
  );
}

function compareDestinations(a: DestinationKey, b: DestinationKey): number {
  return compareWords(a.address, b.address) || a.port - b.port;
}

function fwmarkOf(key: ServiceKey): number {
  return key.kind === "fwmark" ? key.fwmark : 0;
}

/** Word by word; both are read in the family of the first. */
function compareWords(a: Address, b: Address): number {
  const words = familyNumber(familyOf(a)) === AF_INET6 ? [0, 1, 2, 3] : [0];
  const left = new DataView(addressField(a).buffer);
  const right = new DataView(addressField(b).buffer);
  for (const word of words) {
    const difference = wrap(left.getUint32(4 * word) - right.getUint32(4 * word));
    if (difference !== 0) return difference;
  }
  return 0;
}

function wrap(difference: number): number {
  return difference | 0;
}

/** glibc's qsort up to 2.36: top down, halves of floor(n/2) and the rest, the left one first where equal. */
function mergeSort<T>(items: readonly T[], compare: Compare<T>): T[] {
  if (items.length <= 1) return [...items];
  const middle = Math.floor(items.length / 2);
  const left = mergeSort(items.slice(0, middle), compare);
  const right = mergeSort(items.slice(middle), compare);
  const merged: T[] = [];
  for (let l = 0, r = 0; merged.length < items.length; ) {
    const [nextLeft, nextRight] = [left[l], right[r]];
    if (nextLeft !== undefined && (nextRight === undefined || compare(nextLeft, nextRight) <= 0)) {
      merged.push(nextLeft);
      l++;
    } else if (nextRight !== undefined) {
      merged.push(nextRight);
      r++;
    }
  }
  return merged;
}
