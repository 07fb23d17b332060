/**
 * What apply found before it changed anything, kept so that undo can put it back. A later apply adds to it and never
 * replaces what the first one found. Knows nothing of where it is stored (journal-text.ts has its text).
 */

import type { Address } from "../net/address.ts";
import { type Host, type HostAddress, loopbackAddress, type Step, sameAddress } from "./model.ts";

export interface Journal {
  readonly sysctls: readonly JournalSysctl[];
  /** Every VIP that this host was prepared for, also one that needed no step. */
  readonly vips: readonly JournalVip[];
}

export interface JournalSysctl {
  readonly path: string;
  /** The value before the first change. */
  readonly before: string;
  /** The value that was set. */
  readonly set: string;
}

export interface JournalVip {
  readonly vip: Address;
  /** The VIP on lo as it was found; absent where it was not there. */
  readonly before?: HostAddress;
  /** The VIP on lo as it was added; absent where it was left as found. */
  readonly set?: HostAddress;
}

/** @returns the journal once `steps` are carried out for `vips`; undefined where there is nothing to remember. */
export function journalAfter(
  earlier: Journal | undefined,
  host: Host,
  vips: readonly Address[],
  steps: readonly Step[],
): Journal | undefined {
  const valid = earlier !== undefined && isInForce(earlier, host) ? earlier : undefined;
  if (valid === undefined && steps.length === 0) return undefined;
  return {
    sysctls: mergedSysctls(valid?.sysctls ?? [], steps),
    vips: mergedVips(valid?.vips ?? [], host, vips, steps),
  };
}

/**
 * Something of what it says was set is still so. Otherwise it tells of another life of this host: everything was taken
 * back by hand, or the network namespace is a new one.
 */
function isInForce(journal: Journal, host: Host): boolean {
  return (
    journal.sysctls.some(({ path, set }) => host.sysctls.get(path) === set) ||
    journal.vips.some(({ vip, set }) => set !== undefined && holds(host, vip, set))
  );
}

function holds(host: Host, vip: Address, set: HostAddress): boolean {
  const present = loopbackAddress(host, vip);
  return present !== undefined && sameAddress(present, set);
}

function mergedSysctls(earlier: readonly JournalSysctl[], steps: readonly Step[]): JournalSysctl[] {
  const entries = new Map(earlier.map((entry) => [entry.path, entry]));
  for (const step of steps)
    if (step.kind === "set-sysctl")
      entries.set(step.path, {
        path: step.path,
        before: entries.get(step.path)?.before ?? step.from,
        set: step.to,
      });
  return [...entries.values()];
}

function mergedVips(
  earlier: readonly JournalVip[],
  host: Host,
  vips: readonly Address[],
  steps: readonly Step[],
): JournalVip[] {
  const entries = new Map(earlier.map((entry) => [entry.vip, entry]));
  const added = new Map(
    steps.flatMap((s) => (s.kind === "add-address" ? [[s.address.address, s.address] as const] : [])),
  );
  for (const vip of vips) {
    const known = entries.get(vip);
    const before = known === undefined ? loopbackAddress(host, vip) : known.before;
    const set = added.get(vip) ?? known?.set;
    entries.set(vip, { vip, ...(before ? { before } : {}), ...(set ? { set } : {}) });
  }
  return [...entries.values()];
}
