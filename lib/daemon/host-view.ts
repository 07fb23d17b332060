/**
 * What the host offers VRRP instances, as far as the kernel has told: its links and IPv4 addresses, and what follows from
 * them for an instance. Asks nobody and changes nothing.
 */

import { type Address, familyOf } from "../net/address.ts";
import type { InterfaceAddress, Link, LinksEvent } from "../ports/links.ts";
import type { VrrpInstance } from "../vrrp/instance.ts";
import type { Conditions } from "../vrrp/state.ts";

export class HostView {
  #links = new Map<number, Link>();
  #addresses: InterfaceAddress[] = [];

  /** Everything anew, as listed by the kernel. */
  replace(links: readonly Link[], addresses: readonly InterfaceAddress[]): void {
    this.#links = new Map(links.map((link) => [link.index, link]));
    this.#addresses = addresses.filter(({ address }) => familyOf(address) === "inet");
  }

  /** One piece of news; lost news is the caller's to make up for. */
  apply(event: Exclude<LinksEvent, { readonly kind: "resync" }>): void {
    switch (event.kind) {
      case "link":
        this.#links.set(event.link.index, event.link);
        return;
      case "link-gone":
        this.#links.delete(event.link.index);
        this.#addresses = this.#addresses.filter(({ link }) => link !== event.link.index);
        return;
      case "address":
      case "address-gone": {
        const others = this.#addresses.filter((one) => !sameAddress(one, event.address));
        const isNew = event.kind === "address" && familyOf(event.address.address) === "inet";
        this.#addresses = isNew ? [...others, event.address] : others;
      }
    }
  }

  link(name: string): Link | undefined {
    for (const link of this.#links.values()) if (link.name === name) return link;
    return undefined;
  }

  /** @param virtual addresses of all instances: none of them can be a source of advertisements. */
  conditions(instance: VrrpInstance, virtual: ReadonlySet<Address>): Conditions {
    const needed = new Set([instance.interface, ...instance.virtualAddresses.map(({ device }) => device)]);
    const downLinks = [...needed].filter((name) => {
      const link = this.link(name);
      return link === undefined || !link.up || !link.running;
    });
    return { downLinks, source: instance.sourceAddress ?? this.#firstAddress(instance.interface, virtual) };
  }

  /** The primary address: the kernel lists primary ones before secondary ones of the same subnet. */
  #firstAddress(name: string, virtual: ReadonlySet<Address>): Address | undefined {
    const index = this.link(name)?.index;
    return this.#addresses.find(({ link, address }) => link === index && !virtual.has(address))?.address;
  }
}

type Identity = Pick<InterfaceAddress, "link" | "address" | "prefixLength">;

/** What the kernel takes for one and the same address (inet_insert_ifa in net/ipv4/devinet.c). */
export function sameAddress(a: Identity, b: Identity): boolean {
  return a.link === b.link && a.address === b.address && a.prefixLength === b.prefixLength;
}
