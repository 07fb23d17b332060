/** The daemons of one director: ours (vrrpd and checkd) or Debian's keepalived, on the same file, handled the same way. */

import type { Host } from "./host.ts";
import type { Process } from "./process.ts";

export type Make = "lvskit" | "keepalived";

/** What a director does: hold elections and probe real servers, or only the first. */
export type Duty = "director" | "election";

const keepalived = ["keepalived", "--dont-fork", "--log-console", "--log-detail"];

/** Command lines that stay in the foreground and log to standard error. */
const commands: Readonly<Record<Make, Readonly<Record<Duty, readonly (readonly string[])[]>>>> = {
  lvskit: { director: [["vrrpd"], ["checkd"]], election: [["vrrpd"]] },
  keepalived: { director: [keepalived], election: [[...keepalived, "--vrrp"]] },
};

export const configurationFile = "/etc/keepalived/keepalived.conf";

export class Director {
  /** Replaced when the host reboots. */
  host: Host;
  readonly make: Make;
  readonly #duty: Duty;
  #daemons: Process[] = [];

  constructor(host: Host, make: Make, duty: Duty = "director") {
    this.host = host;
    this.make = make;
    this.#duty = duty;
  }

  get name(): string {
    return this.host.name;
  }

  get daemons(): readonly Process[] {
    return this.#daemons;
  }

  /** Starts every daemon on `configuration`, written to the host first. */
  start(configuration: string): void {
    this.host.file(configurationFile, configuration);
    this.#daemons = commands[this.make][this.#duty].map((argv) => this.host.start([...argv, "-f", configurationFile]));
  }

  /** Changes the file and asks the daemons to read it again, as `systemctl reload` does. */
  reload(configuration: string): void {
    this.host.file(configurationFile, configuration);
    for (const daemon of this.#daemons) daemon.kill("SIGHUP");
  }

  /** SIGTERM to all, and waits for their end; answers with their exit statuses. */
  async stop(): Promise<number[]> {
    return Promise.all(this.#daemons.map((daemon) => daemon.stop(10_000)));
  }

  /** True while the host has `address` on an interface other than loopback. */
  async holds(address: string): Promise<boolean> {
    const { stdout } = await this.host.run(["ip", "-o", "-4", "address", "show", "to", `${address}/32`]);
    return stdout.split("\n").some((line) => line !== "" && !/^\d+: lo\s/.test(line));
  }

  /** The last lines of every daemon's log, for a failure's text. */
  logs(): string {
    return this.#daemons.map((daemon) => `${daemon.name}:\n${daemon.lines.slice(-15).join("\n")}`).join("\n");
  }
}
