/** A host in memory for tests of a configuration: links with addresses, paths, users and kernel modules as a test sets them. */

import type { Address } from "../../lib/net/address.ts";
import { address } from "../../lib/net/address.ts";
import type { InterfaceAddress, Link } from "../../lib/ports/links.ts";
import type { KernelModules, LocalHost, NameFile, NameTexts, PathStatus } from "../../lib/ports/local-host.ts";
import { fakeLink, fakeLoopback } from "./fake-links.ts";

export class FakeLocalHost implements LocalHost {
  readonly #links: Link[] = [fakeLoopback];
  readonly #addresses: InterfaceAddress[] = [];
  readonly paths = new Map<string, PathStatus>();
  readonly users = new Set<string>(["root"]);
  readonly loaded = new Set<string>(["ip_vs", "ip_vs_wlc"]);
  /** Undefined: the list is not on this host. */
  loadable: Set<string> | undefined = new Set();

  /** Of the files in /etc/iproute2, by their names. */
  readonly nameFiles = new Map<NameFile, string>();
  readonly otherNameFiles = new Map<NameFile, NameTexts["others"]>();

  /** @param addresses `192.0.2.1/24`, one after the other */
  link(name: string, ...addresses: readonly string[]): this {
    const index = this.#links.length + 1;
    this.#links.push(fakeLink(index, name));
    for (const one of addresses) {
      const [text = "", length = "32"] = one.split("/");
      this.#addresses.push({
        link: index,
        address: address(text) as Address,
        prefixLength: Number(length),
        scope: "global",
        secondary: false,
      });
    }
    return this;
  }

  script(path: string, status: Partial<Extract<PathStatus, { executable: boolean }>> = {}): this {
    this.paths.set(path, { kind: "file", executable: true, ...status });
    return this;
  }

  async links(): Promise<readonly Link[]> {
    return this.#links;
  }

  async addresses(): Promise<readonly InterfaceAddress[]> {
    return this.#addresses;
  }

  look(path: string): PathStatus {
    return this.paths.get(path) ?? { kind: "missing" };
  }

  hasUser(name: string): boolean {
    return this.users.has(name);
  }

  names(file: NameFile): NameTexts {
    return { own: this.nameFiles.get(file) ?? "", others: this.otherNameFiles.get(file) ?? [] };
  }

  modules(): KernelModules {
    return { has: (name) => this.loaded.has(name), canLoad: (name) => this.loadable?.has(name) };
  }
}
