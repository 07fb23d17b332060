/** What can happen to an election. */

import type { Address } from "../net/address.ts";
import type { VrrpInstance } from "./instance.ts";
import type { HeardAdvertisement, Rejection } from "./receive.ts";
import type { Conditions } from "./state.ts";

export type StopCause =
  | "shutdown"
  | "not in the configuration any more"
  | "its interface or virtual_router_id is another one in the configuration now";

export type Event =
  | { readonly kind: "started"; readonly conditions: Conditions }
  /** The time of `nextDeadline` has come. */
  | { readonly kind: "deadline" }
  | { readonly kind: "advertisement"; readonly heard: HeardAdvertisement }
  /** An advertisement for this virtual router was dropped. */
  | { readonly kind: "rejected"; readonly source: Address; readonly rejection: Rejection }
  /** Links or addresses changed; says what is so now, not what changed. */
  | { readonly kind: "conditions"; readonly conditions: Conditions }
  /** Somebody else removed a virtual address of a MASTER. */
  | { readonly kind: "address lost"; readonly address: Address }
  /** An action that being MASTER needs has failed. @param sentence what failed and why. */
  | { readonly kind: "failed"; readonly sentence: string }
  /** New settings for the same virtual router on the same interface. */
  | { readonly kind: "reconfigured"; readonly instance: VrrpInstance }
  | { readonly kind: "stopped"; readonly because: StopCause };
