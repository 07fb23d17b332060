/**
 * The kernel's IPVS vocabulary (include/uapi/linux/ip_vs.h): services, destinations and changes to them, as plain data.
 * Knows nothing of netlink or of what an operator wrote.
 */

import type { Address, Family } from "../net/address.ts";

/** `protocol-47` is one that IPVS does not balance but some tool entered all the same: the kernel takes any. */
export type Protocol = "tcp" | "udp" | "sctp" | `protocol-${number}`;
/** `method-5` is one that ip_vs.h does not name. */
export type ForwardingMethod = "masquerade" | "local" | "tunnel" | "direct" | "bypass" | `method-${number}`;

/** Identity of a service within one network namespace. */
export type ServiceKey =
  | { readonly kind: "address"; readonly protocol: Protocol; readonly address: Address; readonly port: number }
  | { readonly kind: "fwmark"; readonly family: Family; readonly fwmark: number };

/** What a person sets on a service; NEW and SET both carry all of it (there is no partial edit in the kernel). */
export interface ServiceSettings {
  readonly scheduler: string;
  /** Seconds; undefined where the service is not persistent. */
  readonly persistenceTimeout?: number;
  /** IPv4: dotted mask; IPv6: prefix length 1..128 as digits. Absent: 255.255.255.255 or 128. */
  readonly netmask?: string;
  readonly onePacket: boolean;
  /** Scheduler flag bits 0x8, 0x10, 0x20 (IP_VS_SVC_F_SCHED1..3). */
  readonly schedulerFlags: number;
  /** Persistence engine's name, such as `sip`. */
  readonly persistenceEngine?: string;
}

/** Counters as the kernel keeps them (64 bit). Rates are per second. */
export interface Counters {
  readonly connections: bigint;
  readonly inPackets: bigint;
  readonly outPackets: bigint;
  readonly inBytes: bigint;
  readonly outBytes: bigint;
  readonly connectionRate: bigint;
  readonly inPacketRate: bigint;
  readonly outPacketRate: bigint;
  readonly inByteRate: bigint;
  readonly outByteRate: bigint;
}

export interface Service {
  readonly key: ServiceKey;
  readonly settings: ServiceSettings;
  readonly counters: Counters;
}

/** A service with all its destinations, as far as a person sets them: what a plan compares. */
export interface ServiceState {
  readonly key: ServiceKey;
  readonly settings: ServiceSettings;
  readonly destinations: readonly DestinationState[];
}

export interface DestinationState {
  readonly key: DestinationKey;
  readonly settings: DestinationSettings;
}

/** Identity of a destination within its service; the forwarding method is not part of it. */
export interface DestinationKey {
  readonly address: Address;
  readonly port: number;
}

export interface DestinationSettings {
  readonly forwarding: ForwardingMethod;
  readonly weight: number;
  /** 0: none. */
  readonly upperThreshold: number;
  readonly lowerThreshold: number;
  /** Absent: plain ipip. Only meaningful with forwarding `tunnel`. */
  readonly tunnel?: Tunnel;
}

export interface Tunnel {
  /** `type-3` is one that ip_vs.h of Linux 6.1 does not have. */
  readonly type: "ipip" | "gue" | "gre" | `type-${number}`;
  /** UDP port of the encapsulation, gue only; else 0. */
  readonly port: number;
  /** gue and gre: none, a checksum, or (gue only) remote checksum offload. */
  readonly checksum: "none" | "checksum" | "remote";
}

export interface Destination {
  readonly key: DestinationKey;
  readonly settings: DestinationSettings;
  readonly activeConnections: number;
  readonly inactiveConnections: number;
  readonly persistentConnections: number;
  readonly counters: Counters;
}

export interface IpvsInfo {
  /** Such as `1.2.1`. */
  readonly version: string;
  readonly connectionTableSize: number;
}

/** One request to the kernel. Data, so that `--dry-run` can print it. */
export type Change =
  | { readonly do: "add-service"; readonly service: ServiceKey; readonly settings: ServiceSettings }
  | { readonly do: "edit-service"; readonly service: ServiceKey; readonly settings: ServiceSettings }
  | { readonly do: "delete-service"; readonly service: ServiceKey }
  | {
      readonly do: "add-destination" | "edit-destination";
      readonly service: ServiceKey;
      readonly destination: DestinationKey;
      readonly settings: DestinationSettings;
    }
  | { readonly do: "delete-destination"; readonly service: ServiceKey; readonly destination: DestinationKey }
  | { readonly do: "clear" };

/**
 * The kernel's answer to one change: done, or refused with a symbolic errno, its sentence as strerror(3) has it, and the
 * kernel's own words where it had any.
 */
export type ChangeResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: string; readonly reason: string; readonly detail?: string };
