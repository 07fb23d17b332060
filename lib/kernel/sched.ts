/** linux/sched.h: namespaces for setns(2) and unshare(2). */

export const CLONE_NEWNET = 0x40000000;
