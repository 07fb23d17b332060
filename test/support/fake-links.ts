/**
 * Interfaces, addresses and routes in memory, behaving as the kernel does: local routes follow addresses, labels default
 * to the link's name, duplicates and unknown links are refused, and every change is told to the listener.
 */

import { SystemError } from "../../lib/diag/errors.ts";
import { type Address, addressBytes, familyOf } from "../../lib/net/address.ts";
import { contains } from "../../lib/net/prefix.ts";
import type { InterfaceAddress, Link, Links, LinksEvent, Route } from "../../lib/ports/links.ts";
import type { Neighbour, Neighbourhood, Path } from "../../lib/ports/neighbourhood.ts";

const tableLocal = 255;

/** A link that is up and running; `over` replaces fields. */
export function fakeLink(index: number, name: string, over: Partial<Link> = {}): Link {
  const mac = `02:00:00:00:00:${index.toString(16).padStart(2, "0")}`;
  return { index, name, up: true, running: true, mtu: 1500, mac, loopback: false, ...over };
}

export const fakeLoopback: Link = fakeLink(1, "lo", { mtu: 65536, mac: undefined, loopback: true });

export class FakeLinks implements Links, Neighbourhood {
  #links: Link[];
  #addresses: InterfaceAddress[] = [];
  #routes: Route[] = [];
  #listener: ((event: LinksEvent) => void) | undefined;
  /** Asked before each change; an errno refuses it. */
  refuse: (
    operation: "addAddress" | "deleteAddress" | "addRoute" | "deleteRoute",
    target: string,
  ) => string | undefined = () => undefined;
  /** Every change made through the port, in order, such as `+172.16.12.110/32 lo`. */
  readonly changes: string[] = [];
  /** What ARP knows; a test's to fill. */
  readonly known: Neighbour[] = [];
  closed = false;

  constructor(links: readonly Link[] = [fakeLoopback, fakeLink(2, "eth0")]) {
    this.#links = [...links];
  }

  async links(): Promise<Link[]> {
    return [...this.#links];
  }

  async addresses(): Promise<InterfaceAddress[]> {
    return [...this.#addresses];
  }

  async routes(): Promise<Route[]> {
    return [...this.#routes];
  }

  async neighbours(): Promise<Neighbour[]> {
    return [...this.known];
  }

  /** Of own addresses, their networks and routes; rules are beyond it. */
  async pathTo(to: Address): Promise<Path> {
    if (this.#addresses.some(({ address }) => address === to)) return { kind: "local" };
    const ways = [
      ...this.#addresses.map(({ address, prefixLength, link }) => ({
        address,
        prefixLength,
        link,
        gateway: undefined,
      })),
      ...this.#routes
        .filter(({ table }) => table !== tableLocal)
        .map(({ destination, prefixLength, link, gateway }) => ({ address: destination, prefixLength, link, gateway })),
    ];
    const [best] = ways.filter((way) => contains(way, to)).sort((a, b) => b.prefixLength - a.prefixLength);
    if (best === undefined) return { kind: "none", reason: "Network is unreachable" };
    return { kind: "link", link: best.link, ...(best.gateway ? { gateway: best.gateway } : {}) };
  }

  async addAddress(added: Omit<InterfaceAddress, "secondary">): Promise<void> {
    const target = this.#target(added);
    this.#check("addAddress", "add the address", target, this.#find(added) === undefined ? undefined : "EEXIST");
    this.changes.push(`+${target}`);
    this.addForeign(added);
  }

  async deleteAddress(gone: Pick<InterfaceAddress, "link" | "address" | "prefixLength">): Promise<void> {
    const target = this.#target(gone);
    this.#check("deleteAddress", "delete the address", target, this.#find(gone) ? undefined : "EADDRNOTAVAIL");
    this.changes.push(`-${target}`);
    this.deleteForeign(gone);
  }

  async addRoute(route: Route): Promise<void> {
    const there = this.#routes.some((other) => sameRoute(other, route));
    this.#check("addRoute", "add the route", this.#target(routeTarget(route)), there ? "EEXIST" : undefined);
    this.#routes.push(route);
  }

  async deleteRoute(route: Route): Promise<void> {
    const there = this.#routes.some((other) => sameRoute(other, route));
    this.#check("deleteRoute", "delete the route", this.#target(routeTarget(route)), there ? undefined : "ESRCH");
    this.#routes = this.#routes.filter((other) => !sameRoute(other, route));
  }

  watch(listener: (event: LinksEvent) => void): void {
    this.#listener = listener;
  }

  close(): void {
    this.#listener = undefined;
    this.closed = true;
  }

  /** Somebody else adds an address: no refusal, no entry in `changes`. */
  addForeign(added: Omit<InterfaceAddress, "secondary">): void {
    const link = this.#links.find((one) => one.index === added.link);
    const inet = familyOf(added.address) === "inet";
    const address: InterfaceAddress = {
      ...added,
      ...(inet ? { label: added.label ?? link?.name ?? "" } : {}),
      secondary: this.#addresses.some((other) => other.link === added.link && sameSubnet(other, added)),
    };
    this.#addresses.push(address);
    this.#routes.push(...kernelRoutes(address));
    this.#listener?.({ kind: "address", address });
  }

  /** Somebody else deletes an address. */
  deleteForeign(gone: Pick<InterfaceAddress, "link" | "address" | "prefixLength">): void {
    const address = this.#find(gone);
    if (address === undefined) throw new TypeError(`the fake has no address ${this.#target(gone)}`);
    this.#addresses = this.#addresses.filter((other) => other !== address);
    const withIt = kernelRoutes(address);
    this.#routes = this.#routes.filter((route) => !withIt.some((one) => sameRoute(route, one)));
    this.#listener?.({ kind: "address-gone", address });
  }

  /** Adds a link, or changes the one with the same index. */
  setLink(link: Link): void {
    this.#links = [...this.#links.filter((one) => one.index !== link.index), link].sort((a, b) => a.index - b.index);
    this.#listener?.({ kind: "link", link });
  }

  /** Deletes a link with its addresses. */
  deleteLink(name: string): void {
    const link = this.#links.find((one) => one.name === name);
    if (link === undefined) throw new TypeError(`the fake has no link ${name}`);
    // Whoever hears of the first one may delete the others itself.
    for (const address of this.#addresses.filter((one) => one.link === link.index))
      if (this.#find(address)) this.deleteForeign(address);
    this.#links = this.#links.filter((one) => one !== link);
    this.#listener?.({ kind: "link-gone", link });
  }

  /** News was lost, as after ENOBUFS. */
  loseNews(): void {
    this.#listener?.({ kind: "resync" });
  }

  #find(wanted: Pick<InterfaceAddress, "link" | "address" | "prefixLength">): InterfaceAddress | undefined {
    return this.#addresses.find(
      (one) => one.link === wanted.link && one.address === wanted.address && one.prefixLength === wanted.prefixLength,
    );
  }

  #target(of: Pick<InterfaceAddress, "link" | "address" | "prefixLength">): string {
    const link = this.#links.find((one) => one.index === of.link);
    return `${of.address}/${of.prefixLength} ${link?.name ?? `link ${of.link}`}`;
  }

  #check(
    port: "addAddress" | "deleteAddress" | "addRoute" | "deleteRoute",
    operation: string,
    target: string,
    own: string | undefined,
  ): void {
    const unknown = target.includes(" link ") ? "ENODEV" : undefined;
    const code = unknown ?? this.refuse(port, target) ?? own;
    if (code !== undefined) throw new SystemError(operation, target, { code, reason: `refused by the fake (${code})` });
  }
}

/** What the kernel adds to the local table for an address (fib_add_ifaddr in net/ipv4/fib_frontend.c). */
function kernelRoutes(of: InterfaceAddress): Route[] {
  const prefixLength = familyOf(of.address) === "inet" ? 32 : 128;
  const common = { prefixLength, link: of.link, source: of.address, table: tableLocal };
  const broadcast = of.broadcast ? [{ ...common, destination: of.broadcast, scope: "link" } as const] : [];
  return [{ ...common, destination: of.address, scope: "host" }, ...broadcast];
}

function routeTarget(route: Route): { link: number; address: Address; prefixLength: number } {
  return { link: route.link, address: route.destination, prefixLength: route.prefixLength };
}

function sameRoute(a: Route, b: Route): boolean {
  return (
    a.destination === b.destination &&
    a.prefixLength === b.prefixLength &&
    a.link === b.link &&
    a.scope === b.scope &&
    a.table === b.table
  );
}

/** Both have the same prefix length and the same bits under it: the kernel makes the later one secondary. */
function sameSubnet(
  a: Pick<InterfaceAddress, "address" | "prefixLength">,
  b: Pick<InterfaceAddress, "address" | "prefixLength">,
): boolean {
  if (a.prefixLength !== b.prefixLength || familyOf(a.address) !== familyOf(b.address)) return false;
  return prefixBits(a) === prefixBits(b);
}

function prefixBits(of: Pick<InterfaceAddress, "address" | "prefixLength">): string {
  const bits = [...addressBytes(of.address)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return bits.slice(0, of.prefixLength);
}
