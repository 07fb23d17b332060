/**
 * The one seam from the operator's vocabulary to the kernel's: virtual servers, and which of their real servers are up,
 * become the IPVS services and destinations that should be in the table.
 */

import type { DestinationState, ForwardingMethod, ServiceKey, ServiceSettings, ServiceState } from "../ipvs/model.ts";
import type { Forwarding, RealServer, VirtualServer } from "./model.ts";

const forwardingMethods: Readonly<Record<Forwarding["method"], ForwardingMethod>> = {
  NAT: "masquerade",
  DR: "direct",
  TUN: "tunnel",
};

/**
 * @param virtualServers each service, and each real server of one, at most once.
 * @param isUp whether a real server takes traffic.
 * @returns in configuration order.
 */
export function desiredTable(
  virtualServers: readonly VirtualServer[],
  isUp: (virtualServer: VirtualServer, realServer: RealServer) => boolean,
): ServiceState[] {
  return virtualServers.flatMap((virtualServer) => {
    const settings = serviceSettings(virtualServer);
    const up = virtualServer.realServers.filter((realServer) => isUp(virtualServer, realServer));
    return [virtualServer.key, ...(virtualServer.group?.others ?? [])].map((key) => ({
      key,
      settings,
      destinations: up.map((realServer) => desiredDestination(virtualServer, key, realServer)),
    }));
  });
}

function serviceSettings({ scheduler, persistenceTimeout, persistenceGranularity }: VirtualServer): ServiceSettings {
  return {
    scheduler,
    onePacket: false,
    schedulerFlags: 0,
    ...(persistenceTimeout === undefined ? {} : { persistenceTimeout }),
    ...(persistenceGranularity === undefined ? {} : { netmask: persistenceGranularity }),
  };
}

/** A mark stands for any port, which is 0 to the kernel. */
function servicePort(key: ServiceKey): number {
  return key.kind === "address" ? key.port : 0;
}

/** DR and TUN deliver the packet as it came (ip_vs_xmit.c), so the port is the virtual server's whatever is written. */
function desiredDestination(
  virtualServer: VirtualServer,
  service: ServiceKey,
  realServer: RealServer,
): DestinationState {
  const { endpoint, weight } = realServer;
  const { method, tunnel } = realServer.forwarding ?? virtualServer.forwarding;
  const port = method === "NAT" ? endpoint.port : servicePort(service);
  return {
    key: { address: endpoint.address, port },
    settings: {
      forwarding: forwardingMethods[method],
      weight,
      upperThreshold: 0,
      lowerThreshold: 0,
      ...(tunnel === undefined ? {} : { tunnel }),
    },
  };
}
