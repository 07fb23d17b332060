/** How packets reach a real server. Plain data. */

import type { Tunnel } from "../ipvs/model.ts";

export interface Forwarding {
  readonly method: "NAT" | "DR" | "TUN";
  /** With TUN; absent: plain ipip. */
  readonly tunnel?: Tunnel;
}
