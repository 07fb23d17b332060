/** Instances for tests: that of scenario 01, with what a test wants otherwise. */

import { address } from "../../lib/net/address.ts";
import { type Manners, Secret, type VirtualAddress, type VrrpInstance } from "../../lib/vrrp/instance.ts";
import type { Notify } from "../../lib/vrrp/notify.ts";

export function virtualAddress(text: string, over: Partial<VirtualAddress> = {}): VirtualAddress {
  return { address: address(text), prefixLength: 32, device: "ens33", scope: "global", ...over };
}

/** Of an instance that says nothing of it, with the given bursts of gratuitous ARP. */
export function plainManners({
  masterDelay,
  masterRepeat,
}: Pick<VrrpInstance["garp"], "masterDelay" | "masterRepeat">): Manners {
  return {
    preemptDelay: 0,
    downTimerAdverts: 3,
    lowerPrioNoAdvert: false,
    higherPrioSendAdvert: false,
    skipCheckAdvAddr: false,
    accept: true,
    strict: false,
    trackInterface: true,
    trackSource: false,
    garpLowerPrioDelay: masterDelay,
    garpLowerPrioRepeat: masterRepeat,
  };
}

/** Tells nobody. */
export const silent: Notify = { scripts: {}, priorityChanges: false, mail: false };

/** VRID 12, priority 100, 1 s, PASS lbapache, 172.16.12.110; bursts of 5 at once and after 5 s. */
export function vrrpInstance(over: Partial<VrrpInstance> = {}): VrrpInstance {
  return {
    name: "VI_1",
    wantedState: "BACKUP",
    interface: "ens33",
    virtualRouterId: 12,
    priority: 100,
    advertInterval: 1000,
    version: 2,
    preempt: true,
    authentication: { type: "PASS", secret: new Secret("lbapache") },
    multicastGroup: address("224.0.0.18"),
    virtualAddresses: [virtualAddress("172.16.12.110", { label: "ens33:0" })],
    garp: { masterDelay: 5000, masterRepeat: 5, masterRefresh: 0, masterRefreshRepeat: 1 },
    manners: plainManners({ masterDelay: 5000, masterRepeat: 5 }),
    tracked: [],
    notify: silent,
    excludedAddresses: [],
    routes: [],
    rules: [],
    ...over,
  };
}
