/** An address with a port, and its text as operators and ipvsadm write it. */

import { type Address, familyOf } from "./address.ts";

export interface Endpoint {
  readonly address: Address;
  /** 0..65535; 0 means "any port" to IPVS. */
  readonly port: number;
}

/** @returns `10.0.0.1:80` or `[2001:db8::1]:80`. */
export function formatEndpoint(of: Endpoint): string {
  return familyOf(of.address) === "inet6" ? `[${of.address}]:${of.port}` : `${of.address}:${of.port}`;
}
