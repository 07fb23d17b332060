/** Kernel parameters by their path under /proc/sys, such as `net/ipv4/conf/lo/arp_ignore`. */

export interface Sysctls {
  /** @returns the value without its line end, or undefined where there is no such parameter. @throws SystemError */
  get(path: string): string | undefined;
  /** @throws SystemError */
  set(path: string, value: string): void;
}
