/** Names for a listing: every address of it looked up once, all at a time. */

import { addressText, type EndpointNames, numericNames } from "../ipvs/endpoint-text.ts";
import type { ListedService } from "../ipvs/listing.ts";
import type { Protocol } from "../ipvs/model.ts";
import type { Address } from "../net/address.ts";
import type { Names } from "../ports/names.ts";

/** A listing of connections can name millions of addresses; beyond so many it starts to forget. */
const mostHosts = 100_000;

/** @returns texts for all that `services` mention; what has no name stays a number. */
export async function namesFor(services: readonly ListedService[], names: Names): Promise<EndpointNames> {
  const texts = new LookedUpNames(names);
  await texts.lookUp(services.flatMap(addressesOf));
  return texts;
}

function addressesOf({ service, destinations }: ListedService): Address[] {
  const own = service.key.kind === "address" ? [service.key.address] : [];
  return [...own, ...destinations.map(({ key }) => key.address)];
}

/** Texts for addresses once they are looked up; numbers before. */
export class LookedUpNames implements EndpointNames {
  readonly #names: Names;
  readonly #hosts = new Map<Address, string | undefined>();

  constructor(names: Names) {
    this.#names = names;
  }

  /** All that are not known yet, at a time. */
  async lookUp(addresses: readonly Address[]): Promise<void> {
    if (this.#hosts.size > mostHosts) this.#hosts.clear();
    const unknown = [...new Set(addresses)].filter((one) => !this.#hosts.has(one));
    const found = await Promise.all(unknown.map((one) => this.#names.hostOf(one)));
    for (const [i, one] of unknown.entries()) this.#hosts.set(one, found[i]);
  }

  host(address: Address): string {
    return this.#hosts.get(address) ?? addressText(address);
  }

  port(port: number, protocol: Protocol | undefined): string {
    return (protocol && this.#names.serviceOf(port, protocol)) ?? numericNames.port(port, protocol);
  }
}
