/** linux/socket.h and asm-generic/socket.h: families, types and options at socket level. */

export const AF_UNSPEC = 0;
export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;
export const AF_NETLINK = 16;
export const AF_PACKET = 17;

export const SOCK_DGRAM = 2;
export const SOCK_RAW = 3;

export const SOL_SOCKET = 1;
/** int, bytes; the kernel doubles it for its own bookkeeping and caps it at net.core.rmem_max. */
export const SO_RCVBUF = 8;
/** struct timeval as two machine words: how long a send may wait; then EAGAIN. */
export const SO_SNDTIMEO = 21;
/** Name of the link, at most 15 bytes. */
export const SO_BINDTODEVICE = 25;
/** As SO_RCVBUF without the cap; needs CAP_NET_ADMIN. */
export const SO_RCVBUFFORCE = 33;
