/** linux/neighbour.h: which link-layer address each neighbour has, as ARP and neighbour discovery found out. */

export const RTM_GETNEIGH = 30;

/** struct ndmsg: family u8, pad u8, pad u16, ifindex s32, state u16, flags u8, type u8. */
export const NDMSG_LENGTH = 12;

/** 4 or 16 bytes. */
export const NDA_DST = 1;
export const NDA_LLADDR = 2;

export const NUD_INCOMPLETE = 0x01;
export const NUD_REACHABLE = 0x02;
export const NUD_STALE = 0x04;
export const NUD_DELAY = 0x08;
export const NUD_PROBE = 0x10;
export const NUD_FAILED = 0x20;
export const NUD_NOARP = 0x40;
export const NUD_PERMANENT = 0x80;
