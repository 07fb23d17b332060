/** linux/ip_vs.h: the generic netlink family IPVS. Numbers are in host byte order unless marked BE. */

export const IPVS_GENL_NAME = "IPVS";
export const IPVS_GENL_VERSION = 1;

export const IPVS_CMD_NEW_SERVICE = 1;
export const IPVS_CMD_SET_SERVICE = 2;
export const IPVS_CMD_DEL_SERVICE = 3;
export const IPVS_CMD_GET_SERVICE = 4;
export const IPVS_CMD_NEW_DEST = 5;
export const IPVS_CMD_SET_DEST = 6;
export const IPVS_CMD_DEL_DEST = 7;
/** Dump only; an unknown service gives an empty dump. */
export const IPVS_CMD_GET_DEST = 8;
export const IPVS_CMD_NEW_DAEMON = 9;
export const IPVS_CMD_DEL_DAEMON = 10;
/** Dump only. */
export const IPVS_CMD_GET_DAEMON = 11;
export const IPVS_CMD_SET_CONFIG = 12;
/** Not as a dump. */
export const IPVS_CMD_GET_CONFIG = 13;
/** Not as a dump. */
export const IPVS_CMD_GET_INFO = 15;
export const IPVS_CMD_ZERO = 16;
export const IPVS_CMD_FLUSH = 17;

/** Top level of every message but the answer to GET_INFO. */
export const IPVS_CMD_ATTR_SERVICE = 1;
export const IPVS_CMD_ATTR_DEST = 2;
export const IPVS_CMD_ATTR_DAEMON = 3;
/** u32, seconds; in SET_CONFIG 0 or absent leaves it as it is. So the next two. */
export const IPVS_CMD_ATTR_TIMEOUT_TCP = 4;
export const IPVS_CMD_ATTR_TIMEOUT_TCP_FIN = 5;
export const IPVS_CMD_ATTR_TIMEOUT_UDP = 6;

/** Top level of the answer to GET_INFO; u32 each, the version as 0x010201 for 1.2.1. */
export const IPVS_INFO_ATTR_VERSION = 1;
export const IPVS_INFO_ATTR_CONN_TAB_SIZE = 2;

/** u16 */
export const IPVS_SVC_ATTR_AF = 1;
/** u16 */
export const IPVS_SVC_ATTR_PROTOCOL = 2;
/** 16 bytes, BE; IPv4 in the first 4. */
export const IPVS_SVC_ATTR_ADDR = 3;
/** u16 BE */
export const IPVS_SVC_ATTR_PORT = 4;
/** u32 */
export const IPVS_SVC_ATTR_FWMARK = 5;
/** Null-terminated, at most 16 bytes with the null. */
export const IPVS_SVC_ATTR_SCHED_NAME = 6;
/** struct ip_vs_flags: u32 flags, u32 mask of the flags that count. */
export const IPVS_SVC_ATTR_FLAGS = 7;
/** u32, seconds */
export const IPVS_SVC_ATTR_TIMEOUT = 8;
/** IPv4: the mask's 4 bytes, BE; IPv6: u32 prefix length. */
export const IPVS_SVC_ATTR_NETMASK = 9;
export const IPVS_SVC_ATTR_STATS = 10;
/** Null-terminated, at most 16 bytes. */
export const IPVS_SVC_ATTR_PE_NAME = 11;
export const IPVS_SVC_ATTR_STATS64 = 12;

export const IP_VS_SVC_F_PERSISTENT = 0x1;
export const IP_VS_SVC_F_ONEPACKET = 0x4;
/** What these three mean is the scheduler's: for sh and mh the first is fallback, the second port. */
export const IP_VS_SVC_F_SCHED1 = 0x8;
export const IP_VS_SVC_F_SCHED2 = 0x10;
export const IP_VS_SVC_F_SCHED3 = 0x20;

/** 16 bytes, BE; IPv4 in the first 4. */
export const IPVS_DEST_ATTR_ADDR = 1;
/** u16 BE */
export const IPVS_DEST_ATTR_PORT = 2;
/** u32; the method is in IP_VS_CONN_F_FWD_MASK. */
export const IPVS_DEST_ATTR_FWD_METHOD = 3;
/** u32, signed inside the kernel */
export const IPVS_DEST_ATTR_WEIGHT = 4;
/** u32 */
export const IPVS_DEST_ATTR_U_THRESH = 5;
/** u32 */
export const IPVS_DEST_ATTR_L_THRESH = 6;
/** u32 */
export const IPVS_DEST_ATTR_ACTIVE_CONNS = 7;
/** u32 */
export const IPVS_DEST_ATTR_INACT_CONNS = 8;
/** u32 */
export const IPVS_DEST_ATTR_PERSIST_CONNS = 9;
export const IPVS_DEST_ATTR_STATS = 10;
/** u16; absent or 0: the service's. */
export const IPVS_DEST_ATTR_ADDR_FAMILY = 11;
export const IPVS_DEST_ATTR_STATS64 = 12;
/** u8 */
export const IPVS_DEST_ATTR_TUN_TYPE = 13;
/** u16 BE */
export const IPVS_DEST_ATTR_TUN_PORT = 14;
/** u16 */
export const IPVS_DEST_ATTR_TUN_FLAGS = 15;

export const IP_VS_CONN_F_FWD_MASK = 0x7;
export const IP_VS_CONN_F_MASQ = 0;
export const IP_VS_CONN_F_LOCALNODE = 1;
export const IP_VS_CONN_F_TUNNEL = 2;
export const IP_VS_CONN_F_DROUTE = 3;
export const IP_VS_CONN_F_BYPASS = 4;

export const IP_VS_CONN_F_TUNNEL_TYPE_IPIP = 0;
export const IP_VS_CONN_F_TUNNEL_TYPE_GUE = 1;
export const IP_VS_CONN_F_TUNNEL_TYPE_GRE = 2;

export const IP_VS_TUNNEL_ENCAP_FLAG_CSUM = 0x1;
export const IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM = 0x2;

/** In STATS the byte counters are u64 and the rest u32; in STATS64 all are u64. 11 is padding. */
export const IPVS_STATS_ATTR_CONNS = 1;
export const IPVS_STATS_ATTR_INPKTS = 2;
export const IPVS_STATS_ATTR_OUTPKTS = 3;
export const IPVS_STATS_ATTR_INBYTES = 4;
export const IPVS_STATS_ATTR_OUTBYTES = 5;
export const IPVS_STATS_ATTR_CPS = 6;
export const IPVS_STATS_ATTR_INPPS = 7;
export const IPVS_STATS_ATTR_OUTPPS = 8;
export const IPVS_STATS_ATTR_INBPS = 9;
export const IPVS_STATS_ATTR_OUTBPS = 10;

/** u32, IP_VS_STATE_* */
export const IPVS_DAEMON_ATTR_STATE = 1;
/** Null-terminated, at most 16 bytes with the null. */
export const IPVS_DAEMON_ATTR_MCAST_IFN = 2;
/** u32 */
export const IPVS_DAEMON_ATTR_SYNC_ID = 3;
/** u16 */
export const IPVS_DAEMON_ATTR_SYNC_MAXLEN = 4;
/** 4 bytes, BE */
export const IPVS_DAEMON_ATTR_MCAST_GROUP = 5;
/** 16 bytes, BE */
export const IPVS_DAEMON_ATTR_MCAST_GROUP6 = 6;
/** u16, in host order unlike every other port */
export const IPVS_DAEMON_ATTR_MCAST_PORT = 7;
/** u8 */
export const IPVS_DAEMON_ATTR_MCAST_TTL = 8;

export const IP_VS_STATE_MASTER = 1;
export const IP_VS_STATE_BACKUP = 2;
