/** Generic netlink: the header every family shares, and a family's id by its name. */

import { formatGenlHeader, GENL_HEADER_LENGTH, getU16, putString } from "netlink/dist/structs.js";
import {
  CTRL_ATTR_FAMILY_ID,
  CTRL_ATTR_FAMILY_NAME,
  CTRL_CMD_GETFAMILY,
  CTRL_VERSION,
  GENL_ID_CTRL,
  GENL_NAMSIZ,
} from "../kernel/genetlink.ts";
import type { AttributeView } from "./attribute-view.ts";
import type { AttributeWriter } from "./attribute-writer.ts";
import { type Attributes, attribute, decoded, readAttributes } from "./attributes.ts";
import type { NetlinkConnection } from "./connection.ts";
import { lost, NetlinkError } from "./errors.ts";
import type { NetlinkMessage, NetlinkRequest } from "./message.ts";

/** @param attributes each padded, as {@link attribute} makes them. */
export function genericRequest(
  family: number,
  command: number,
  version: number,
  attributes: readonly Uint8Array[],
  flags = 0,
): NetlinkRequest {
  return { type: family, flags, body: Buffer.concat([formatGenlHeader({ cmd: command, version }), ...attributes]) };
}

/** Begins the body of a request: struct genlmsghdr, after which the attributes are to be written. */
export function beginGeneric(writer: AttributeWriter, command: number, version: number): AttributeWriter {
  return writer.word(command, version, 0, 0);
}

/** @returns the attributes after the generic header. @throws NetlinkError `malformed` */
export function genericAttributes(message: NetlinkMessage): Attributes {
  if (message.data.length < GENL_HEADER_LENGTH) throw lost("malformed", "the kernel's answer has no generic header");
  return readAttributes(message.data.subarray(GENL_HEADER_LENGTH));
}

/** The same, read where they lie. @returns `view`, over them. @throws NetlinkError `malformed` */
export function viewGenericAttributes(message: NetlinkMessage, view: AttributeView): AttributeView {
  if (message.data.length < GENL_HEADER_LENGTH) throw lost("malformed", "the kernel's answer has no generic header");
  return view.over(message.data, GENL_HEADER_LENGTH);
}

/** @returns the id of a family by its name, or undefined where the kernel has none. @throws NetlinkError, SystemError */
export function resolveFamily(connection: NetlinkConnection, name: string): number | undefined {
  const attributes = [attribute(CTRL_ATTR_FAMILY_NAME, putString(name, { maxLength: GENL_NAMSIZ }))];
  try {
    const [reply] = connection.request(genericRequest(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, CTRL_VERSION, attributes));
    const id = reply && genericAttributes(reply).get(CTRL_ATTR_FAMILY_ID);
    if (id === undefined) throw lost("malformed", "the kernel's answer has no family id");
    return decoded("family id", () => getU16(id));
  } catch (error) {
    if (error instanceof NetlinkError && error.code === "ENOENT") return undefined;
    throw error;
  }
}
