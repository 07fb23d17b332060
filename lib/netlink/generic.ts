/** Generic netlink: the header every family shares, and a family's id by its name. */

import {
  CTRL_ATTR_FAMILY_ID,
  CTRL_ATTR_FAMILY_NAME,
  CTRL_CMD_GETFAMILY,
  CTRL_VERSION,
  GENL_ID_CTRL,
} from "../kernel/genetlink.ts";
import { AttributeView } from "./attribute-view.ts";
import { decoded } from "./attributes.ts";
import type { NetlinkConnection } from "./connection.ts";
import { lost, NetlinkError } from "./errors.ts";
import type { NetlinkMessage, NetlinkRequest } from "./message.ts";
import type { MessageWriter } from "./message-writer.ts";

/** Bytes of struct genlmsghdr. */
const genericHeader = 4;

/** @param write its attributes. */
export function genericRequest(
  family: number,
  command: number,
  version: number,
  write: (to: MessageWriter) => void = () => {},
): NetlinkRequest {
  return {
    type: family,
    body: (to) => write(to.word(command, version, 0, 0)),
  };
}

/** The attributes after the generic header, read where they lie. @returns `view`, over them. @throws NetlinkError `malformed` */
export function viewAttributes({ bytes, numbers, start, end }: NetlinkMessage, view: AttributeView): AttributeView {
  if (end - start < genericHeader) throw lost("malformed", "the kernel's answer has no generic header");
  return view.over(bytes, start + genericHeader, end, numbers);
}

/** @returns the id of a family by its name, or undefined where the kernel has none. @throws NetlinkError, SystemError */
export function resolveFamily(connection: NetlinkConnection, name: string): number | undefined {
  const request = genericRequest(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, CTRL_VERSION, (to) => {
    to.text(CTRL_ATTR_FAMILY_NAME, name);
  });
  try {
    const [reply] = connection.request(request);
    if (reply === undefined) throw lost("malformed", "the kernel's answer is empty");
    return decoded("family id", () => viewAttributes(reply, new AttributeView()).u16(CTRL_ATTR_FAMILY_ID));
  } catch (error) {
    if (error instanceof NetlinkError && error.code === "ENOENT") return undefined;
    throw error;
  }
}
