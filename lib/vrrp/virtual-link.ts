/** The interface of its own that an instance may have: over a virtual MAC address, or over an IP address. Plain data. */

import type { Prefix } from "../net/prefix.ts";
import type { Named } from "./route.ts";

/** `use_vmac`: a macvlan. */
export interface VirtualMac {
  /** Absent: `vrrp.` and the virtual router's number. */
  readonly interface?: string;
  /** Six octets, or five that the virtual router's number follows; absent: RFC 5798's own. */
  readonly mac?: string;
  /** Group of interfaces, as in ip-link(8). */
  readonly group?: Named;
  /** keepalived asks for its netlink news although others have ordered them for the interface below. */
  readonly netlink_notify_msg?: true;
}

/** `use_ipvlan`: an ipvlan of mode l2. */
export interface Ipvlan {
  readonly interface?: string;
  /** The interface's own, from which advertisements come; an IPv4 instance needs one. */
  readonly address?: Prefix;
  /** Absent: bridge. */
  readonly mode?: "bridge" | "private" | "vepa";
  readonly group?: Named;
}
