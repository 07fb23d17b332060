/**
 * What an operator wants of one VRRP instance, complete with defaults: the seam between the configuration language and
 * the election. Plain data; positions are kept beside it (config/settings.ts).
 */

import type { Address } from "../net/address.ts";
import type { HostAddress } from "./host-address.ts";
import type { Notify } from "./notify.ts";
import type { Route, Rule } from "./route.ts";
import type { Tracked } from "./tracking.ts";
import type { Unicast } from "./unicast.ts";
import type { VirtualAddress } from "./virtual-address.ts";
import type { Ipvlan, VirtualMac } from "./virtual-link.ts";

export type { VirtualAddress };

export interface VrrpInstance {
  readonly name: string;
  /** The wish written as `state`; nobody but the address owner starts as MASTER. */
  readonly wantedState: "MASTER" | "BACKUP";
  readonly interface: string;
  /** 1..255. */
  readonly virtualRouterId: number;
  /** 1..255; 255 is the address owner. */
  readonly priority: number;
  /** Milliseconds; whole seconds in VRRPv2. */
  readonly advertInterval: number;
  readonly version: 2;
  /** False: `nopreempt`. */
  readonly preempt: boolean;
  readonly authentication: Authentication;
  /** Source of advertisements; undefined: the link's first own address. */
  readonly sourceAddress?: Address;
  readonly multicastGroup: Address;
  /** In configuration order, as they travel in advertisements. */
  readonly virtualAddresses: readonly VirtualAddress[];
  readonly garp: GarpSettings;
  /** Name of the vrrp_sync_group it belongs to, where it does. */
  readonly syncGroup?: string;
  readonly manners: Manners;
  /** What it watches itself; its group may watch more. */
  readonly tracked: readonly Tracked[];
  readonly notify: Notify;
  /** Absent: multicast. */
  readonly unicast?: Unicast;
  /** Not advertised. */
  readonly excludedAddresses: readonly HostAddress[];
  readonly routes: readonly Route[];
  readonly rules: readonly Rule[];
  readonly virtualMac?: VirtualMac;
  readonly ipvlan?: Ipvlan;
}

/** How an instance goes about the election. Times in milliseconds. */
export interface Manners {
  /** Time after the start, or after hearing a lower priority, before it preempts. */
  readonly preemptDelay: number;
  /** Advertisements missed before it takes over. */
  readonly downTimerAdverts: number;
  /** As MASTER it leaves a lower priority's advertisement unanswered. */
  readonly lowerPrioNoAdvert: boolean;
  /** As MASTER it advertises once more before it yields. */
  readonly higherPrioSendAdvert: boolean;
  /** Addresses in advertisements are compared with its own only when another sender speaks. */
  readonly skipCheckAdvAddr: boolean;
  /** As MASTER it answers on the virtual addresses. */
  readonly accept: boolean;
  readonly strict: boolean;
  /** A fault of its own interface is a fault of its own. */
  readonly trackInterface: boolean;
  /** So is the loss of its source address. */
  readonly trackSource: boolean;
  /** Gratuitous ARP after hearing a lower priority: time to a second burst, and packets per address; 0: none. */
  readonly garpLowerPrioDelay: number;
  readonly garpLowerPrioRepeat: number;
}

/** RFC 2338 section 5.3.6; `text` is a secret: never logged, never in JSON. */
export type Authentication = { readonly type: "none" } | { readonly type: "PASS"; readonly secret: Secret };

/** Holds a password so that printing or serialising it shows nothing. */
export class Secret {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  reveal(): string {
    return this.#text;
  }
  toJSON(): string {
    return "(secret)";
  }
  toString(): string {
    return "(secret)";
  }
}

export interface GarpSettings {
  /** Milliseconds from becoming MASTER to the second burst; 0: none. */
  readonly masterDelay: number;
  /** Announcements per address in a burst, at least 1. */
  readonly masterRepeat: number;
  /** Milliseconds between periodic announcements while MASTER; 0: off. */
  readonly masterRefresh: number;
  readonly masterRefreshRepeat: number;
}

/** A vrrp_sync_group: its instances change state together. */
export interface SyncGroup {
  readonly name: string;
  readonly members: readonly string[];
  /** Watched for every member. */
  readonly tracked: readonly Tracked[];
  readonly notify: Notify;
  /** Weights of what members watch count; otherwise each failure means FAULT, or nothing. */
  readonly trackingWeight: boolean;
}
