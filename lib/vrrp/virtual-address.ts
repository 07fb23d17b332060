/** An address that goes with an instance, and how its device has it. Plain data. */

import type { Address } from "../net/address.ts";

export interface VirtualAddress {
  readonly address: Address;
  readonly prefixLength: number;
  /** Link that carries it; the instance's interface where none is written. */
  readonly device: string;
  readonly label?: string;
  readonly broadcast?: Address;
  /** rt_scopes name or number. */
  readonly scope: "global" | "site" | "link" | "host" | "nowhere" | number;
}
