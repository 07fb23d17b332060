/** Timeouts and running synchronisation daemons: the questions for them and the answers. Sends nothing. */

import { getU32 } from "netlink/dist/structs.js";
import {
  IPVS_CMD_ATTR_DAEMON,
  IPVS_CMD_ATTR_TIMEOUT_TCP,
  IPVS_CMD_ATTR_TIMEOUT_TCP_FIN,
  IPVS_CMD_ATTR_TIMEOUT_UDP,
  IPVS_CMD_GET_CONFIG,
  IPVS_CMD_GET_DAEMON,
  IPVS_GENL_VERSION,
} from "../kernel/ip-vs.ts";
import type { AttributeWriter } from "../netlink/attribute-writer.ts";
import { decoded } from "../netlink/attributes.ts";
import { genericAttributes, genericRequest } from "../netlink/generic.ts";
import type { NetlinkMessage, NetlinkRequest } from "../netlink/message.ts";
import type { SyncDaemon, Timeouts } from "./control.ts";
import { readDaemon } from "./daemon-message.ts";
import { required } from "./fields.ts";

export function timeoutsRequest(family: number): NetlinkRequest {
  return genericRequest(family, IPVS_CMD_GET_CONFIG, IPVS_GENL_VERSION, []);
}

/** A dump of those that run. */
export function daemonsRequest(family: number): NetlinkRequest {
  return genericRequest(family, IPVS_CMD_GET_DAEMON, IPVS_GENL_VERSION, []);
}

export function writeTimeouts(to: AttributeWriter, { tcp, tcpFin, udp }: Timeouts): void {
  to.u32(IPVS_CMD_ATTR_TIMEOUT_TCP, tcp).u32(IPVS_CMD_ATTR_TIMEOUT_TCP_FIN, tcpFin).u32(IPVS_CMD_ATTR_TIMEOUT_UDP, udp);
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
