/** Requests to the IPVS family and its answers: which command a change is, and what comes back. Sends nothing. */

import {
  IPVS_CMD_ATTR_DEST,
  IPVS_CMD_ATTR_SERVICE,
  IPVS_CMD_DEL_DAEMON,
  IPVS_CMD_DEL_DEST,
  IPVS_CMD_DEL_SERVICE,
  IPVS_CMD_FLUSH,
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
import { AttributeView } from "../netlink/attribute-view.ts";
import { decoded } from "../netlink/attributes.ts";
import { genericRequest, viewAttributes } from "../netlink/generic.ts";
import type { NetlinkMessage, NetlinkRequest } from "../netlink/message.ts";
import type { MessageWriter } from "../netlink/message-writer.ts";
import type { Action } from "./control.ts";
import { writeTimeouts } from "./control-message.ts";
import { writeDaemon, writeDaemonState } from "./daemon-message.ts";
import { readDestination, writeDestination, writeDestinationKey } from "./destination-message.ts";
import { serviceFamily } from "./identity.ts";
import type { Destination, IpvsInfo, Service, ServiceKey } from "./model.ts";
import { readService, writeService, writeServiceKey } from "./service-message.ts";

/** Used again for each answer, because tables have tens of thousands of entries; nothing stays in them. */
const messageView = new AttributeView();
const nestView = new AttributeView();

/** @param family the id of the family IPVS, which varies per boot. */
export function infoRequest(family: number): NetlinkRequest {
  return genericRequest(family, IPVS_CMD_GET_INFO, IPVS_GENL_VERSION);
}

/** One service with `key`, all as a dump without. */
export function serviceRequest(family: number, key?: ServiceKey): NetlinkRequest {
  return genericRequest(family, IPVS_CMD_GET_SERVICE, IPVS_GENL_VERSION, (to) => {
    if (key !== undefined) writeServiceKey(to, key);
  });
}

/** A dump; empty for an unknown service. */
export function destinationsRequest(family: number, key: ServiceKey): NetlinkRequest {
  return genericRequest(family, IPVS_CMD_GET_DEST, IPVS_GENL_VERSION, (to) => writeServiceKey(to, key));
}

export function changeRequest(family: number, change: Action): NetlinkRequest {
  const body = (to: MessageWriter) => writeAttributes(to.word(commands[change.do], IPVS_GENL_VERSION, 0, 0), change);
  const request = { type: family, body };
  // A daemon that is stopped before its thread ran ends interrupted.
  return change.do === "stop-daemon" ? { ...request, maybeSilent: true } : request;
}

const commands: Readonly<Record<Action["do"], number>> = {
  "add-service": IPVS_CMD_NEW_SERVICE,
  "edit-service": IPVS_CMD_SET_SERVICE,
  "delete-service": IPVS_CMD_DEL_SERVICE,
  "add-destination": IPVS_CMD_NEW_DEST,
  "edit-destination": IPVS_CMD_SET_DEST,
  "delete-destination": IPVS_CMD_DEL_DEST,
  clear: IPVS_CMD_FLUSH,
  zero: IPVS_CMD_ZERO,
  "set-timeouts": IPVS_CMD_SET_CONFIG,
  "start-daemon": IPVS_CMD_NEW_DAEMON,
  "stop-daemon": IPVS_CMD_DEL_DAEMON,
};

function writeAttributes(to: MessageWriter, change: Action): void {
  switch (change.do) {
    case "add-service":
    case "edit-service":
      writeService(to, change.service, change.settings);
      return;
    case "delete-service":
      writeServiceKey(to, change.service);
      return;
    case "add-destination":
    case "edit-destination":
      writeServiceKey(to, change.service);
      writeDestination(to, change.destination, change.settings);
      return;
    case "delete-destination":
      writeServiceKey(to, change.service);
      writeDestinationKey(to, change.destination);
      return;
    case "clear":
      return;
    case "zero":
      if (change.service !== undefined) writeServiceKey(to, change.service);
      return;
    case "set-timeouts":
      writeTimeouts(to, change.timeouts);
      return;
    case "start-daemon":
      writeDaemon(to, change.daemon);
      return;
    case "stop-daemon":
      writeDaemonState(to, change.state);
      return;
  }
}

/** @throws NetlinkError `malformed` */
export function decodeInfo(message: NetlinkMessage): IpvsInfo {
  return decoded("IPVS version", () => {
    const attributes = viewAttributes(message, messageView);
    const version = attributes.u32(IPVS_INFO_ATTR_VERSION);
    return {
      version: [(version >> 16) & 0xff, (version >> 8) & 0xff, version & 0xff].join("."),
      connectionTableSize: attributes.u32(IPVS_INFO_ATTR_CONN_TAB_SIZE),
    };
  });
}

/** @throws NetlinkError `malformed` */
export function decodeService(message: NetlinkMessage): Service {
  return decoded("IPVS service", () =>
    readService(viewAttributes(message, messageView).nest(IPVS_CMD_ATTR_SERVICE, nestView)),
  );
}

/** @param service whose destinations were asked for. @throws NetlinkError `malformed` */
export function decodeDestination(
  message: NetlinkMessage,
  service: ServiceKey,
  wanted?: "without counters",
): Destination {
  return decoded("IPVS destination", () =>
    readDestination(
      viewAttributes(message, messageView).nest(IPVS_CMD_ATTR_DEST, nestView),
      serviceFamily(service),
      wanted,
    ),
  );
}
