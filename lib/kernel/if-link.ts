/** linux/if.h, linux/if_link.h and linux/if_arp.h: links over rtnetlink. */

/** Length of a link's name with its null byte. */
export const IFNAMSIZ = 16;

export const IFF_UP = 0x1;
export const IFF_LOOPBACK = 0x8;
/** RFC 2863 operational state UP or UNKNOWN. */
export const IFF_RUNNING = 0x40;
/** The driver's carrier is on. */
export const IFF_LOWER_UP = 0x10000;

/** struct ifinfomsg: family (u8), pad (u8), type (u16), index (s32), flags (u32), change mask (u32). */
export const IFINFOMSG_LENGTH = 16;

export const IFLA_ADDRESS = 1;
/** Null-terminated. */
export const IFLA_IFNAME = 3;
/** u32 */
export const IFLA_MTU = 4;

/** Link type whose IFLA_ADDRESS is six bytes of Ethernet. */
export const ARPHRD_ETHER = 1;
export const ARPHRD_LOOPBACK = 772;
