/**
 * What the kernel's IPVS has beside its table: how long connections live, counters that can be zeroed, and the daemons that
 * tell another director of connections (include/uapi/linux/ip_vs.h). Knows nothing of netlink.
 */

import type { Address } from "../net/address.ts";
import type { Change, ServiceKey } from "./model.ts";

/** Seconds that an idle connection stays known. To be set, 0 leaves one as it is. */
export interface Timeouts {
  readonly tcp: number;
  /** After a FIN. */
  readonly tcpFin: number;
  readonly udp: number;
}

/** The master sends what the backup hears; one host can run both. */
export type DaemonState = "master" | "backup";

/** A running synchronisation daemon. */
export interface SyncDaemon {
  readonly state: DaemonState;
  /** Name of the link that it multicasts on. */
  readonly interface: string;
  /** A backup hears only masters of the same number, 0..255. */
  readonly syncId: number;
  /** Longest message in bytes, without headers. */
  readonly maxLength: number;
  readonly group: Address;
  readonly port: number;
  /** Of the packets sent: time to live or hop limit. */
  readonly ttl: number;
}

/** What is not said is the kernel's choice: group 224.0.0.81, port 8848, ttl 1, and the length by the link's MTU. */
export type SyncDaemonSettings = Pick<SyncDaemon, "state" | "interface" | "syncId"> &
  Partial<Pick<SyncDaemon, "maxLength" | "group" | "port" | "ttl">>;

/** One request to the kernel that changes no entry of the table. */
export type Control =
  /** Without `service` all counters. */
  | { readonly do: "zero"; readonly service?: ServiceKey }
  | { readonly do: "set-timeouts"; readonly timeouts: Timeouts }
  | { readonly do: "start-daemon"; readonly daemon: SyncDaemonSettings }
  | { readonly do: "stop-daemon"; readonly state: DaemonState };

/** Everything that can be asked of the kernel besides reading. */
export type Action = Change | Control;
