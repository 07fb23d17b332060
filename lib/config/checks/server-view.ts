/** Virtual servers by what they are named after, and real servers by where packets reach them. */

import type { Endpoint } from "../../net/endpoint.ts";
import type { UseOf } from "../block-values.ts";

export type VirtualServerUse = UseOf<"file", "virtual_server">;

/** `virtual_server fwmark N`, `virtual_server group NAME`, or an address. */
export function kindOf({ statement }: VirtualServerUse): "address" | "fwmark" | "group" {
  const first = statement.args[0]?.text;
  return first === "fwmark" || first === "group" ? first : "address";
}

/** @returns the name of the group, or the number of the mark. */
export function secondWord({ statement }: VirtualServerUse): string | undefined {
  return statement.args[1]?.text;
}

/** A port that is not written is that of the service. */
export function endpointOf(server: Endpoint, service: Endpoint | undefined): Endpoint {
  return server.port === 0 ? { ...server, port: service?.port ?? 0 } : server;
}
