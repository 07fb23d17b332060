/** The operator's vocabulary: virtual servers and the real servers behind them, complete with defaults. Plain data. */

import type { Check } from "../check/model.ts";
import type { ServiceKey } from "../ipvs/model.ts";
import type { Endpoint } from "../net/endpoint.ts";

export interface VirtualServer {
  /** Address and protocol (fwmarks and groups come with the whole language). */
  readonly key: Extract<ServiceKey, { kind: "address" }>;
  /** `lb_algo`: rr, wrr, lc, wlc, ... */
  readonly scheduler: string;
  /** `lb_kind`. */
  readonly forwarding: "NAT" | "DR" | "TUN";
  /** Seconds; absent: not persistent. */
  readonly persistenceTimeout?: number;
  /** `persistence_granularity`: IPv4 mask or IPv6 prefix length. */
  readonly persistenceGranularity?: string;
  /** Each endpoint at most once. */
  readonly realServers: readonly RealServer[];
}

export interface RealServer {
  /** Port 0 never; with DR and TUN the virtual server's port counts. */
  readonly endpoint: Endpoint;
  /** 0: drained from the start. */
  readonly weight: number;
  /** All must pass; none: always up. */
  readonly checks: readonly Check[];
}
