/**
 * Names as the values of options need them: at once, so that a thousand lines are read without a thousand promises. Hosts
 * that nobody has looked up yet are remembered, looked up together, and then the words are read again.
 */

import type { Protocol } from "../ipvs/model.ts";
import type { Address } from "../net/address.ts";
import type { Names } from "../ports/names.ts";

export interface KnownNames {
  /** @returns the first IPv4 address of a host; undefined also where it has not been looked up yet. */
  addressOf(host: string): Address | undefined;
  portOf(service: string, protocol: Protocol): number | undefined;
}

export class RememberedNames implements KnownNames {
  readonly #names: Names;
  readonly #hosts = new Map<string, Address | undefined>();
  readonly #missing = new Set<string>();

  constructor(names: Names) {
    this.#names = names;
  }

  addressOf(host: string): Address | undefined {
    if (!this.#hosts.has(host)) this.#missing.add(host);
    return this.#hosts.get(host);
  }

  portOf(service: string, protocol: Protocol): number | undefined {
    return this.#names.portOf(service, protocol);
  }

  /** Whether a host was asked for that has not been looked up yet: what was read meanwhile does not count. */
  get incomplete(): boolean {
    return this.#missing.size > 0;
  }

  async lookUpMissing(): Promise<void> {
    const missing = [...this.#missing];
    this.#missing.clear();
    const found = await Promise.all(missing.map((host) => this.#names.addressOf(host)));
    for (const [i, host] of missing.entries()) this.#hosts.set(host, found[i]);
  }
}
