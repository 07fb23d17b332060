/** Addresses besides those that an instance advertises: excluded ones, and those that this host always has. Plain data. */

import type { Prefix } from "../net/prefix.ts";
import type { VirtualAddress } from "./virtual-address.ts";

/** Words of ip-address(8) that stand alone. */
export type AddressFlag = "home" | "-nodad" | "mngtmpaddr" | "noprefixroute" | "autojoin";

export interface HostAddress extends VirtualAddress {
  /** The other end of a point-to-point link. */
  readonly peer?: Prefix;
  readonly flags: readonly AddressFlag[];
  /** Seconds; absent: for ever, or 0 for an IPv6 address of whole length. */
  readonly preferredLifetime?: number | "forever";
  /** False: nobody puts it back when somebody removes it. */
  readonly tracked: boolean;
  readonly trackGroup?: string;
  /** On a virtual MAC address of its own over its device. */
  readonly virtualMac: boolean;
}
