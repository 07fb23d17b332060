/**
 * checkd's loop: probes the real servers of a configuration and keeps the kernel's table in step with the verdicts, over
 * reloads, until it is stopped.
 */

import { type CheckState, type StartOptions, startCheck } from "../check/machine.ts";
import { desiredTable } from "../director/desired.ts";
import type { VirtualServer } from "../director/model.ts";
import { virtualServerName } from "../director/names.ts";
import { formatEndpoint } from "../net/endpoint.ts";
import type { Clock, Millis } from "../ports/clock.ts";
import type { Dialer } from "../ports/dialer.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import type { Log } from "../ports/log.ts";
import { Probe, type ProbeNews, Prober } from "./check-prober.ts";
import { CheckRoster, type Enrolled } from "./check-roster.ts";
import { TableKeeper } from "./check-table.ts";
import type { Daemon } from "./serve.ts";

export interface CheckPorts {
  readonly clock: Clock;
  readonly dialer: Dialer;
  readonly table: IpvsTable;
  readonly log: Log;
  /** In [0, 1): spreads first checks. */
  random(): number;
}

export interface CheckOptions {
  /** Connections open at a time. */
  readonly concurrency: number;
}

/** Does nothing before its `begin`. */
export class CheckLoop implements Daemon<readonly VirtualServer[]> {
  readonly #ports: CheckPorts;
  readonly #keeper: TableKeeper;
  readonly #prober: Prober;
  readonly #roster: CheckRoster<Probe>;
  /** In the first round of a fresh start one failure is enough. */
  #fresh = true;

  constructor(ports: CheckPorts, { concurrency }: CheckOptions) {
    const { clock, dialer } = ports;
    this.#ports = ports;
    this.#keeper = new TableKeeper(ports);
    this.#prober = new Prober({ clock, dialer, concurrency, onNews: (probe, news) => this.#onNews(probe, news) });
    this.#roster = new CheckRoster({
      health: (probe) => probe.state.health,
      enrol: (check, health) => this.#begin(startCheck(check, this.#startOptions(health), clock.now())),
      dismiss: (probe) => this.#prober.remove(probe),
    });
  }

  /**
   * Puts every real server into the table (one without a verdict counts as up), adopting what is there, and begins to probe.
   * @throws SystemError where the table cannot be read or written.
   */
  async begin(virtualServers: readonly VirtualServer[]): Promise<void> {
    this.#keeper.wantAll(desiredTable(virtualServers, () => true));
    await this.#keeper.settle();
    this.#roster.change(virtualServers);
    this.#fresh = false;
    this.#ports.log.write("notice", `checking ${summary(virtualServers)}`);
  }

  async reload(virtualServers: readonly VirtualServer[]): Promise<void> {
    this.#roster.change(virtualServers);
    this.#keeper.wantAll(desiredTable(virtualServers, (of, server) => this.#roster.isUp(of, server)));
    await this.#keeper.settleSoon();
    this.#ports.log.write("notice", `reloaded: checking ${summary(virtualServers)}`);
  }

  async stop(): Promise<void> {
    this.#roster.change([]);
    const left = await this.#keeper.removeAll();
    if (left.length > 0) throw new Error(`still in the kernel's table after the stop: ${left.join(", ")}`);
    this.#ports.log.write("notice", "stopped: our virtual servers are out of the table");
  }

  #startOptions(health: StartOptions["health"]): StartOptions {
    return { random: this.#ports.random(), fresh: this.#fresh, health };
  }

  #begin(state: CheckState): Probe {
    const probe = new Probe(state);
    this.#prober.add(probe);
    return probe;
  }

  #onNews(probe: Probe, news: ProbeNews): void {
    const enrolled = this.#roster.of(probe);
    if (enrolled === undefined) return;
    const { log } = this.#ports;
    const name = nameOf(enrolled);
    switch (news.do) {
      case "note":
        log.write("debug", `${name}: ${news.try.probe}: ${news.try.reason}, try ${news.try.number} of ${news.try.of}`);
        break;
      case "postpone":
        log.write("warning", `${name} could not be checked: ${news.probe}: ${news.reason}`);
        break;
      case "report":
        log.write("notice", `${name} is ${news.health}: ${describeReport(news)}`);
        this.#follow(enrolled);
        break;
    }
  }

  #follow({ virtualServer }: Enrolled<Probe>): void {
    for (const service of desiredTable([virtualServer], (of, server) => this.#roster.isUp(of, server)))
      this.#keeper.want(service);
    void this.#keeper.settleSoon();
  }
}

function nameOf({ virtualServer, realServer, check }: Enrolled<Probe>): string {
  const name = `${formatEndpoint(realServer.endpoint)} of ${virtualServerName(virtualServer)}`;
  const target = formatEndpoint(check.target);
  return target === formatEndpoint(realServer.endpoint) ? name : `${name} (checked at ${target})`;
}

function describeReport({ health, try: made }: Extract<ProbeNews, { do: "report" }>): string {
  const tries = health === "down" ? `, ${made.number} of ${made.of} tries` : "";
  return `${made.probe}: ${made.reason}${tries}, ${milliseconds(made.latency)}`;
}

function milliseconds(latency: Millis): string {
  return `${latency.toFixed(latency < 10 ? 1 : 0)} ms`;
}

function summary(virtualServers: readonly VirtualServer[]): string {
  const real = virtualServers.reduce((sum, virtualServer) => sum + virtualServer.realServers.length, 0);
  return `${counted(real, "real server")} of ${counted(virtualServers.length, "virtual server")}`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
