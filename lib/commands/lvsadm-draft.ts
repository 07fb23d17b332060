/** What the words of a command line have said so far; what each option adds is lvsadm-take.ts'. */

import type { DaemonState, SyncDaemonSettings, Timeouts } from "../ipvs/control.ts";
import type { Protocol, ServiceKey, Tunnel } from "../ipvs/model.ts";
import type { Address, Family } from "../net/address.ts";
import type { Endpoint } from "../net/endpoint.ts";

export interface Draft {
  family: Family;
  /** Of -t, -u, --sctp-service; tcp for -f, whose real servers' ports may be named. Undefined before any of them. */
  protocol: Protocol | undefined;
  address: Address | undefined;
  port: number;
  /** 0: none. */
  fwmark: number;
  netmask: string | undefined;
  scheduler: string;
  persistenceTimeout: number | undefined;
  onePacket: boolean;
  engine: string;
  /** As written; what it means depends on the scheduler. */
  schedulerFlags: string;
  server: Endpoint | undefined;
  forwarding: "direct" | "tunnel" | "masquerade";
  weight: number;
  upperThreshold: number;
  lowerThreshold: number;
  tunnel: Tunnel;
  /** Of --set. */
  timeouts: Timeouts;
  daemonState: DaemonState;
  daemon: Omit<SyncDaemonSettings, "state">;
}

/** Shared by all drafts: a file of rules makes tens of thousands. */
const defaults = {
  tunnel: { type: "ipip", port: 0, checksum: "none" },
  timeouts: { tcp: 0, tcpFin: 0, udp: 0 },
  daemon: { interface: "eth0", syncId: 0 },
} as const;

export function emptyDraft(): Draft {
  return {
    family: "inet",
    protocol: undefined,
    address: undefined,
    port: 0,
    fwmark: 0,
    netmask: undefined,
    scheduler: "wlc",
    persistenceTimeout: undefined,
    onePacket: false,
    engine: "",
    schedulerFlags: "",
    server: undefined,
    forwarding: "direct",
    weight: 1,
    upperThreshold: 0,
    lowerThreshold: 0,
    tunnel: defaults.tunnel,
    timeouts: defaults.timeouts,
    daemonState: "master",
    daemon: defaults.daemon,
  };
}

/** The one that was asked for last: rules name the same service a hundred times in a row, and what is one object is compared at once. */
let latest: Extract<ServiceKey, { kind: "address" }> | undefined;

export function serviceKey(draft: Draft): ServiceKey {
  const { family, fwmark, protocol, address, port } = draft;
  if (fwmark !== 0) return { kind: "fwmark", family, fwmark };
  if (protocol === undefined || address === undefined) throw new TypeError("the checks let a missing service through");
  if (latest?.address !== address || latest.port !== port || latest.protocol !== protocol)
    latest = { kind: "address", protocol, address, port };
  return latest;
}
