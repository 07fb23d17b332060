/**
 * Keeps our services in the kernel's table as they should be: reads what is there, plans, applies, says what it did, and
 * tries again later where the kernel refused. Services that are not ours are never touched.
 */

import { serviceName } from "../director/names.ts";
import { serviceId } from "../ipvs/identity.ts";
import type { Change, ChangeResult, ServiceKey, ServiceState } from "../ipvs/model.ts";
import { plan } from "../ipvs/plan.ts";
import type { Clock, Millis, Timer } from "../ports/clock.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import type { Log } from "../ports/log.ts";
import { describeChange, describeRefusal } from "./check-table-words.ts";

export interface TableKeeperPorts {
  readonly table: IpvsTable;
  readonly clock: Clock;
  readonly log: Log;
}

/** How long a refused change waits for the next try, unless something else is changed before. */
const retryAfter: Millis = 5_000;
const tryingAgain = `trying again every ${retryAfter / 1000} s`;
/** More changes than this at once are told as a number. */
const tellLimit = 50;
/** From this many services on, one dump of all of them is cheaper than a question for each. */
const dumpFrom = 8;

interface Ours {
  readonly key: ServiceKey;
  /** Undefined: was ours and has to go. */
  readonly desired: ServiceState | undefined;
}

export class TableKeeper {
  readonly #ports: TableKeeperPorts;
  readonly #ours = new Map<string, Ours>();
  /** Services whose rows in the kernel may differ from what is wanted. */
  readonly #dirty = new Set<string>();
  /** What has been refused and told, by service, so that a try every few seconds does not fill the log. */
  readonly #refusals = new Map<string, ReadonlySet<string>>();
  /** The last failure of the table as a whole, until it works again. */
  #failure: string | undefined;
  #settling: Promise<void> | undefined;
  #retry: Timer | undefined;

  constructor(ports: TableKeeperPorts) {
    this.#ports = ports;
  }

  /** From now on exactly these services are ours; what was ours and is not any more has to go. */
  wantAll(services: readonly ServiceState[]): void {
    const next = new Set(services.map(({ key }) => serviceId(key)));
    for (const [id, { key }] of this.#ours) if (!next.has(id)) this.#change(id, { key, desired: undefined });
    for (const service of services) this.want(service);
  }

  want(desired: ServiceState): void {
    this.#change(serviceId(desired.key), { key: desired.key, desired });
  }

  #change(id: string, next: Ours): void {
    if (JSON.stringify(this.#ours.get(id)) === JSON.stringify(next)) return;
    this.#ours.set(id, next);
    this.#dirty.add(id);
  }

  /**
   * Brings the kernel's rows in line with what is wanted, by as few changes as it takes; refused ones are told and tried
   * again later.
   * @throws SystemError where the table cannot be read or written at all.
   */
  settle(): Promise<void> {
    this.#settling ??= this.#settleAll().finally(() => {
      this.#settling = undefined;
    });
    return this.#settling;
  }

  /** As {@link settle}, for callers that cannot wait: a failure is told and tried again later. */
  async settleSoon(): Promise<void> {
    try {
      await this.settle();
      this.#failure = undefined;
    } catch (failure) {
      this.#retryLater();
      const sentence = failure instanceof Error ? failure.message : String(failure);
      if (sentence !== this.#failure) this.#ports.log.write("error", `${sentence}; ${tryingAgain}`);
      this.#failure = sentence;
    }
  }

  /** @returns what the kernel would not let go of, by name; empty where nothing of ours is left. */
  async removeAll(): Promise<string[]> {
    this.wantAll([]);
    await this.settleSoon();
    this.#retry?.cancel();
    return [...this.#ours.values()].map(({ key }) => serviceName(key));
  }

  async #settleAll(): Promise<void> {
    this.#retry?.cancel();
    const refused = new Set<string>();
    while (this.#dirty.size > 0) {
      const ids = [...this.#dirty];
      this.#dirty.clear();
      try {
        for (const id of await this.#settleThese(ids)) refused.add(id);
      } catch (failure) {
        for (const id of [...ids, ...refused]) this.#dirty.add(id);
        throw failure;
      }
    }
    for (const id of refused) this.#dirty.add(id);
    if (refused.size > 0) this.#retryLater();
  }

  #retryLater(): void {
    const { clock } = this.#ports;
    this.#retry?.cancel();
    this.#retry = clock.at(clock.now() + retryAfter, () => void this.settleSoon());
  }

  /** @returns the services of which something was refused. */
  async #settleThese(ids: readonly string[]): Promise<Set<string>> {
    const current = await this.#read(ids);
    const wanted = ids.flatMap((id) => this.#ours.get(id)?.desired ?? []);
    const changes = plan(current, wanted);
    const results = changes.length === 0 ? [] : await this.#ports.table.apply(changes);
    const refused = this.#tell(ids, changes, results);
    // One that has been wished away meanwhile is dirty again, and its key is still needed.
    for (const id of ids)
      if (!refused.has(id) && !this.#dirty.has(id) && !this.#ours.get(id)?.desired) this.#ours.delete(id);
    return refused;
  }

  async #read(ids: readonly string[]): Promise<ServiceState[]> {
    const { table } = this.#ports;
    const there =
      ids.length < dumpFrom
        ? await Promise.all(ids.flatMap((id) => this.#ours.get(id) ?? []).map(({ key }) => table.service(key)))
        : await table.services();
    const asked = new Set(ids);
    const services = there.filter((service) => service !== undefined && asked.has(serviceId(service.key)));
    const states: ServiceState[] = [];
    for (const service of services)
      if (service) states.push({ ...service, destinations: await table.destinations(service.key) });
    return states;
  }

  #tell(ids: readonly string[], changes: readonly Change[], results: readonly ChangeResult[]): Set<string> {
    const { log } = this.#ports;
    const done = changes.filter((_, at) => results[at]?.ok);
    if (done.length > tellLimit) log.write("info", `${done.length} changes made in the table`);
    else for (const change of done) log.write("info", describeChange(change));

    const refusals = new Map<string, Set<string>>();
    for (const [at, change] of changes.entries()) {
      const result = results[at];
      if (result === undefined || result.ok || change.do === "clear") continue;
      const id = serviceId(change.service);
      refusals.set(id, (refusals.get(id) ?? new Set()).add(describeRefusal(change, result)));
    }
    for (const id of ids) this.#tellRefusals(id, refusals.get(id) ?? new Set());
    return new Set(refusals.keys());
  }

  #tellRefusals(id: string, sentences: ReadonlySet<string>): void {
    const before = this.#refusals.get(id);
    for (const sentence of sentences)
      if (!before?.has(sentence)) this.#ports.log.write("error", `${sentence}; ${tryingAgain}`);
    if (sentences.size > 0) this.#refusals.set(id, sentences);
    else this.#refusals.delete(id);
  }
}
