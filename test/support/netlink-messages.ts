/** Single netlink messages for tests: what a request's body is, and answers out of bytes. */

import { decodeDatagram, encodeRequest, type NetlinkMessage, type NetlinkRequest } from "../../lib/netlink/message.ts";
import { reply } from "./fake-netlink-socket.ts";

/** Family header and attributes, as they are sent. */
export function bodyOf(request: NetlinkRequest): Buffer {
  return Buffer.from(only(encodeRequest(request, 0, 1)).data);
}

/** What a kernel would answer. @param data family header and attributes */
export function answerOf(type: number, data: Uint8Array): NetlinkMessage {
  return only(reply({ seq: 1 }, type, data));
}

function only(datagram: Uint8Array): NetlinkMessage {
  const [message] = decodeDatagram(datagram);
  if (message === undefined) throw new TypeError("an empty datagram");
  return message;
}
