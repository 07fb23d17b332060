/** Names for a listing: every address of it looked up once, all at a time. */

import { addressText, type EndpointNames, numericNames } from "../ipvs/endpoint-text.ts";
import type { ListedService } from "../ipvs/listing.ts";
import type { Address } from "../net/address.ts";
import type { Names } from "../ports/names.ts";

/** @returns texts for all that `services` mention; what has no name stays a number. */
export async function namesFor(services: readonly ListedService[], names: Names): Promise<EndpointNames> {
  const addresses = new Set(services.flatMap(addressesOf));
  const looked = await Promise.all([...addresses].map(async (one) => [one, await names.hostOf(one)] as const));
  const hosts = new Map(looked);
  return {
    host: (address) => hosts.get(address) ?? addressText(address),
    port: (port, protocol) => (protocol && names.serviceOf(port, protocol)) ?? numericNames.port(port, protocol),
  };
}

function addressesOf({ service, destinations }: ListedService): Address[] {
  const own = service.key.kind === "address" ? [service.key.address] : [];
  return [...own, ...destinations.map(({ key }) => key.address)];
}
