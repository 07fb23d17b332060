/**
 * Carries out the actions of one election. Advertisements go out at once; addresses and announcements go one after the
 * other in a queue of their own, so that no slow one holds up an advertisement or another instance.
 */

import { SystemError } from "../diag/errors.ts";
import { macBytes } from "../net/mac.ts";
import type { Links } from "../ports/links.ts";
import type { Log } from "../ports/log.ts";
import type { FrameSender } from "../ports/packet-socket.ts";
import type { Action } from "../vrrp/action.ts";
import { advertisementPacket } from "../vrrp/advertise.ts";
import { describe } from "../vrrp/describe.ts";
import type { VirtualAddress, VrrpInstance } from "../vrrp/instance.ts";
import type { Report } from "../vrrp/report.ts";
import { encodeGratuitousArp } from "../wire/arp.ts";
import type { HostView } from "./host-view.ts";
import { TaskQueue } from "./task-queue.ts";
import type { VrrpWire } from "./vrrp-wire.ts";

export interface VrrpEffectsOptions {
  readonly links: Links;
  readonly frames: FrameSender;
  readonly log: Log;
  readonly view: HostView;
  readonly wire: VrrpWire;
  /** An address could not be added: the election must know. */
  readonly onFailed: (sentence: string) => void;
}

export class VrrpEffects {
  readonly #options: VrrpEffectsOptions;
  readonly #queue: TaskQueue;
  /** Counts the states that the election has been in: what was queued in one must not happen in another. */
  #term = 0;
  #identification = 0;

  constructor(options: VrrpEffectsOptions) {
    this.#options = options;
    this.#queue = new TaskQueue((failure) => options.log.write("error", sentenceOf(failure)));
  }

  /** The election has entered another state: additions and announcements queued so far are dropped. */
  newTerm(): void {
    this.#term++;
  }

  /** @param instance whose settings the action is to be carried out with. */
  perform(instance: VrrpInstance, action: Action): void {
    switch (action.kind) {
      case "send advertisement":
        this.#send(instance, action);
        return;
      case "add addresses":
        this.inThisTerm((current) => this.#add(action.addresses, current));
        return;
      case "remove addresses":
        this.#queue.add(() => this.#remove(instance, action.addresses));
        return;
      case "announce addresses":
        this.inThisTerm(async () => this.#announce(instance, action.addresses, action.repeat));
        return;
      case "report":
        this.#report(instance, action.report);
    }
  }

  /**
   * Runs `task` after everything queued so far, unless the election has left its state by then.
   * @param task is told how to see whether the state has been left meanwhile.
   */
  inThisTerm(task: (current: () => boolean) => Promise<void>): void {
    const term = this.#term;
    const current = () => term === this.#term;
    this.#queue.add(async () => {
      if (current()) await task(current);
    });
  }

  /** @returns when everything queued so far has been done. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }

  #report(instance: VrrpInstance, report: Report): void {
    const { level, sentence } = describe(report);
    this.#options.log.write(level, `${instance.name}: ${sentence}`, { instance: instance.name, report });
  }

  #send(instance: VrrpInstance, sending: Extract<Action, { kind: "send advertisement" }>): void {
    // From 1 as keepalived; 0 would let the kernel choose (raw(7)).
    this.#identification = (this.#identification % 0xffff) + 1;
    const { priority, source } = sending;
    const packet = advertisementPacket(instance, { priority, source, identification: this.#identification });
    this.#options.wire.send(instance, packet, priority === 0);
  }

  /** All at once: the kernel takes them in order. The first refusal is what the election is told. */
  async #add(addresses: readonly VirtualAddress[], current: () => boolean): Promise<void> {
    const failures = await Promise.all(addresses.map((virtual) => this.#addOne(virtual)));
    const failure = failures.find((sentence) => sentence !== undefined);
    if (failure !== undefined && current()) this.#options.onFailed(failure);
  }

  /** @returns what failed; an address that is there already is taken over. */
  async #addOne({ device, ...address }: VirtualAddress): Promise<string | undefined> {
    const link = this.#options.view.link(device);
    if (link === undefined) return `cannot add ${address.address}: there is no link ${device}`;
    try {
      await this.#options.links.addAddress({ ...address, link: link.index });
      return undefined;
    } catch (error) {
      return hasCode(error, "EEXIST") ? undefined : sentenceOf(error);
    }
  }

  async #remove(instance: VrrpInstance, addresses: readonly VirtualAddress[]): Promise<void> {
    await Promise.all(addresses.map((virtual) => this.#removeOne(instance, virtual)));
  }

  async #removeOne({ name }: VrrpInstance, { device, address, prefixLength }: VirtualAddress): Promise<void> {
    const link = this.#options.view.link(device);
    if (link === undefined) return;
    try {
      await this.#options.links.deleteAddress({ link: link.index, address, prefixLength });
    } catch (error) {
      if (hasCode(error, "EADDRNOTAVAIL", "ENODEV")) return;
      this.#options.log.write("error", `${name}: ${sentenceOf(error)}`);
    }
  }

  /** `repeat` rounds over all addresses of a link, so that every address is announced once as early as possible. */
  #announce({ name }: VrrpInstance, addresses: readonly VirtualAddress[], repeat: number): void {
    for (const device of new Set(addresses.map((virtual) => virtual.device))) {
      const link = this.#options.view.link(device);
      const mac = link?.mac === undefined ? undefined : macBytes(link.mac);
      // A link without Ethernet addresses (a tunnel, lo) has no neighbours that learn them.
      if (link === undefined || mac === undefined) continue;
      const round = addresses
        .filter((one) => one.device === device)
        .map((one) => encodeGratuitousArp(mac, one.address));
      try {
        this.#options.frames.send(link.index, Array<Uint8Array[]>(repeat).fill(round).flat());
      } catch (error) {
        this.#options.log.write("error", `${name}: cannot announce addresses on ${device}: ${sentenceOf(error)}`);
      }
    }
  }
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof SystemError && codes.includes(error.code);
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
