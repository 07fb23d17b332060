/**
 * vrrpd's loop: feeds packets, news of links and addresses, and time to the elections of a configuration, over reloads,
 * until it is stopped. One timer runs, for the earliest deadline of all.
 */

import { SystemError } from "../diag/errors.ts";
import type { Address } from "../net/address.ts";
import type { Clock, Millis } from "../ports/clock.ts";
import type { Links, LinksEvent } from "../ports/links.ts";
import type { Log } from "../ports/log.ts";
import type { FrameSender, OpenVrrpSocket } from "../ports/packet-socket.ts";
import type { StopCause } from "../vrrp/event.ts";
import type { VrrpInstance } from "../vrrp/instance.ts";
import { judge } from "../vrrp/receive.ts";
import type { Conditions } from "../vrrp/state.ts";
import { DeadlineTimer } from "./deadline-timer.ts";
import { HostView } from "./host-view.ts";
import { rehearse } from "./rehearsal.ts";
import type { Daemon } from "./serve.ts";
import { VrrpNode } from "./vrrp-node.ts";
import { VrrpRoster } from "./vrrp-roster.ts";
import { type ReceivedPacket, VrrpWire } from "./vrrp-wire.ts";

export interface VrrpPorts {
  readonly clock: Clock;
  readonly links: Links;
  readonly openSocket: OpenVrrpSocket;
  readonly frames: FrameSender;
  readonly log: Log;
}

export interface VrrpDaemon extends Daemon<readonly VrrpInstance[]> {
  /** Starts the elections; from now on there is something to withdraw, so that signals must be heeded before. */
  begin(): void;
}

/** Gets everything ready. @throws SystemError where links cannot be read or a socket cannot be opened. */
export async function openVrrpLoop(ports: VrrpPorts, instances: readonly VrrpInstance[]): Promise<VrrpDaemon> {
  const loop = new VrrpLoop(ports);
  await loop.open(instances);
  return {
    begin: () => loop.start(instances),
    reload: (wanted) => loop.reload(wanted),
    stop: () => loop.stop(),
  };
}

class VrrpLoop {
  readonly #ports: VrrpPorts;
  readonly #view = new HostView();
  readonly #wire: VrrpWire;
  readonly #roster = new VrrpRoster();
  /** Virtual addresses of all instances: none of them can be a source of advertisements. */
  #virtual: ReadonlySet<Address> = new Set();
  readonly #timer: DeadlineTimer;
  /** Several elections are being told something: the timer is set afterwards. */
  #telling = false;
  #resyncing = false;

  constructor(ports: VrrpPorts) {
    this.#ports = ports;
    const { openSocket: open, log } = ports;
    this.#timer = new DeadlineTimer(ports.clock, (now) => this.#tellTime(now));
    this.#wire = new VrrpWire({ open, log, view: this.#view, onPacket: (received) => this.#onPacket(received) });
  }

  async open(instances: readonly VrrpInstance[]): Promise<void> {
    this.#ports.links.watch((event) => this.#onLinks(event));
    await this.#readHost();
    const failure = this.#wire.serve(instances);
    if (failure !== undefined) throw failure;
    this.#knowVirtual(instances);
    const [first] = instances;
    if (first !== undefined) await rehearse(first);
  }

  async reload(instances: readonly VrrpInstance[]): Promise<void> {
    const gone = this.#roster.takeOthers(instances);
    const names = new Set(instances.map(({ name }) => name));
    for (const node of gone) node.tell({ kind: "stopped", because: absence(names.has(node.instance.name)) });
    // Their addresses may be those of other instances now.
    await Promise.all(gone.map((node) => node.settled()));
    this.#openSockets(instances);
    this.#knowVirtual(instances);
    const fresh: VrrpInstance[] = [];
    this.#tellAll(() => {
      for (const instance of instances) {
        const node = this.#roster.find(instance.interface, instance.virtualRouterId);
        if (node === undefined) fresh.push(instance);
        else node.tell({ kind: "reconfigured", instance });
      }
    });
    this.#tellConditions();
    this.start(fresh);
    const { size } = this.#roster;
    this.#ports.log.write("notice", `reloaded: ${size} ${size === 1 ? "instance" : "instances"}`);
  }

  /** @throws SystemError where an address of a MASTER is still on the host. */
  async stop(): Promise<void> {
    const nodes = this.#roster.takeOthers([]);
    const masters = nodes.filter((node) => node.state === "MASTER");
    for (const node of nodes) node.tell({ kind: "stopped", because: "shutdown" });
    await Promise.all(nodes.map((node) => node.settled()));
    this.#timer.set(Infinity);
    const left = (await Promise.all(masters.map((node) => node.held()))).flat();
    this.#wire.close();
    this.#ports.frames.close();
    this.#ports.links.close();
    if (left.length > 0) throw new SystemError("remove", left.join(", "), { code: "EBUSY", reason: "still there" });
  }

  start(instances: readonly VrrpInstance[]): void {
    const { clock, links, frames, log } = this.#ports;
    const shared = { clock, links, frames, log, view: this.#view, wire: this.#wire, onStep: () => this.#setTimer() };
    const added = instances.map((instance) => new VrrpNode(instance, shared));
    for (const node of added) this.#roster.add(node);
    this.#tellAll(() => {
      for (const node of added) node.tell({ kind: "started", conditions: this.#conditions(node.instance) });
    });
  }

  #knowVirtual(instances: readonly VrrpInstance[]): void {
    this.#virtual = new Set(instances.flatMap((instance) => instance.virtualAddresses.map(({ address }) => address)));
  }

  #onPacket({ link, virtualRouterId, packet, message }: ReceivedPacket): void {
    const node = this.#roster.find(link, virtualRouterId);
    if (node === undefined) return;
    const judged = judge(node.instance, packet, message);
    if ("accepted" in judged) node.tell({ kind: "advertisement", heard: judged.accepted });
    else node.tell({ kind: "rejected", source: judged.source, rejection: judged.rejected });
  }

  #onLinks(event: LinksEvent): void {
    if (event.kind === "resync") {
      this.#resync();
      return;
    }
    this.#view.apply(event);
    const isLink = event.kind === "link" || event.kind === "link-gone";
    if (isLink) this.#openSockets(this.#roster.instances);
    // Virtual addresses come and go with every change of state and are no condition of any.
    if (isLink || !this.#virtual.has(event.address.address)) this.#tellConditions();
    if (event.kind === "address-gone") for (const node of this.#roster) node.onAddressGone(event.address);
  }

  /** News was lost: everything is read again, and every MASTER checks what it has. */
  #resync(): void {
    if (this.#resyncing) return;
    this.#resyncing = true;
    this.#readHost()
      .catch((error: Error) => this.#ports.log.write("error", error.message))
      .finally(() => {
        this.#resyncing = false;
        this.#openSockets(this.#roster.instances);
        this.#tellConditions();
        for (const node of this.#roster) node.checkAddresses();
      });
  }

  async #readHost(): Promise<void> {
    const { links } = this.#ports;
    this.#view.replace(await links.links(), await links.addresses());
  }

  #openSockets(instances: readonly VrrpInstance[]): void {
    const failure = this.#wire.serve(instances);
    if (failure !== undefined) this.#ports.log.write("error", failure.message);
  }

  #tellConditions(): void {
    this.#tellAll(() => {
      for (const node of this.#roster) node.tell({ kind: "conditions", conditions: this.#conditions(node.instance) });
    });
  }

  /** An instance without a socket is deaf, as with its link down. */
  #conditions(instance: VrrpInstance): Conditions {
    const conditions = this.#view.conditions(instance, this.#virtual);
    if (this.#wire.serves(instance) || conditions.downLinks.includes(instance.interface)) return conditions;
    return { ...conditions, downLinks: [...conditions.downLinks, instance.interface] };
  }

  #tellTime(now: Millis): void {
    this.#tellAll(() => {
      for (const node of this.#roster) if ((node.deadline ?? Infinity) <= now) node.tell({ kind: "deadline" });
    });
  }

  /** Sets the timer once for all that `tell` does. */
  #tellAll(tell: () => void): void {
    this.#telling = true;
    tell();
    this.#telling = false;
    this.#setTimer();
  }

  #setTimer(): void {
    if (this.#telling) return;
    const { at, precise } = this.#roster.earliest;
    this.#timer.set(at, precise);
  }
}

function absence(moved: boolean): StopCause {
  return moved
    ? "its interface or virtual_router_id is another one in the configuration now"
    : "not in the configuration any more";
}
