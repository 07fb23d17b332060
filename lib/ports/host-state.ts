/** What the kernel counts and which programs run in this network namespace, for whom explains what is wrong with a host. */

import type { Endpoint } from "../net/endpoint.ts";

export interface HostState {
  /** Sockets that take TCP connections. @throws SystemError */
  listening(): Endpoint[];
  /** Programs of these names, scripts by the name of the script. */
  running(names: readonly string[]): RunningProgram[];
  /** IPv4 packets that rp_filter dropped; undefined where the kernel does not count them. */
  reversePathDrops(): number | undefined;
}

export interface RunningProgram {
  readonly name: string;
  readonly pid: number;
}
