/** New settings for a MASTER: it stays MASTER, and only the addresses that differ are touched. */

import type { Action, Step } from "./action.ts";
import type { VirtualAddress, VrrpInstance } from "./instance.ts";
import type { Master } from "./state.ts";

/** Two instances of the same identity are the same election, before and after a reload. */
export function identityOf(instance: Pick<VrrpInstance, "virtualRouterId" | "interface">): string {
  return `${instance.virtualRouterId} ${instance.interface}`;
}

/** Advertises at once, so that what others now expect to hear does not wait for the old interval. */
export function reconfigureMaster(before: VrrpInstance, after: VrrpInstance, state: Master, now: number): Step {
  const removed = without(before.virtualAddresses, after.virtualAddresses);
  const added = without(after.virtualAddresses, before.virtualAddresses);
  const actions: Action[] = [{ kind: "send advertisement", priority: after.priority, source: state.source }];
  if (removed.length > 0) actions.push({ kind: "remove addresses", addresses: removed });
  if (added.length > 0)
    actions.push(
      { kind: "add addresses", addresses: added },
      { kind: "announce addresses", addresses: added, repeat: after.garp.masterRepeat },
    );
  if (added.length + removed.length > 0)
    actions.push({
      kind: "report",
      report: {
        kind: "reconfigured",
        added: added.map((virtual) => virtual.address),
        removed: removed.map((virtual) => virtual.address),
      },
    });
  const refreshSame = before.garp.masterRefresh === after.garp.masterRefresh;
  const refreshAt = after.garp.masterRefresh > 0 ? now + after.garp.masterRefresh : undefined;
  const next: Master = {
    ...state,
    advertiseAt: now + after.advertInterval,
    refreshAt: refreshSame ? state.refreshAt : refreshAt,
  };
  return { election: { instance: after, state: next }, actions };
}

/** A virtual address with any property changed is another one: the kernel has no way to change it in place. */
function without(all: readonly VirtualAddress[], others: readonly VirtualAddress[]): VirtualAddress[] {
  const keys = new Set(others.map(keyOf));
  return all.filter((virtual) => !keys.has(keyOf(virtual)));
}

function keyOf({ address, prefixLength, device, label, broadcast, scope }: VirtualAddress): string {
  return JSON.stringify([address, prefixLength, device, label, broadcast, scope]);
}
