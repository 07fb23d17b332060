/**
 * What an operator wants of one VRRP instance, complete with defaults: the seam between the configuration language and
 * the election. Plain data; positions are kept beside it (config/settings.ts).
 */

import type { Address } from "../net/address.ts";

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

export interface VirtualAddress {
  readonly address: Address;
  readonly prefixLength: number;
  /** Link that carries it; the instance's interface where none is written. */
  readonly device: string;
  readonly label?: string;
  readonly broadcast?: Address;
  /** rt_scopes name or number. */
  readonly scope: "global" | "site" | "link" | "host" | "nowhere" | number;
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
}
