/** What is done when real servers fail and come back, for a service and for each of its servers. Plain data. */

import type { Endpoint } from "../net/endpoint.ts";
import type { Forwarding } from "./forwarding.ts";

/** A command line, and as whom it runs; absent: as the daemon chooses. */
export interface Command {
  readonly command: string;
  readonly user?: string;
  readonly group?: string;
}

export interface ServicePolicy {
  /** Sum of weights that must be up for the service to count as up. */
  readonly quorum: number;
  /** Less than the quorum: by how much the sum must exceed it, or fall short, for that to change. */
  readonly hysteresis: number;
  readonly quorumUp?: Command;
  readonly quorumDown?: Command;
  readonly sorryServer?: SorryServer;
  /** Checks only while this host has the service's address. */
  readonly haSuspend: boolean;
  /** The end of the daemon counts as the end of every server, so that its scripts run. */
  readonly omega: boolean;
  readonly mail: boolean;
  readonly onePacket: boolean;
  /** Bits 0x8, 0x10, 0x20 (IP_VS_SVC_F_SCHED1..3). */
  readonly schedulerFlags: number;
  readonly persistenceEngine?: string;
}

/** Serves while the quorum is lost. */
export interface SorryServer {
  readonly endpoint: Endpoint;
  readonly forwarding: Forwarding;
  /** It stays in the table with weight 0 while it is not needed. */
  readonly inhibit: boolean;
}

export interface ServerPolicy {
  /** Down until its first check passes. */
  readonly alpha: boolean;
  /** It stays in the table with weight 0 while it is down. */
  readonly inhibitOnFailure: boolean;
  readonly notifyUp?: Command;
  readonly notifyDown?: Command;
  readonly mail: boolean;
  /** Connections from which on it gets no more, and below which it gets some again; 0: no limit. */
  readonly upperThreshold: number;
  readonly lowerThreshold: number;
}
