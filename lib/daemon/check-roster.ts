/**
 * Which checks belong to which real server, and what they add up to. Turns one configuration into the next while keeping
 * what is known about every check that is in both. Knows nothing of sockets, time and tables.
 */

import type { Health } from "../check/machine.ts";
import type { Check } from "../check/model.ts";
import type { RealServer, VirtualServer } from "../director/model.ts";
import { serviceId } from "../ipvs/identity.ts";
import { formatEndpoint } from "../net/endpoint.ts";

/** One check of one real server of one virtual server. */
export interface Enrolled<P> {
  readonly virtualServer: VirtualServer;
  readonly realServer: RealServer;
  readonly check: Check;
  readonly probe: P;
}

export interface RosterOptions<P> {
  /** What the probe thinks of its server. */
  health(probe: P): Health;
  /** @param health "down" where the server was out for a check that this one takes the place of. */
  enrol(check: Check, health: "unknown" | "down"): P;
  dismiss(probe: P): void;
}

export class CheckRoster<P> {
  readonly #options: RosterOptions<P>;
  /** By real server (its virtual server included), then by check. */
  #servers = new Map<string, Map<string, Enrolled<P>>>();
  #byProbe = new Map<P, Enrolled<P>>();

  constructor(options: RosterOptions<P>) {
    this.#options = options;
  }

  /**
   * A server whose check was changed while it was out stays out until the new one passes.
   * @param virtualServers each service, and each real server of one, at most once.
   */
  change(virtualServers: readonly VirtualServer[]): void {
    const before = this.#servers;
    this.#servers = new Map();
    this.#byProbe = new Map();
    for (const virtualServer of virtualServers)
      for (const realServer of virtualServer.realServers) {
        const id = serverId(virtualServer, realServer);
        this.#servers.set(id, this.#enrolAll(virtualServer, realServer, before.get(id) ?? new Map()));
      }
    for (const checks of before.values())
      for (const { probe } of checks.values()) if (!this.#byProbe.has(probe)) this.#options.dismiss(probe);
  }

  /** @returns undefined for a probe that was dismissed. */
  of(probe: P): Enrolled<P> | undefined {
    return this.#byProbe.get(probe);
  }

  /** Up unless one of its checks has failed; a check without a verdict does not count against it. */
  isUp(virtualServer: VirtualServer, realServer: RealServer): boolean {
    const checks = this.#servers.get(serverId(virtualServer, realServer));
    return [...(checks?.values() ?? [])].every(({ probe }) => this.#options.health(probe) !== "down");
  }

  #enrolAll(
    virtualServer: VirtualServer,
    realServer: RealServer,
    before: ReadonlyMap<string, Enrolled<P>>,
  ): Map<string, Enrolled<P>> {
    const checks = checksById(realServer);
    const wasFailedByAGoneOne = [...before].some(([id, { probe }]) => !checks.has(id) && this.#isDown(probe));
    const now = new Map<string, Enrolled<P>>();
    for (const [id, check] of checks) {
      const probe = before.get(id)?.probe ?? this.#options.enrol(check, wasFailedByAGoneOne ? "down" : "unknown");
      const enrolled = { virtualServer, realServer, check, probe };
      now.set(id, enrolled);
      this.#byProbe.set(probe, enrolled);
    }
    return now;
  }

  #isDown(probe: P): boolean {
    return this.#options.health(probe) === "down";
  }
}

/** A group stays itself when its services change, but not when it has another protocol. */
function serverId({ key, group }: VirtualServer, realServer: RealServer): string {
  const protocol = key.kind === "address" ? key.protocol : "fwmark";
  const service = group === undefined ? serviceId(key) : `group ${JSON.stringify(group.name)} ${protocol}`;
  return `${service} ${formatEndpoint(realServer.endpoint)}`;
}

/** A check is the same as long as everything written about it is; two equal ones of a server are told apart by order. */
function checksById({ checks }: RealServer): Map<string, Check> {
  const byId = new Map<string, Check>();
  for (const check of checks) {
    const text = JSON.stringify(check);
    let copy = 0;
    while (byId.has(`${text} ${copy}`)) copy++;
    byId.set(`${text} ${copy}`, check);
  }
  return byId;
}
