/** Facts of an election worth telling a person. Their words are in describe.ts. */

import type { Address } from "../net/address.ts";
import type { Rejection } from "./receive.ts";
import type { Conditions, Heard, StateName } from "./state.ts";

export type Report =
  | { readonly kind: "transition"; readonly from: StateName; readonly to: StateName; readonly reason: Reason }
  | { readonly kind: "rejected"; readonly source: Address; readonly rejection: Rejection }
  | { readonly kind: "addresses differ"; readonly source: Address }
  /** A lower advertisement reached a BACKUP that will take over. */
  | { readonly kind: "lower priority"; readonly heard: Heard; readonly ours: number }
  /** Another MASTER was heard by a MASTER that stays. */
  | { readonly kind: "rival"; readonly heard: Heard; readonly ours: number }
  /** Our own address and priority from elsewhere: a loop, or a cloned host. */
  | { readonly kind: "own address"; readonly source: Address }
  | { readonly kind: "two owners"; readonly source: Address }
  | { readonly kind: "reconfigured"; readonly added: readonly Address[]; readonly removed: readonly Address[] };

export type Reason =
  | { readonly kind: "started" }
  | { readonly kind: "owner" }
  /** Nothing came for this long, in milliseconds; from whom something had come before. */
  | { readonly kind: "silence"; readonly interval: number; readonly last: Heard | undefined }
  | { readonly kind: "given up"; readonly by: Address }
  | { readonly kind: "preempting"; readonly heard: Heard }
  | { readonly kind: "better master"; readonly heard: Heard }
  | { readonly kind: "conditions"; readonly conditions: Conditions }
  | { readonly kind: "recovered" }
  | { readonly kind: "address lost"; readonly address: Address }
  | { readonly kind: "failed"; readonly sentence: string /** Milliseconds. */; readonly retryIn: number }
  | { readonly kind: "stopped"; readonly because: string };
