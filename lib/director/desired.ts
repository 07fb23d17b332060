/**
 * The one seam from the operator's vocabulary to the kernel's: virtual servers, and which of their real servers are up,
 * become the IPVS services and destinations that should be in the table.
 */

import { destinationId, serviceId } from "../ipvs/identity.ts";
import type { DestinationState, ForwardingMethod, ServiceSettings, ServiceState } from "../ipvs/model.ts";
import type { RealServer, VirtualServer } from "./model.ts";

const forwardingMethods: Readonly<Record<VirtualServer["forwarding"], ForwardingMethod>> = {
  NAT: "masquerade",
  DR: "direct",
  TUN: "tunnel",
};

/** Seconds; where a granularity is written without a timeout, and for port 0, which the kernel has only persistent. */
const defaultPersistence = 360;

/**
 * @param isUp whether a real server takes traffic.
 * @returns in configuration order; of a virtual server that is written twice the first, and likewise of real servers.
 */
export function desiredTable(
  virtualServers: readonly VirtualServer[],
  isUp: (virtualServer: VirtualServer, realServer: RealServer) => boolean,
): ServiceState[] {
  return distinct(virtualServers, (virtualServer) => serviceId(virtualServer.key)).map((virtualServer) => ({
    key: virtualServer.key,
    settings: serviceSettings(virtualServer),
    destinations: distinctRealServers(virtualServer)
      .filter((realServer) => isUp(virtualServer, realServer))
      .map((realServer) => desiredDestination(virtualServer, realServer)),
  }));
}

/** A virtual server's real servers, each destination once. */
export function distinctRealServers(virtualServer: VirtualServer): RealServer[] {
  return distinct(virtualServer.realServers, (realServer) =>
    destinationId(desiredDestination(virtualServer, realServer).key),
  );
}

function serviceSettings(virtualServer: VirtualServer): ServiceSettings {
  const { key, scheduler, persistenceTimeout, persistenceGranularity } = virtualServer;
  const needed = persistenceGranularity !== undefined || key.port === 0;
  const timeout = persistenceTimeout ?? (needed ? defaultPersistence : undefined);
  return {
    scheduler,
    onePacket: false,
    schedulerFlags: 0,
    ...(timeout === undefined ? {} : { persistenceTimeout: timeout }),
    ...(persistenceGranularity === undefined ? {} : { netmask: persistenceGranularity }),
  };
}

function desiredDestination({ key, forwarding }: VirtualServer, { endpoint, weight }: RealServer): DestinationState {
  // DR and TUN deliver the packet as it came, so the port is the virtual server's whatever is written.
  const port = forwarding !== "NAT" || endpoint.port === 0 ? key.port : endpoint.port;
  return {
    key: { address: endpoint.address, port },
    settings: { forwarding: forwardingMethods[forwarding], weight, upperThreshold: 0, lowerThreshold: 0 },
  };
}

function distinct<T>(items: readonly T[], identity: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(identity(item)) && seen.add(identity(item)));
}
