/**
 * From the host as it is back to what the journal says it was, in the reverse order of a plan: VIPs go before kernel
 * parameters. What somebody else has changed since is left alone and said.
 */

import type { Address } from "../net/address.ts";
import { sysctlName } from "./describe.ts";
import type { Journal, JournalSysctl, JournalVip } from "./journal.ts";
import { type Host, loopbackAddress, type Step, sameAddress } from "./model.ts";

export interface Undo {
  readonly steps: readonly Step[];
  /** What is not put back, and why: one sentence each. */
  readonly notes: readonly string[];
  /** What stays to be undone later; undefined where nothing does. */
  readonly rest: Journal | undefined;
}

interface Part {
  readonly steps: readonly Step[];
  readonly notes: readonly string[];
}

/** @param vips whose preparation is taken back; undefined: all. Parameters go back with the last VIP. */
export function undo(host: Host, journal: Journal | undefined, vips: readonly Address[] | undefined): Undo {
  const known = journal ?? { sysctls: [], vips: [] };
  const chosen = known.vips.filter(({ vip }) => vips === undefined || vips.includes(vip));
  const staying = known.vips.filter((entry) => !chosen.includes(entry));
  const strangers = (vips ?? []).filter((vip) => !chosen.some((entry) => entry.vip === vip));
  const parts = [
    ...strangers.map((vip) => strangerPart(host, vip)),
    ...[...chosen].reverse().map((entry) => vipPart(host, entry)),
    ...(staying.length === 0 ? [...known.sysctls].reverse().map((entry) => sysctlPart(host, entry)) : []),
    ...(staying.length > 0 && chosen.length > 0 ? [stayingPart(known, staying)] : []),
  ];
  return {
    steps: parts.flatMap((part) => part.steps),
    notes: parts.flatMap((part) => part.notes),
    rest: staying.length > 0 ? { sysctls: known.sysctls, vips: staying } : undefined,
  };
}

function strangerPart(host: Host, vip: Address): Part {
  if (loopbackAddress(host, vip) === undefined) return { steps: [], notes: [] };
  return note(`${vip}/32 on lo was not put there by rsprep and stays`);
}

function vipPart(host: Host, { vip, before, set }: JournalVip): Part {
  const present = loopbackAddress(host, vip);
  if (present === undefined) return { steps: [], notes: [] };
  if (set === undefined) return note(`${vip}/32 was on lo before rsprep and stays`);
  if (!sameAddress(present, set))
    return before !== undefined && sameAddress(present, before)
      ? { steps: [], notes: [] }
      : note(`${vip}/32 on lo is not as rsprep added it and stays`);
  const removal: Step = { kind: "remove-address", address: present };
  return { steps: before ? [removal, { kind: "add-address", address: before }] : [removal], notes: [] };
}

function stayingPart(journal: Journal, staying: readonly JournalVip[]): Part {
  if (journal.sysctls.length === 0) return { steps: [], notes: [] };
  return note(`kernel parameters stay as they are for ${staying.map(({ vip }) => vip).join(", ")}`);
}

function sysctlPart(host: Host, { path, before, set }: JournalSysctl): Part {
  const present = host.sysctls.get(path);
  // The parameter went with its link, or is back already.
  if (present === undefined || present === before) return { steps: [], notes: [] };
  if (present !== set) return note(`${sysctlName(path)} is ${present}, not the ${set} that rsprep set, and stays`);
  return { steps: [{ kind: "set-sysctl", path, from: present, to: before }], notes: [] };
}

function note(sentence: string): Part {
  return { steps: [], notes: [sentence] };
}
