/** The kernel's synchronisation daemons in memory, with the rules of Linux 6.1 (net/netfilter/ipvs/ip_vs_sync.c). */

import type { DaemonState, SyncDaemon, SyncDaemonSettings } from "../../lib/ipvs/control.ts";
import { address, familyOf } from "../../lib/net/address.ts";
import type { FakeErrno } from "./fake-ipvs-table.ts";

/** What IPv4 or IPv6, and UDP, take of a packet. */
const headers = { inet: 28, inet6: 48 } as const;
const mostBytes = 65_507;
const leastBackupBytes = 1_024;

export class FakeSyncDaemons {
  /** MTU by the name of a link. */
  readonly links = new Map([["lo", 65_536]]);
  #running: SyncDaemon[] = [];

  list(): SyncDaemon[] {
    const order: readonly DaemonState[] = ["master", "backup"];
    return order.flatMap((state) => this.#running.filter((one) => one.state === state));
  }

  /** @param mixed some real server is of another family than its service. */
  start(daemon: SyncDaemonSettings, mixed: boolean): FakeErrno | undefined {
    const { group = address("224.0.0.81"), port = 8848, ttl = 1 } = daemon;
    const mtu = this.links.get(daemon.interface);
    if (mixed) return "EINVAL";
    if (this.#running.some((one) => one.state === daemon.state)) return "EEXIST";
    if (mtu === undefined) return "ENODEV";
    if (daemon.state === "master" && familyOf(group) === "inet6" && daemon.interface === "lo") return "ENETUNREACH";
    const room = (daemon.state === "master" ? 1_500 : Math.max(mtu, 1_500)) - headers[familyOf(group)];
    const maxLength = Math.min(daemon.maxLength ?? room, mostBytes);
    const least = daemon.state === "backup" ? leastBackupBytes : 0;
    this.#running.push({ ...daemon, group, port, ttl, maxLength: Math.max(maxLength, least) });
    return undefined;
  }

  stop(state: DaemonState): FakeErrno | undefined {
    const left = this.#running.filter((one) => one.state !== state);
    if (left.length === this.#running.length) return "ESRCH";
    this.#running = left;
    return undefined;
  }
}
