/** Scenario 01 brought up step by step, each step as an operator would take it. */

import assert from "node:assert/strict";
import type { Cluster } from "../../guest/cluster.ts";
import { Director, type Make } from "../../guest/director.ts";
import type { Host } from "../../guest/host.ts";
import type { Lab } from "../../guest/lab.ts";
import type { Process } from "../../guest/process.ts";
import { waitFor } from "../../guest/wait.ts";
import { startWebServer } from "../../guest/web-server.ts";
import { configuration, type Digests } from "./configuration.ts";
import { addressOf, allHosts, type HostName, link, type Pool, pageOf, pools, specOf, vip } from "./site.ts";

export class Deployment {
  readonly cluster: Cluster;
  readonly directors: readonly [pip: Director, sip: Director];
  /** The command that lists the kernel's table: ours, or Debian's where the daemons are Debian's. */
  readonly adm: "lvsadm" | "ipvsadm";
  readonly #web = new Map<string, Process>();

  constructor(cluster: Cluster, make: Make) {
    this.cluster = cluster;
    this.directors = [new Director(cluster.host("pip"), make), new Director(cluster.host("sip"), make)];
    this.adm = make === "lvskit" ? "lvsadm" : "ipvsadm";
  }

  /** `hosts`: those that take part, all by default. */
  static async make(lab: Lab, make: Make, hosts: readonly HostName[] = allHosts): Promise<Deployment> {
    return new Deployment(await lab.cluster(specOf(hosts)), make);
  }

  host(name: HostName): Host {
    return this.cluster.host(name);
  }

  get client(): Host {
    return this.host("client");
  }

  async startWeb(name: HostName, pool: Pool): Promise<void> {
    this.#web.set(
      name,
      await startWebServer(this.host(name), { port: pool.port, pages: { [pool.path]: pageOf(name) } }),
    );
  }

  async stopWeb(name: string): Promise<void> {
    await this.#web.get(name)?.stop();
  }

  /** rsprep makes a server fit for LVS-DR: the VIP on lo, silent in ARP. */
  async prepare(name: HostName): Promise<string> {
    return this.host(name).ok(["rsprep", "apply", "--changed-ok", "--vip", vip, "--interface", link]);
  }

  /** What genhash says of a pool's page on every of its servers, asked from the first director. */
  async digests(pool: Pool): Promise<Digests> {
    const pairs: (readonly [string, string])[] = [];
    for (const name of pool.servers) {
      const words = ["genhash", "-s", addressOf[name], "-p", `${pool.port}`, "-u", pool.path];
      const line = await this.host("pip").ok(words);
      const digest = /^MD5SUM = ([0-9a-f]{32})\n$/.exec(line)?.[1];
      assert.ok(digest, `genhash prints one line with the digest, not ${JSON.stringify(line)}`);
      pairs.push([name, digest]);
    }
    return Object.fromEntries(pairs);
  }

  /** Starts both directors on the same file, the first one earlier, and waits until it has the VIP and both pools are whole. */
  async startDirectors(file: string): Promise<void> {
    const [pip, sip] = this.directors;
    pip.start(file);
    await this.master(20_000);
    sip.start(file);
    for (const director of this.directors) await this.poolOf(director, ["rip1", "rip2"], 30_000);
  }

  /** The director that holds the VIP, once exactly one does. */
  async master(within: number): Promise<Director> {
    try {
      return await waitFor(
        `exactly one director holds ${vip}`,
        async () => {
          const holders = [];
          for (const one of this.directors) if (one.host.up && (await one.holds(vip))) holders.push(one);
          return holders.length === 1 ? holders[0] : undefined;
        },
        { within },
      );
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${this.directors.map((one) => one.logs()).join("\n")}`);
    }
  }

  other(director: Director): Director {
    const [pip, sip] = this.directors;
    return director === pip ? sip : pip;
  }

  /** Waits until the kernel's table of `director`, read by Debian's ipvsadm, has just `servers` behind the pool's port. */
  async poolOf(
    director: Director,
    servers: readonly HostName[],
    within: number,
    pool: Pool = pools.apache,
  ): Promise<void> {
    const wanted = servers.map((name) => `${addressOf[name]}:${pool.port}`).sort();
    const look = async () => {
      const { stdout } = await director.host.run(["ipvsadm", "-Ln", "-t", `${vip}:${pool.port}`]);
      return [...stdout.matchAll(/-> (\d\S+) +Route/g)].map((match) => match[1] ?? "").sort();
    };
    try {
      await waitFor(
        `${director.name} has ${wanted.join(", ")} behind port ${pool.port}`,
        async () => {
          const found = await look();
          if (found.join() !== wanted.join()) throw new Error(`it has ${found.join(", ") || "none"}`);
          return true;
        },
        { within, every: 100 },
      );
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${director.logs()}`);
    }
  }
}

/** Everything up to the running site with the pool on port 80; answers with the digests that its file contains. */
export async function deploy(lab: Lab, make: Make): Promise<{ deployment: Deployment; digests: Digests }> {
  const deployment = await Deployment.make(lab, make);
  for (const name of pools.apache.servers) {
    await deployment.startWeb(name, pools.apache);
    await deployment.prepare(name);
  }
  const digests = await deployment.digests(pools.apache);
  await deployment.startDirectors(configuration([pools.apache], digests));
  return { deployment, digests };
}
