/** What virtual servers and real servers are called in the log. Identities for maps are ipvs/identity.ts's. */

import type { ServiceKey } from "../ipvs/model.ts";
import { formatEndpoint } from "../net/endpoint.ts";
import type { VirtualServer } from "./model.ts";

/** @returns the name of its service, or `group web`. */
export function virtualServerName({ key, group }: Pick<VirtualServer, "key" | "group">): string {
  return group === undefined ? serviceName(key) : `group ${group.name}`;
}

/** @returns `172.16.12.110:80`, `172.16.12.110:53/udp`, `fwmark 7`, `fwmark 7 (IPv6)`. */
export function serviceName(key: ServiceKey): string {
  switch (key.kind) {
    case "address":
      return key.protocol === "tcp" ? formatEndpoint(key) : `${formatEndpoint(key)}/${key.protocol}`;
    case "fwmark":
      return `fwmark ${key.fwmark}${key.family === "inet6" ? " (IPv6)" : ""}`;
  }
}
