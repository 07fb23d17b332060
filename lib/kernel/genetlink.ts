/** linux/genetlink.h: the controller that knows the other families. */

/** The controller's own family id and version. */
export const GENL_ID_CTRL = 0x10;
export const CTRL_VERSION = 2;

export const CTRL_CMD_GETFAMILY = 3;
/** u16 */
export const CTRL_ATTR_FAMILY_ID = 1;
/** Null-terminated, at most 16 bytes. */
export const CTRL_ATTR_FAMILY_NAME = 2;
