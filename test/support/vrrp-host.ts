/** A host in memory: vrrpd's loop on a fake host, on a fake wire, in virtual time. */

import { openVrrpLoop, type VrrpDaemon } from "../../lib/daemon/vrrp-loop.ts";
import { address } from "../../lib/net/address.ts";
import type { VrrpInstance } from "../../lib/vrrp/instance.ts";
import type { FakeClock } from "./fake-clock.ts";
import { FakeLinks, fakeLink, fakeLoopback } from "./fake-links.ts";
import { FakeLog } from "./fake-log.ts";
import type { FakeWire } from "./fake-wire.ts";

export const ens33 = fakeLink(2, "ens33");

export class VrrpHost {
  readonly name: string;
  readonly links = new FakeLinks([fakeLoopback, ens33]);
  readonly log = new FakeLog();
  readonly #clock: FakeClock;
  readonly #wire: FakeWire;
  #daemon: VrrpDaemon | undefined;

  /** @param ownAddress on ens33, with a /16 around it. */
  constructor(name: string, ownAddress: string, clock: FakeClock, wire: FakeWire) {
    this.name = name;
    this.#clock = clock;
    this.#wire = wire;
    this.links.addForeign({ link: 2, address: address(ownAddress), prefixLength: 16, scope: "global" });
  }

  async start(...instances: readonly VrrpInstance[]): Promise<this> {
    const { openSocket, frames } = this.#wire.connect(this.name);
    const { links, log } = this;
    this.#daemon = await openVrrpLoop({ clock: this.#clock, links, openSocket, frames, log }, instances);
    this.#daemon.begin();
    return this;
  }

  get daemon(): VrrpDaemon {
    if (this.#daemon === undefined) throw new Error(`${this.name} is not started`);
    return this.#daemon;
  }

  /** Addresses on ens33 but the first one, which is the host's own. */
  async held(): Promise<string[]> {
    const all = await this.links.addresses();
    return all
      .filter((one) => one.link === 2)
      .slice(1)
      .map((one) => one.address);
  }

  /** What the log says of states, such as `BACKUP -> MASTER`. */
  get transitions(): string[] {
    return this.log.sentences().flatMap((sentence) => /\w+ -> \w+/.exec(sentence)?.[0] ?? []);
  }
}
