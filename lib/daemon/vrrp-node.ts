/** One running instance: its election, fed with events, and the effects of what it asks for. */

import type { Address } from "../net/address.ts";
import type { Clock, Millis } from "../ports/clock.ts";
import type { InterfaceAddress } from "../ports/links.ts";
import type { Event } from "../vrrp/event.ts";
import type { VirtualAddress, VrrpInstance } from "../vrrp/instance.ts";
import { step } from "../vrrp/machine.ts";
import { type Election, initialElection, nextDeadline, type StateName } from "../vrrp/state.ts";
import { type HostView, sameAddress } from "./host-view.ts";
import { VrrpEffects, type VrrpEffectsOptions } from "./vrrp-effects.ts";

export type VrrpNodeOptions = Omit<VrrpEffectsOptions, "onFailed"> & {
  readonly clock: Clock;
  /** The election has another state or other deadlines now. */
  readonly onStep: () => void;
};

export class VrrpNode {
  readonly #options: VrrpNodeOptions;
  readonly #effects: VrrpEffects;
  #election: Election;
  #checking = false;

  constructor(instance: VrrpInstance, options: VrrpNodeOptions) {
    this.#options = options;
    this.#election = initialElection(instance);
    this.#effects = new VrrpEffects({ ...options, onFailed: (sentence) => this.tell({ kind: "failed", sentence }) });
  }

  get instance(): VrrpInstance {
    return this.#election.instance;
  }

  get state(): StateName {
    return this.#election.state.kind;
  }

  get deadline(): Millis | undefined {
    return nextDeadline(this.#election);
  }

  tell(event: Event): void {
    const before = this.#election;
    const { election, actions } = step(before, event, this.#options.clock.now());
    this.#election = election;
    if (election.state.kind !== before.state.kind) {
      this.#effects.newTerm();
      this.#checking = false;
    }
    for (const action of actions) this.#effects.perform(election.instance, action);
    this.#options.onStep();
  }

  /** News of an address that is gone: ours? Then the kernel is asked, for the news may be of our own doing, and old. */
  onAddressGone(gone: InterfaceAddress): void {
    if (this.instance.virtualAddresses.some((virtual) => this.#is(virtual, gone))) this.checkAddresses();
  }

  /** Makes sure that a MASTER has all its addresses, once what is under way has been done. */
  checkAddresses(): void {
    if (this.state !== "MASTER" || this.#checking) return;
    this.#checking = true;
    this.#effects.inThisTerm(async (current) => {
      this.#checking = false;
      const held = await this.held();
      const lost = this.instance.virtualAddresses.find(({ address }) => !held.includes(address));
      if (lost !== undefined && current()) this.tell({ kind: "address lost", address: lost.address });
    });
  }

  /** @returns when everything that was asked for has been done. */
  settled(): Promise<void> {
    return this.#effects.settled();
  }

  /** @returns its addresses that are on the host now. */
  async held(): Promise<Address[]> {
    const present = await this.#options.links.addresses();
    const { virtualAddresses } = this.instance;
    return virtualAddresses.filter((virtual) => present.some((one) => this.#is(virtual, one))).map((v) => v.address);
  }

  #is({ device, address, prefixLength }: VirtualAddress, other: InterfaceAddress): boolean {
    const link = this.#view.link(device)?.index;
    return link !== undefined && sameAddress({ link, address, prefixLength }, other);
  }

  get #view(): HostView {
    return this.#options.view;
  }
}
