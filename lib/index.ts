/**
 * What other programs import: `import { Ipvs } from "lvskit"`. Names what is public, and nothing else; loads no command, no
 * daemon and nothing that commands use to speak with people.
 */

export { SystemError } from "./diag/errors.ts";
export type { Connection } from "./ipvs/connection.ts";
export type { Action, Control, DaemonState, SyncDaemon, SyncDaemonSettings, Timeouts } from "./ipvs/control.ts";
export { destinationId, serviceFamily, serviceId } from "./ipvs/identity.ts";
export type {
  Change,
  ChangeResult,
  Counters,
  Destination,
  DestinationKey,
  DestinationSettings,
  DestinationState,
  ForwardingMethod,
  IpvsInfo,
  Protocol,
  Service,
  ServiceKey,
  ServiceSettings,
  ServiceState,
  Tunnel,
} from "./ipvs/model.ts";
export { plan } from "./ipvs/plan.ts";
export { type Address, address, type Family, parseAddress } from "./net/address.ts";
export { type Endpoint, formatEndpoint } from "./net/endpoint.ts";
export type { IpvsTable } from "./ports/ipvs-table.ts";
export { Ipvs } from "./system/ipvs-table.ts";
