/** Requests to the IPVS family and its answers: which command a change is, and what comes back. Sends nothing. */

import { getU32, putU32 } from "netlink/dist/structs.js";
import {
  IPVS_CMD_ATTR_DAEMON,
  IPVS_CMD_ATTR_DEST,
  IPVS_CMD_ATTR_SERVICE,
  IPVS_CMD_ATTR_TIMEOUT_TCP,
  IPVS_CMD_ATTR_TIMEOUT_TCP_FIN,
  IPVS_CMD_ATTR_TIMEOUT_UDP,
  IPVS_CMD_DEL_DAEMON,
  IPVS_CMD_DEL_DEST,
  IPVS_CMD_DEL_SERVICE,
  IPVS_CMD_FLUSH,
  IPVS_CMD_GET_CONFIG,
  IPVS_CMD_GET_DAEMON,
  IPVS_CMD_GET_DEST,
  IPVS_CMD_GET_INFO,
  IPVS_CMD_GET_SERVICE,
  IPVS_CMD_NEW_DAEMON,
  IPVS_CMD_NEW_DEST,
  IPVS_CMD_NEW_SERVICE,
  IPVS_CMD_SET_CONFIG,
  IPVS_CMD_SET_DEST,
  IPVS_CMD_SET_SERVICE,
  IPVS_CMD_ZERO,
  IPVS_GENL_VERSION,
  IPVS_INFO_ATTR_CONN_TAB_SIZE,
  IPVS_INFO_ATTR_VERSION,
} from "../kernel/ip-vs.ts";
import { attribute, decoded } from "../netlink/attributes.ts";
import { genericAttributes, genericRequest, viewGenericAttributes } from "../netlink/generic.ts";
import type { NetlinkMessage, NetlinkRequest } from "../netlink/message.ts";
import type { Action, SyncDaemon, Timeouts } from "./control.ts";
import { daemonAttribute, daemonStateAttribute, readDaemon } from "./daemon-message.ts";
import { destinationAttribute, destinationKeyAttribute, readDestination } from "./destination-message.ts";
import { required } from "./fields.ts";
import { serviceFamily } from "./identity.ts";
import type { Destination, IpvsInfo, Service, ServiceKey } from "./model.ts";
import { readService, serviceAttribute, serviceKeyAttribute } from "./service-message.ts";

/** @param family the id of the family IPVS, which varies per boot. */
export function infoRequest(family: number): NetlinkRequest {
  return genericRequest(family, IPVS_CMD_GET_INFO, IPVS_GENL_VERSION, []);
}

/** One service with `key`, all as a dump without. */
export function serviceRequest(family: number, key?: ServiceKey): NetlinkRequest {
  return genericRequest(family, IPVS_CMD_GET_SERVICE, IPVS_GENL_VERSION, key ? [serviceKeyAttribute(key)] : []);
}

/** A dump; empty for an unknown service. */
export function destinationsRequest(family: number, key: ServiceKey): NetlinkRequest {
  return genericRequest(family, IPVS_CMD_GET_DEST, IPVS_GENL_VERSION, [serviceKeyAttribute(key)]);
}

export function timeoutsRequest(family: number): NetlinkRequest {
  return genericRequest(family, IPVS_CMD_GET_CONFIG, IPVS_GENL_VERSION, []);
}

/** A dump of those that run. */
export function daemonsRequest(family: number): NetlinkRequest {
  return genericRequest(family, IPVS_CMD_GET_DAEMON, IPVS_GENL_VERSION, []);
}

export function changeRequest(family: number, change: Action): NetlinkRequest {
  const [command, attributes] = commandOf(change);
  const request = genericRequest(family, command, IPVS_GENL_VERSION, attributes);
  // A daemon that is stopped before its thread ran ends interrupted.
  return change.do === "stop-daemon" ? { ...request, maybeSilent: true } : request;
}

function commandOf(change: Action): readonly [command: number, attributes: Uint8Array[]] {
  switch (change.do) {
    case "add-service":
      return [IPVS_CMD_NEW_SERVICE, [serviceAttribute(change.service, change.settings)]];
    case "edit-service":
      return [IPVS_CMD_SET_SERVICE, [serviceAttribute(change.service, change.settings)]];
    case "delete-service":
      return [IPVS_CMD_DEL_SERVICE, [serviceKeyAttribute(change.service)]];
    case "add-destination":
    case "edit-destination": {
      const command = change.do === "add-destination" ? IPVS_CMD_NEW_DEST : IPVS_CMD_SET_DEST;
      const destination = destinationAttribute(change.destination, change.settings);
      return [command, [serviceKeyAttribute(change.service), destination]];
    }
    case "delete-destination": {
      const destination = destinationKeyAttribute(change.destination);
      return [IPVS_CMD_DEL_DEST, [serviceKeyAttribute(change.service), destination]];
    }
    case "clear":
      return [IPVS_CMD_FLUSH, []];
    case "zero":
      return [IPVS_CMD_ZERO, change.service ? [serviceKeyAttribute(change.service)] : []];
    case "set-timeouts":
      return [IPVS_CMD_SET_CONFIG, timeoutAttributes(change.timeouts)];
    case "start-daemon":
      return [IPVS_CMD_NEW_DAEMON, [daemonAttribute(change.daemon)]];
    case "stop-daemon":
      return [IPVS_CMD_DEL_DAEMON, [daemonStateAttribute(change.state)]];
  }
}

function timeoutAttributes({ tcp, tcpFin, udp }: Timeouts): Uint8Array[] {
  return [
    attribute(IPVS_CMD_ATTR_TIMEOUT_TCP, putU32(tcp)),
    attribute(IPVS_CMD_ATTR_TIMEOUT_TCP_FIN, putU32(tcpFin)),
    attribute(IPVS_CMD_ATTR_TIMEOUT_UDP, putU32(udp)),
  ];
}

/** @throws NetlinkError `malformed` */
export function decodeInfo(message: NetlinkMessage): IpvsInfo {
  return decoded("IPVS version", () => {
    const attributes = genericAttributes(message);
    const version = getU32(required(attributes, IPVS_INFO_ATTR_VERSION));
    return {
      version: [(version >> 16) & 0xff, (version >> 8) & 0xff, version & 0xff].join("."),
      connectionTableSize: getU32(required(attributes, IPVS_INFO_ATTR_CONN_TAB_SIZE)),
    };
  });
}

/** @throws NetlinkError `malformed` */
export function decodeTimeouts(message: NetlinkMessage): Timeouts {
  return decoded("IPVS timeouts", () => {
    const attributes = genericAttributes(message);
    const seconds = (type: number): number => getU32(required(attributes, type));
    return {
      tcp: seconds(IPVS_CMD_ATTR_TIMEOUT_TCP),
      tcpFin: seconds(IPVS_CMD_ATTR_TIMEOUT_TCP_FIN),
      udp: seconds(IPVS_CMD_ATTR_TIMEOUT_UDP),
    };
  });
}

/** @throws NetlinkError `malformed` */
export function decodeDaemon(message: NetlinkMessage): SyncDaemon {
  return decoded("IPVS daemon", () => readDaemon(required(genericAttributes(message), IPVS_CMD_ATTR_DAEMON)));
}

/** @throws NetlinkError `malformed` */
export function decodeService(message: NetlinkMessage): Service {
  return decoded("IPVS service", () => readService(viewGenericAttributes(message).nest(IPVS_CMD_ATTR_SERVICE)));
}

/** @param service whose destinations were asked for. @throws NetlinkError `malformed` */
export function decodeDestination(message: NetlinkMessage, service: ServiceKey): Destination {
  return decoded("IPVS destination", () =>
    readDestination(viewGenericAttributes(message).nest(IPVS_CMD_ATTR_DEST), serviceFamily(service)),
  );
}
