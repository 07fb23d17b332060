/** linux/netlink.h. All integers of a netlink message are in host order unless an attribute says otherwise. */

export const NETLINK_ROUTE = 0;
export const NETLINK_GENERIC = 16;

export const NLM_F_REQUEST = 0x1;
export const NLM_F_ACK = 0x4;
/** The dump saw the table change under it: its result is no consistent picture. */
export const NLM_F_DUMP_INTR = 0x10;
/** Of GET requests: NLM_F_ROOT | NLM_F_MATCH. */
export const NLM_F_DUMP = 0x300;
/** Of NEW requests. */
export const NLM_F_REPLACE = 0x100;
export const NLM_F_EXCL = 0x200;
export const NLM_F_CREATE = 0x400;
/** Of NLMSG_ERROR: the request's payload was left out (NETLINK_CAP_ACK, and every success). */
export const NLM_F_CAPPED = 0x100;
/** Of NLMSG_ERROR and NLMSG_DONE: NLMSGERR_ATTR_* attributes follow. */
export const NLM_F_ACK_TLVS = 0x200;

export const NLMSG_NOOP = 1;
export const NLMSG_ERROR = 2;
export const NLMSG_DONE = 3;

/** Text for people, null-terminated. */
export const NLMSGERR_ATTR_MSG = 1;

/** Level of setsockopt for the options below. */
export const SOL_NETLINK = 270;
/** The value is the number of one group. */
export const NETLINK_ADD_MEMBERSHIP = 1;
export const NETLINK_CAP_ACK = 10;
export const NETLINK_EXT_ACK = 11;
/** rtnetlink refuses what it would have ignored in GET requests, and filters dumps. */
export const NETLINK_GET_STRICT_CHK = 12;

/** Flag of an attribute's type; strict families want it. */
export const NLA_F_NESTED = 0x8000;
/** Type of an attribute without its flags: 0x8000 nested, 0x4000 in network byte order. */
export const NLA_TYPE_MASK = 0x3fff;
