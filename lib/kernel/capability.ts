/** Numbers of capabilities: include/uapi/linux/capability.h. */

export const CAP_NET_ADMIN = 12;
