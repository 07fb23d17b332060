/** Timeouts and running synchronisation daemons: the questions for them and the answers. Sends nothing. */

import {
  IPVS_CMD_ATTR_DAEMON,
  IPVS_CMD_ATTR_TIMEOUT_TCP,
  IPVS_CMD_ATTR_TIMEOUT_TCP_FIN,
  IPVS_CMD_ATTR_TIMEOUT_UDP,
  IPVS_CMD_GET_CONFIG,
  IPVS_CMD_GET_DAEMON,
  IPVS_GENL_VERSION,
} from "../kernel/ip-vs.ts";
import { AttributeView } from "../netlink/attribute-view.ts";
import { decoded } from "../netlink/attributes.ts";
import { genericRequest, viewAttributes } from "../netlink/generic.ts";
import type { NetlinkMessage, NetlinkRequest } from "../netlink/message.ts";
import type { MessageWriter } from "../netlink/message-writer.ts";
import type { SyncDaemon, Timeouts } from "./control.ts";
import { readDaemon } from "./daemon-message.ts";

export function timeoutsRequest(family: number): NetlinkRequest {
  return genericRequest(family, IPVS_CMD_GET_CONFIG, IPVS_GENL_VERSION);
}

/** A dump of those that run. */
export function daemonsRequest(family: number): NetlinkRequest {
  return genericRequest(family, IPVS_CMD_GET_DAEMON, IPVS_GENL_VERSION);
}

export function writeTimeouts(to: MessageWriter, { tcp, tcpFin, udp }: Timeouts): void {
  to.u32(IPVS_CMD_ATTR_TIMEOUT_TCP, tcp).u32(IPVS_CMD_ATTR_TIMEOUT_TCP_FIN, tcpFin).u32(IPVS_CMD_ATTR_TIMEOUT_UDP, udp);
}

/** @throws NetlinkError `malformed` */
export function decodeTimeouts(message: NetlinkMessage): Timeouts {
  return decoded("IPVS timeouts", () => {
    const attributes = viewAttributes(message, new AttributeView());
    return {
      tcp: attributes.u32(IPVS_CMD_ATTR_TIMEOUT_TCP),
      tcpFin: attributes.u32(IPVS_CMD_ATTR_TIMEOUT_TCP_FIN),
      udp: attributes.u32(IPVS_CMD_ATTR_TIMEOUT_UDP),
    };
  });
}

/** @throws NetlinkError `malformed` */
export function decodeDaemon(message: NetlinkMessage): SyncDaemon {
  return decoded("IPVS daemon", () =>
    readDaemon(viewAttributes(message, new AttributeView()).nest(IPVS_CMD_ATTR_DAEMON, new AttributeView())),
  );
}
