/** A `virtual_server_group`: addresses and marks that one virtual server serves together. Plain data. */

import type { Address, Family } from "../net/address.ts";

/** Every address from the first to the last, of one family; port 0 means every port. */
export interface AddressRange {
  readonly first: Address;
  readonly last: Address;
  readonly port: number;
}

export interface ServerGroup {
  readonly name: string;
  readonly ranges: readonly AddressRange[];
  /** Family absent: that of the virtual server that uses the group. */
  readonly marks: readonly { readonly mark: number; readonly family?: Family }[];
}
