/** Two directors that run the same program for one virtual router: one of them MASTER, killed and started again by turns. */

import type { Capture, Frame } from "../lab/guest/capture.ts";
import type { DirectorHost, Program } from "../support/director-pair.ts";
import { waitFor } from "../support/wait-for.ts";

export interface ContestOptions {
  readonly name: string;
  readonly virtualRouterId: number;
  readonly vip: string;
  readonly start: (host: DirectorHost) => Program;
  readonly kill: (program: Program, host: DirectorHost) => void;
  /** What the program logs once it is BACKUP. */
  readonly isBackup: RegExp;
  readonly directors: readonly [DirectorHost, DirectorHost];
  readonly wire: Capture;
}

export interface TakeOver {
  /** From SIGKILL to the first gratuitous ARP, ms. */
  readonly sinceKill: number;
  /** From the last advertisement of the dead to the first gratuitous ARP, less 3 x advert_int + skew, ms. */
  readonly overhead: number;
}

/** 3 x advert_int + skew of priority 100 (RFC 3768 section 6.1), ms. */
const masterDownInterval = 3000 + (156 / 256) * 1000;

export class Contest {
  readonly #options: ContestOptions;
  #master: DirectorHost;
  #backup: DirectorHost;
  readonly #running = new Map<DirectorHost, Program>();

  constructor(options: ContestOptions) {
    this.#options = options;
    [this.#master, this.#backup] = options.directors;
  }

  get name(): string {
    return this.#options.name;
  }

  /** Makes the first director MASTER and starts the other. */
  async begin(): Promise<void> {
    this.#start(this.#master);
    await this.#until(() => this.#advertisements(this.#master).length > 0, "a MASTER");
    this.#start(this.#backup);
  }

  /** Waits until the other is BACKUP and has heard the MASTER since. */
  async ready(): Promise<void> {
    const { isBackup } = this.#options;
    await this.#until(() => isBackup.test(this.#running.get(this.#backup)?.log() ?? ""), "a BACKUP");
    const before = this.#advertisements(this.#master).length;
    await this.#until(() => this.#advertisements(this.#master).length > before, "an advertisement");
  }

  /** Then the killed one is started again, as BACKUP of the other. */
  async killMaster(): Promise<TakeOver> {
    const [dead, heir] = [this.#master, this.#backup];
    const program = this.#running.get(dead);
    if (program === undefined) throw new Error(`${this.name}: nothing runs there`);
    const announced = this.#announcements().length;
    const killed = Date.now();
    this.#running.delete(dead);
    this.#options.kill(program, dead);
    await this.#until(() => this.#announcements().length > announced, "a take-over");
    await program.ended;
    const takeOver = this.#judge(dead, killed, this.#announcements()[announced]);
    [this.#master, this.#backup] = [heir, dead];
    this.#start(dead);
    return takeOver;
  }

  #judge(dead: DirectorHost, killed: number, announcement: Frame | undefined): TakeOver {
    const last = this.#advertisements(dead).at(-1);
    if (last === undefined || announcement === undefined) throw new Error(`${this.name}: frames are missing`);
    if (!/ prio 100,/.test(last.text)) throw new Error(`${this.name}: the dead said goodbye: ${last.text}`);
    return {
      sinceKill: announcement.time - killed,
      overhead: announcement.time - last.time - masterDownInterval,
    };
  }

  /** @throws Error also where a program has ended by itself, with what it said. */
  async #until(condition: () => boolean, what: string): Promise<void> {
    const ended = () => [...this.#running.values()].find(({ child }) => child.exitCode !== null);
    await waitFor(() => condition() || ended() !== undefined, `${this.name}: ${what}`);
    const log = ended()?.log();
    if (log !== undefined) throw new Error(`${this.name} ended before ${what}: ${log}`);
  }

  #start(host: DirectorHost): void {
    this.#running.set(host, this.#options.start(host));
  }

  #advertisements({ ownAddress }: DirectorHost): Frame[] {
    const sent = ` ${ownAddress} > 224.0.0.18: `;
    const router = ` vrid ${this.#options.virtualRouterId},`;
    return this.#options.wire.frames.filter(({ text }) => text.includes(sent) && text.includes(router));
  }

  #announcements(): Frame[] {
    const { vip, wire } = this.#options;
    const dotted = vip.replaceAll(".", "\\.");
    const gratuitous = new RegExp(`(who-has ${dotted} .*tell ${dotted}|Reply ${dotted} is-at)`);
    return wire.frames.filter(({ text }) => gratuitous.test(text));
  }
}
