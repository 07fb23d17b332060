/**
 * Whether a packet is an advertisement that this instance must heed (RFC 3768 section 7.1), in keepalived's order of
 * checks; only the version comes first, because the place of everything else depends on it. Knows nothing of states.
 */

import type { Address } from "../net/address.ts";
import type { Ipv4Packet } from "../wire/ipv4.ts";
import type { AdvertisementFault, ReceivedAdvertisement } from "../wire/vrrp.ts";
import { authenticationOf, requiredTimeToLive, simplePassword, typeAdvertisement } from "./advertise.ts";
import type { VrrpInstance } from "./instance.ts";

/** What the election needs of an acceptable advertisement. */
export interface HeardAdvertisement {
  readonly source: Address;
  readonly priority: number;
  /** Its list of virtual addresses is not ours: worth a word, no reason to drop it (as keepalived; RFC 3768 says MAY). */
  readonly addressesDiffer: boolean;
}

/** Why an advertisement is dropped. */
export type Rejection =
  | { readonly kind: "version"; readonly version: number }
  | { readonly kind: "truncated" }
  | { readonly kind: "length"; readonly length: number; readonly expected: number }
  | { readonly kind: "time to live"; readonly timeToLive: number }
  | { readonly kind: "authentication type"; readonly theirs: number; readonly ours: number }
  | { readonly kind: "password" }
  /** Seconds. */
  | { readonly kind: "interval"; readonly theirs: number; readonly ours: number }
  | { readonly kind: "type"; readonly type: number }
  | { readonly kind: "checksum" }
  | { readonly kind: "destination"; readonly destination: Address };

export type Judged =
  | { readonly accepted: HeardAdvertisement }
  | { readonly rejected: Rejection; readonly source: Address };

/** @param received the packet's payload, decoded; its virtual router is the instance's. */
export function judge(
  instance: VrrpInstance,
  packet: Ipv4Packet,
  received: ReceivedAdvertisement | AdvertisementFault,
): Judged {
  const { source } = packet;
  if ("fault" in received) return { rejected: rejectionOf(received), source };
  const rejected = rejection(instance, packet, received);
  if (rejected !== undefined) return { rejected, source };
  const addressesDiffer = !sameSet(
    received.addresses,
    instance.virtualAddresses.map((virtual) => virtual.address),
  );
  return { accepted: { source, priority: received.priority, addressesDiffer } };
}

function rejectionOf(fault: AdvertisementFault): Rejection {
  switch (fault.fault) {
    case "truncated":
      return { kind: "truncated" };
    case "version":
      return { kind: "version", version: fault.version };
    case "length":
      return { kind: "length", length: fault.length, expected: fault.expected };
  }
}

function rejection(instance: VrrpInstance, packet: Ipv4Packet, received: ReceivedAdvertisement): Rejection | undefined {
  const { timeToLive, destination } = packet;
  if (timeToLive !== requiredTimeToLive) return { kind: "time to live", timeToLive };
  const ours = authenticationOf(instance);
  if (received.authenticationType !== ours.authenticationType)
    return {
      kind: "authentication type",
      theirs: received.authenticationType,
      ours: ours.authenticationType,
    };
  if (ours.authenticationType === simplePassword && !sameBytes(received.authenticationData, ours.authenticationData))
    return { kind: "password" };
  if (received.interval * 1000 !== instance.advertInterval)
    return { kind: "interval", theirs: received.interval, ours: instance.advertInterval / 1000 };
  if (received.type !== typeAdvertisement) return { kind: "type", type: received.type };
  if (!received.checksumRight) return { kind: "checksum" };
  if (destination !== instance.multicastGroup) return { kind: "destination", destination };
  return undefined;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function sameSet(a: readonly Address[], b: readonly Address[]): boolean {
  return a.length === b.length && a.every((address) => b.includes(address));
}
