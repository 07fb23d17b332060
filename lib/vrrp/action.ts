/**
 * What an election asks to be done, as data. The order of a list is part of its meaning and is keepalived's: a new
 * MASTER advertises, adds its addresses, announces them, reports; a leaving one advertises priority 0 (unless it yields
 * to a better MASTER), removes its addresses, reports.
 */

import type { Address } from "../net/address.ts";
import type { VirtualAddress } from "./instance.ts";
import type { Report } from "./report.ts";
import type { Election } from "./state.ts";

export type Action =
  /** To be sent at once, whatever else is under way. */
  | { readonly kind: "send advertisement"; readonly priority: number; readonly source: Address }
  /** Present ones are taken over. Failure must come back as a `failed` event. */
  | { readonly kind: "add addresses"; readonly addresses: readonly VirtualAddress[] }
  /** Absent ones are no failure. */
  | { readonly kind: "remove addresses"; readonly addresses: readonly VirtualAddress[] }
  /** Gratuitous ARP: `repeat` rounds over all addresses; dropped where the instance is MASTER no more. */
  | { readonly kind: "announce addresses"; readonly addresses: readonly VirtualAddress[]; readonly repeat: number }
  | { readonly kind: "report"; readonly report: Report };

/** What an event leads to. */
export interface Step {
  readonly election: Election;
  readonly actions: readonly Action[];
}
