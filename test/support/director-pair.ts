/**
 * Two directors on one wire, each in a network namespace with ens33, and a third namespace that is the wire (a bridge) and
 * sees every frame. Programs are started in them as a person would.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InterfaceAddress, Links } from "../../lib/ports/links.ts";
import { openLinks } from "../../lib/system/links.ts";
import { ip, type NetworkNamespace, newNamespace } from "./namespace.ts";
import { type Recorder, record } from "./recorder.ts";

export const vip = "172.16.12.110";

export interface Program {
  readonly child: ChildProcess;
  /** Standard error so far. */
  readonly log: () => string;
  readonly ended: Promise<number | null>;
}

export class DirectorHost {
  readonly ownAddress: string;
  readonly #namespace: NetworkNamespace;
  readonly #links: Links;

  constructor(ownAddress: string, namespace: NetworkNamespace) {
    this.ownAddress = ownAddress;
    this.#namespace = namespace;
    this.#links = openLinks();
  }

  /** Runs ip(8) here. */
  ip(words: string): string {
    this.#namespace.enter();
    return ip(words);
  }

  start(program: string, argv: readonly string[], env: NodeJS.ProcessEnv = process.env): Program {
    this.#namespace.enter();
    const child = spawn(program, argv, { stdio: ["ignore", "ignore", "pipe"], env });
    let text = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    return { child, log: () => text, ended };
  }

  startVrrpd(file: string): Program {
    return this.start(process.execPath, ["dist/bin/vrrpd.cjs", "-f", file]);
  }

  /** Addresses other than its own, as the kernel has them now. */
  async virtual(): Promise<InterfaceAddress[]> {
    const all = await this.#links.addresses();
    return all.filter(({ address }) => address.startsWith("172.16.12.11") && address !== this.ownAddress);
  }

  close(): void {
    this.#links.close();
    this.#namespace.close();
  }
}

export interface DirectorPair {
  readonly pip: DirectorHost;
  readonly sip: DirectorHost;
  readonly recorder: Recorder;
  /** What is started from now on is in the namespace that is the wire, where every frame passes br0. */
  enterWire(): void;
  /** Writes a file for the programs and gives its path. */
  file(name: string, text: string): string;
  /** Takes care that `program` ends with the test. */
  keep(program: Program): Program;
}

/** Where to say what is to be done at the end; a tap test is one. */
export interface Scope {
  teardown(end: () => Promise<void>): void;
}

export async function directorPair(scope: Scope): Promise<DirectorPair> {
  const wire = newNamespace();
  ip("link add br0 type bridge");
  ip("link set br0 up");
  const pip = connect(wire, "pip", "172.16.12.113");
  const sip = connect(wire, "sip", "172.16.12.114");
  wire.enter();
  const recorder = await record("br0");
  const folder = mkdtempSync(join(tmpdir(), "lvskit-vrrpd-"));
  const programs: Program[] = [];
  scope.teardown(async () => {
    for (const { child } of programs) child.kill("SIGKILL");
    await Promise.all(programs.map(({ ended }) => ended));
    recorder.stop();
    for (const host of [pip, sip, wire]) host.close();
    rmSync(folder, { recursive: true });
  });
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const keep = (program: Program) => {
    programs.push(program);
    return program;
  };
  return { pip, sip, recorder, enterWire: () => wire.enter(), file, keep };
}

function connect(wire: NetworkNamespace, port: string, ownAddress: string): DirectorHost {
  wire.enter();
  ip(`link add ${port} type veth peer name ens33`);
  ip(`link set ${port} master br0`);
  ip(`link set ${port} up`);
  const namespace = newNamespace();
  wire.enter();
  ip(`link set ens33 netns ${namespace.path}`);
  namespace.enter();
  ip(`addr add ${ownAddress}/16 dev ens33`);
  ip("link set ens33 up");
  return new DirectorHost(ownAddress, namespace);
}
