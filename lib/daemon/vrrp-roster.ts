/** The running instances of a configuration: found by what identifies them on the wire, replaced by a reload. */

import type { Millis } from "../ports/clock.ts";
import type { VrrpInstance } from "../vrrp/instance.ts";
import { identityOf } from "../vrrp/reconfigure.ts";
import type { VrrpNode } from "./vrrp-node.ts";

export class VrrpRoster {
  readonly #nodes = new Map<string, VrrpNode>();

  [Symbol.iterator](): Iterator<VrrpNode> {
    return this.#nodes.values();
  }

  get size(): number {
    return this.#nodes.size;
  }

  get instances(): VrrpInstance[] {
    return Array.from(this, (node) => node.instance);
  }

  find(link: string, virtualRouterId: number): VrrpNode | undefined {
    return this.#nodes.get(identityOf({ interface: link, virtualRouterId }));
  }

  add(node: VrrpNode): void {
    this.#nodes.set(identityOf(node.instance), node);
  }

  /** Takes out those that `wanted` does not have. */
  takeOthers(wanted: readonly VrrpInstance[]): VrrpNode[] {
    const identities = new Set(wanted.map(identityOf));
    const others = [...this.#nodes].filter(([identity]) => !identities.has(identity));
    for (const [identity] of others) this.#nodes.delete(identity);
    return others.map(([, node]) => node);
  }

  /** Of all deadlines; Infinity where there is none. That of a BACKUP is precise: when it comes, nobody serves. */
  get earliest(): { readonly at: Millis; readonly precise: boolean } {
    let earliest = { at: Infinity, precise: false };
    for (const { deadline: at, state } of this)
      if (at !== undefined && at < earliest.at) earliest = { at, precise: state === "BACKUP" };
    return earliest;
  }
}
