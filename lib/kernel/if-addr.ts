/** linux/if_addr.h: interface addresses over rtnetlink. */

/** struct ifaddrmsg: family, prefixlen, flags, scope (u8 each), index (u32). */
export const IFADDRMSG_LENGTH = 8;

/** The peer on point-to-point links, the address itself elsewhere. */
export const IFA_ADDRESS = 1;
/** The address itself; IPv6 sends it only where there is a peer. */
export const IFA_LOCAL = 2;
/** Null-terminated, at most IFNAMSIZ bytes; IPv4 only. */
export const IFA_LABEL = 3;
export const IFA_BROADCAST = 4;
/** u32, replaces the u8 of struct ifaddrmsg. */
export const IFA_FLAGS = 8;

export const IFA_F_SECONDARY = 0x01;
