/** Builds a described cluster in the machine: networks are bridges of the machine itself, hosts hang on them by veth pairs. */

import { Capture } from "./capture.ts";
import { Host } from "./host.ts";
import { run } from "./process.ts";
import { bridgeName, type ClusterSpec, cablesOf } from "./topology.ts";

let ports = 0;

export class Cluster {
  readonly #hosts: ReadonlyMap<string, Host>;

  private constructor(hosts: ReadonlyMap<string, Host>) {
    this.#hosts = hosts;
  }

  /** Makes all hosts and plugs them in; their links are up and have their addresses when this ends. */
  static async make(spec: ClusterSpec): Promise<Cluster> {
    const hosts = new Map<string, Host>();
    for (const name of Object.keys(spec)) hosts.set(name, await Host.make(name));
    const cluster = new Cluster(hosts);
    await cluster.#plugIn(spec);
    return cluster;
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

  async #plugIn(spec: ClusterSpec): Promise<void> {
    const cables = cablesOf(spec, ports);
    ports += cables.length;
    const known = (await run(["ip", "-brief", "link"])).stdout;
    const bridges = [...new Set(cables.map((cable) => cable.bridge))].filter(
      (name) => !new RegExp(`^${name}\\b`, "m").test(known),
    );
    await batch([
      ...bridges.flatMap((name) => [
        // Snooping would hold back multicast that nobody has joined by IGMP; a plain switch floods it.
        `link add ${name} type bridge mcast_snooping 0 forward_delay 0`,
        `link set ${name} up`,
      ]),
      ...cables.flatMap(({ port, interface: name, host, bridge }) => [
        `link add ${port} type veth peer name ${name} netns ${this.host(host).pid}`,
        `link set ${port} master ${bridge} up`,
      ]),
    ]);
    for (const host of this.hosts) {
      const own = cables.filter((cable) => cable.host === host.name);
      const { sysctls = {}, routes = [] } = spec[host.name] ?? {};
      await host.sysctl(sysctls);
      const lines = own.flatMap((cable) => [
        `link set ${cable.interface} up`,
        ...cable.addresses.map(
          (address) =>
            `address add ${address} dev ${cable.interface}${address.includes(":") ? " nodad" : " broadcast +"}`,
        ),
      ]);
      await host.ok(["ip", "-batch", "-"], {
        input: [...lines, ...routes.map((route) => `route add ${route}`)].join("\n"),
      });
    }
  }
}

async function batch(lines: readonly string[]): Promise<void> {
  const { status, stderr } = await run(["ip", "-batch", "-"], { input: lines.join("\n") });
  if (status !== 0) throw new Error(`ip -batch: ${stderr}`);
}
