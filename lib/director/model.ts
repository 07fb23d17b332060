/** The operator's vocabulary: virtual servers and the real servers behind them, complete with defaults. Plain data. */

import type { Check } from "../check/model.ts";
import type { ServiceKey } from "../ipvs/model.ts";
import type { Endpoint } from "../net/endpoint.ts";
import type { Forwarding } from "./forwarding.ts";
import type { ServerPolicy, ServicePolicy } from "./policy.ts";

export type { Forwarding };

export interface VirtualServer {
  /** Of a group: its first service. */
  readonly key: ServiceKey;
  /** Its real servers serve all of these together, and are checked once. */
  readonly group?: { readonly name: string; readonly others: readonly ServiceKey[] };
  /** `lb_algo`: rr, wrr, lc, wlc, ... */
  readonly scheduler: string;
  /** `lb_kind`. */
  readonly forwarding: Forwarding;
  /** Seconds; absent: not persistent. */
  readonly persistenceTimeout?: number;
  /** `persistence_granularity`: IPv4 mask or IPv6 prefix length. */
  readonly persistenceGranularity?: string;
  /** Each endpoint at most once. */
  readonly realServers: readonly RealServer[];
  readonly policy: ServicePolicy;
}

export interface RealServer {
  /** With DR and TUN the virtual server's port counts. Port 0 only of a service by mark: packets keep theirs. */
  readonly endpoint: Endpoint;
  /** `lvs_method`; absent: as the virtual server says. */
  readonly forwarding?: Forwarding;
  /** 0: drained from the start. */
  readonly weight: number;
  /** All must pass; none: always up. */
  readonly checks: readonly Check[];
  readonly policy: ServerPolicy;
}
