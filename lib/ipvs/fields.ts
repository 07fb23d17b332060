/** Single fields of IPVS attributes ⇄ the model: protocols, families, addresses in 16 bytes. */

import { AF_INET, AF_INET6 } from "../kernel/socket.ts";
import { type Address, addressFromBytes, type Family } from "../net/address.ts";
import type { AttributeView } from "../netlink/attribute-view.ts";
import type { Protocol } from "./model.ts";

const protocols = [
  ["tcp", 6],
  ["udp", 17],
  ["sctp", 132],
] as const;

/** @returns the number of the IP header's protocol field. */
export function protocolNumber(of: Protocol): number {
  return protocols.find(([name]) => name === of)?.[1] ?? Number(of.slice("protocol-".length));
}

export function protocolOf(number: number): Protocol {
  return protocols.find(([, own]) => own === number)?.[0] ?? `protocol-${number}`;
}

export function familyNumber(of: Family): number {
  return of === "inet" ? AF_INET : AF_INET6;
}

/** @throws RangeError for a family that IPVS does not have */
export function familyOfNumber(number: number): Family {
  if (number === AF_INET) return "inet";
  if (number === AF_INET6) return "inet6";
  throw new RangeError(`address family ${number}`);
}

/** Bytes of union nf_inet_addr, of which IPv4 takes the first 4. */
export const addressFieldLength = 16;

/** @param type of an address's attribute. @throws RangeError where it is missing or too short for its family */
export function readAddress(nest: AttributeView, type: number, family: Family): Address {
  return family === "inet" ? nest.ipv4(type) : addressFromBytes(nest.bytes(type, addressFieldLength));
}
