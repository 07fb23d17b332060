/** Builds a described cluster in the machine: networks are bridges of the machine itself, hosts hang on them by veth pairs. */

import { Capture } from "./capture.ts";
import { Host } from "./host.ts";
import { run } from "./process.ts";
import { bridgeName, type Cable, type ClusterSpec, cablesOf, type HostSpec } from "./topology.ts";

let ports = 0;

export class Cluster {
  readonly #spec: ClusterSpec;
  readonly #hosts = new Map<string, Host>();

  private constructor(spec: ClusterSpec) {
    this.#spec = spec;
  }

  /** Makes all hosts and plugs them in; their links are up and have their addresses when this ends. */
  static async make(spec: ClusterSpec): Promise<Cluster> {
    const cluster = new Cluster(spec);
    await cluster.#bring(Object.keys(spec));
    return cluster;
  }

  /** Switches a host off (when it still runs) and on again: same files except /run, same addresses, no programs. */
  async reboot(name: string): Promise<Host> {
    await this.host(name).off();
    await this.#bring([name]);
    return this.host(name);
  }

  get hosts(): readonly Host[] {
    return [...this.#hosts.values()];
  }

  /** The host of that name; throws for one that the description does not have. */
  host(name: string): Host {
    const host = this.#hosts.get(name);
    if (host === undefined) throw new Error(`no host '${name}' in this cluster`);
    return host;
  }

  /** Listens on a network with tcpdump, seeing every frame on it; `filter` is a pcap expression. */
  capture(filter: string, network = "lan"): Promise<Capture> {
    return Capture.start(bridgeName(network), filter);
  }

  async off(): Promise<void> {
    await Promise.all(this.hosts.map((host) => host.off()));
  }

  async #bring(names: readonly string[]): Promise<void> {
    for (const name of names) this.#hosts.set(name, await Host.make(name));
    const cables = cablesOf(Object.fromEntries(names.map((name) => [name, this.#specOf(name)])), ports);
    ports += cables.length;
    await this.#plugIn(cables);
    for (const name of names) await this.#configure(name, cables);
  }

  #specOf(name: string): HostSpec {
    return this.#spec[name] ?? { links: {} };
  }

  async #plugIn(cables: readonly Cable[]): Promise<void> {
    const known = (await run(["ip", "-brief", "link"])).stdout;
    const bridges = [...new Set(cables.map((cable) => cable.bridge))];
    const missing = bridges.filter((name) => !new RegExp(`^${name}\\b`, "m").test(known));
    await batch([
      ...missing.flatMap((name) => [
        // Snooping would hold back multicast that nobody has joined by IGMP; a plain switch floods it.
        `link add ${name} type bridge mcast_snooping 0 forward_delay 0`,
        `link set ${name} up`,
      ]),
      ...cables.flatMap(({ port, interface: name, host, bridge }) => [
        `link add ${port} type veth peer name ${name} netns ${this.host(host).pid}`,
        `link set ${port} master ${bridge} up`,
      ]),
    ]);
  }

  async #configure(name: string, cables: readonly Cable[]): Promise<void> {
    const { sysctls = {}, routes = [] } = this.#specOf(name);
    await this.host(name).sysctl(sysctls);
    const lines = cables
      .filter((cable) => cable.host === name)
      .flatMap(({ interface: link, addresses }) => [
        `link set ${link} up`,
        ...addresses.map((one) => `address add ${one} dev ${link}${one.includes(":") ? " nodad" : " broadcast +"}`),
      ]);
    const input = ["link set lo up", ...lines, ...routes.map((route) => `route add ${route}`)].join("\n");
    await this.host(name).ok(["ip", "-batch", "-"], { input });
  }
}

async function batch(lines: readonly string[]): Promise<void> {
  const { status, stderr } = await run(["ip", "-batch", "-"], { input: lines.join("\n") });
  if (status !== 0) throw new Error(`ip -batch: ${stderr}`);
}
