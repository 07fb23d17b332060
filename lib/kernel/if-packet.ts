/** linux/if_packet.h and linux/if_ether.h: packet sockets. */

export const ETH_P_ALL = 0x0003;
export const ETH_P_ARP = 0x0806;

/**
 * struct sockaddr_ll: family (u16), protocol (u16, network order), ifindex (s32), hatype (u16), pkttype (u8),
 * halen (u8), addr (8 bytes).
 */
export const SOCKADDR_LL_LENGTH = 20;
