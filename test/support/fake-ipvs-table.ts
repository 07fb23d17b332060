/**
 * The kernel's IPVS table in memory, with the rules and refusals of Linux 6.1 (net/netfilter/ipvs/ip_vs_ctl.c): newest
 * entries come first, unknown schedulers and engines are not found, a real server's address must be one that can serve.
 */

import { SystemError } from "../../lib/diag/errors.ts";
import { type Connection, parseConnection } from "../../lib/ipvs/connection.ts";
import type { Action, Control, SyncDaemon, Timeouts } from "../../lib/ipvs/control.ts";
import { destinationId, serviceFamily, serviceId } from "../../lib/ipvs/identity.ts";
import type {
  Change,
  ChangeResult,
  Counters,
  Destination,
  DestinationKey,
  DestinationSettings,
  IpvsInfo,
  Service,
  ServiceKey,
  ServiceSettings,
  ServiceState,
} from "../../lib/ipvs/model.ts";
import { errnoText } from "../../lib/kernel/errno.ts";
import { type Address, addressBytes, familyOf } from "../../lib/net/address.ts";
import type { IpvsTable } from "../../lib/ports/ipvs-table.ts";
import { FakeSyncDaemons } from "./fake-sync-daemons.ts";

const schedulers = "rr wrr lc wlc lblc lblcr dh sh sed nq fo ovf mh none".split(" ");
const engines = ["sip"];
const errnos = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EEXIST: 17,
  ENODEV: 19,
  EINVAL: 22,
  ERANGE: 34,
  ENETUNREACH: 101,
} as const;

export type FakeErrno = keyof typeof errnos;

export const noTraffic: Counters = {
  connections: 0n,
  inPackets: 0n,
  outPackets: 0n,
  inBytes: 0n,
  outBytes: 0n,
  connectionRate: 0n,
  inPacketRate: 0n,
  outPacketRate: 0n,
  inByteRate: 0n,
  outByteRate: 0n,
};

interface Entry {
  service: Service;
  /** Newest first. */
  destinations: Destination[];
}

export class FakeIpvsTable implements IpvsTable {
  /** Newest first. */
  #entries: Entry[] = [];
  #timeouts: Timeouts = { tcp: 900, tcpFin: 120, udp: 300 };
  readonly syncDaemons = new FakeSyncDaemons();
  /** Every change of the table asked for through the port, refused ones included, in order. */
  readonly asked: Change[] = [];
  /** The same of what changes no entry. */
  readonly askedBesides: Control[] = [];
  /** Asked before each action; an errno refuses it. */
  refuse: (action: Action) => FakeErrno | undefined = () => undefined;
  /** Text of /proc/net/ip_vs_conn; undefined where there is none. */
  connectionsText: string | undefined =
    "Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData\n";
  closed = false;

  async info(): Promise<IpvsInfo> {
    return { version: "1.2.1", connectionTableSize: 4096 };
  }

  async services(): Promise<Service[]> {
    return this.#entries.map(({ service }) => service);
  }

  async service(key: ServiceKey): Promise<Service | undefined> {
    return this.#find(key)?.service;
  }

  async destinations(key: ServiceKey, wanted?: "without counters"): Promise<Destination[]> {
    const own = this.#find(key)?.destinations ?? [];
    return wanted === undefined ? [...own] : own.map((one) => ({ ...one, counters: noTraffic }));
  }

  async timeouts(): Promise<Timeouts> {
    return this.#timeouts;
  }

  async daemons(): Promise<SyncDaemon[]> {
    return this.syncDaemons.list();
  }

  *connections(): Generator<Connection, void> {
    if (this.connectionsText === undefined)
      throw new SystemError("open", "/proc/net/ip_vs_conn", { code: "ENOENT", reason: "No such file or directory" });
    for (const line of this.connectionsText.split("\n").slice(1, -1)) {
      const connection = parseConnection(line);
      if (connection === undefined) throw new TypeError(`no connection: ${line}`);
      yield connection;
    }
  }

  async apply(actions: readonly Action[]): Promise<ChangeResult[]> {
    return actions.map((action) => {
      if (isControl(action)) this.askedBesides.push(action);
      else this.asked.push(action);
      const code = this.refuse(action) ?? this.#carryOut(action);
      return code === undefined ? { ok: true } : { ok: false, code, reason: errnoText(errnos[code]) };
    });
  }

  close(): void {
    this.closed = true;
  }

  /** Somebody else edits the table: not in `asked`, never refused but by the kernel's own rules, which throw here. */
  foreign(...changes: readonly Change[]): void {
    for (const change of changes) {
      const code = this.#carryOut(change);
      if (code !== undefined) throw new TypeError(`the fake refuses ${change.do}: ${code}`);
    }
  }

  /** Gives a destination connections, as traffic would. */
  load(
    service: ServiceKey,
    destination: DestinationKey,
    connections: Partial<Pick<Destination, "activeConnections" | "inactiveConnections" | "persistentConnections">>,
  ): void {
    const entry = this.#find(service);
    if (entry === undefined) throw new TypeError(`the fake has no service ${serviceId(service)}`);
    entry.destinations = entry.destinations.map((one) =>
      destinationId(one.key) === destinationId(destination) ? { ...one, ...connections } : one,
    );
  }

  /** Datagrams from one client to a UDP service, whose first destination is local and answers each with an ICMP error. */
  datagrams(service: ServiceKey, { size, count = 1 }: { readonly size: number; readonly count?: number }): void {
    const entry = this.#find(service);
    const [first, ...others] = entry?.destinations ?? [];
    if (entry === undefined || first === undefined) throw new TypeError(`nothing serves ${serviceId(service)}`);
    const counters = {
      ...noTraffic,
      connections: 1n,
      inPackets: BigInt(count),
      outPackets: BigInt(count),
      inBytes: BigInt(count * (size + 28)),
      outBytes: BigInt(count * Math.min(size + 56, 576)),
    };
    entry.service = { ...entry.service, counters };
    const persistentConnections = entry.service.settings.persistenceTimeout === undefined ? 0 : 1;
    entry.destinations = [{ ...first, counters, inactiveConnections: 1, persistentConnections }, ...others];
  }

  /** The whole table as plain data, newest first. */
  state(): ServiceState[] {
    return this.#entries.map(({ service, destinations }) => ({
      key: service.key,
      settings: service.settings,
      destinations: destinations.map(({ key, settings }) => ({ key, settings })),
    }));
  }

  #find(key: ServiceKey): Entry | undefined {
    return this.#entries.find(({ service }) => serviceId(service.key) === serviceId(key));
  }

  #carryOut(change: Action): FakeErrno | undefined {
    switch (change.do) {
      case "add-service":
        return this.#addService(change.service, change.settings);
      case "edit-service":
        return this.#editService(change.service, change.settings);
      case "delete-service":
        return this.#deleteService(change.service);
      case "add-destination":
      case "edit-destination":
        return this.#setDestination(change.do, change.service, change.destination, change.settings);
      case "delete-destination":
        return this.#deleteDestination(change.service, change.destination);
      case "clear":
        this.#entries = [];
        return undefined;
      case "zero":
        return this.#zero(change.service);
      case "set-timeouts":
        this.#setTimeouts(change.timeouts);
        return undefined;
      case "start-daemon":
        return this.syncDaemons.start(change.daemon, this.#entries.some(isMixed));
      case "stop-daemon":
        return this.syncDaemons.stop(change.state);
    }
  }

  #zero(key: ServiceKey | undefined): FakeErrno | undefined {
    if (key && this.#find(key) === undefined) return "ESRCH";
    for (const entry of this.#entries.filter(({ service }) => !key || serviceId(service.key) === serviceId(key))) {
      entry.service = { ...entry.service, counters: noTraffic };
      entry.destinations = entry.destinations.map((one) => ({ ...one, counters: noTraffic }));
    }
    return undefined;
  }

  #setTimeouts({ tcp, tcpFin, udp }: Timeouts): void {
    const old = this.#timeouts;
    this.#timeouts = { tcp: tcp || old.tcp, tcpFin: tcpFin || old.tcpFin, udp: udp || old.udp };
  }

  #addService(key: ServiceKey, settings: ServiceSettings): FakeErrno | undefined {
    if (this.#find(key)) return "EEXIST";
    const refusal = serviceRefusal(key, settings);
    if (refusal === undefined)
      this.#entries.unshift({ service: { key, settings, counters: noTraffic }, destinations: [] });
    return refusal;
  }

  #editService(key: ServiceKey, settings: ServiceSettings): FakeErrno | undefined {
    const entry = this.#find(key);
    if (entry === undefined) return "ESRCH";
    const refusal = serviceRefusal(key, settings);
    if (refusal === undefined) entry.service = { ...entry.service, settings };
    return refusal;
  }

  #deleteService(key: ServiceKey): FakeErrno | undefined {
    const entry = this.#find(key);
    if (entry === undefined) return "ESRCH";
    this.#entries = this.#entries.filter((other) => other !== entry);
    return undefined;
  }

  #setDestination(
    what: "add-destination" | "edit-destination",
    service: ServiceKey,
    key: DestinationKey,
    settings: DestinationSettings,
  ): FakeErrno | undefined {
    const entry = this.#find(service);
    if (entry === undefined) return "ESRCH";
    const refusal = destinationRefusal(service, key, settings);
    if (refusal !== undefined) return refusal;
    if (serviceFamily(service) !== familyOf(key.address) && this.syncDaemons.list().length > 0) return "EINVAL";
    const old = entry.destinations.find((one) => destinationId(one.key) === destinationId(key));
    if (what === "add-destination") {
      if (old) return "EEXIST";
      if (!canServe(key.address)) return "EINVAL";
      entry.destinations.unshift(idle(key, settings));
      return undefined;
    }
    if (old === undefined) return "ENOENT";
    entry.destinations = entry.destinations.map((one) => (one === old ? { ...old, settings } : one));
    return undefined;
  }

  #deleteDestination(service: ServiceKey, key: DestinationKey): FakeErrno | undefined {
    const entry = this.#find(service);
    if (entry === undefined) return "ESRCH";
    const left = entry.destinations.filter((one) => destinationId(one.key) !== destinationId(key));
    if (left.length === entry.destinations.length) return "ENOENT";
    entry.destinations = left;
    return undefined;
  }
}

function isControl(action: Action): action is Control {
  return ["zero", "set-timeouts", "start-daemon", "stop-daemon"].includes(action.do);
}

function isMixed({ service, destinations }: Entry): boolean {
  return destinations.some(({ key }) => familyOf(key.address) !== serviceFamily(service.key));
}

function idle(key: DestinationKey, settings: DestinationSettings): Destination {
  return {
    key,
    settings,
    activeConnections: 0,
    inactiveConnections: 0,
    persistentConnections: 0,
    counters: noTraffic,
  };
}

function serviceRefusal(key: ServiceKey, settings: ServiceSettings): FakeErrno | undefined {
  if (!schedulers.includes(settings.scheduler)) return "ENOENT";
  if (settings.persistenceEngine && !engines.includes(settings.persistenceEngine)) return "ENOENT";
  if (serviceFamily(key) === "inet") return undefined;
  const prefix = Number(settings.netmask ?? 128);
  return prefix >= 1 && prefix <= 128 ? undefined : "EINVAL";
}

function destinationRefusal(
  service: ServiceKey,
  key: DestinationKey,
  settings: DestinationSettings,
): FakeErrno | undefined {
  const { tunnel, forwarding, weight, upperThreshold, lowerThreshold } = settings;
  if (serviceFamily(service) !== familyOf(key.address) && forwarding !== "tunnel") return "EINVAL";
  if (weight < 0 || lowerThreshold > upperThreshold) return "ERANGE";
  if (upperThreshold > 0x7fffffff || (tunnel?.type === "gue" && tunnel.port === 0)) return "EINVAL";
  return undefined;
}

/** inet_addr_type() and ipv6_addr_type() of a host whose only own addresses are those of lo. */
function canServe(address: Address): boolean {
  const [first = 0, second = 0] = addressBytes(address);
  if (familyOf(address) === "inet") return first !== 0 && (first < 224 || first > 239) && address !== "255.255.255.255";
  const linkLocal = first === 0xfe && (second & 0xc0) === 0x80;
  return first !== 0xff && !linkLocal && address !== "::";
}
