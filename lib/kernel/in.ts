/** linux/in.h: protocols and socket options of IPv4. */

export const IPPROTO_IP = 0;
/** RFC 9568 section 5.1.1.4; not in linux/in.h. */
export const IPPROTO_VRRP = 112;

/** int 1: what is sent starts with its IPv4 header. */
export const IP_HDRINCL = 3;
/** struct ip_mreqn. */
export const IP_MULTICAST_IF = 32;
/** int */
export const IP_MULTICAST_LOOP = 34;
/** struct ip_mreqn. */
export const IP_ADD_MEMBERSHIP = 35;
export const IP_DROP_MEMBERSHIP = 36;
/** int 0: deliver only groups that this very socket has joined. */
export const IP_MULTICAST_ALL = 49;

/** struct ip_mreqn: group (4 bytes), local address (4 bytes), ifindex (s32). */
export const IP_MREQN_LENGTH = 12;
