/**
 * One host of a cluster: a network, process-id, host-name and mount namespace of its own, over its own overlay of the
 * whole file system, so that nothing it writes is seen by the next host.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Outcome, Process, type RunOptions, run } from "./process.ts";
import { now, waitFor } from "./wait.ts";

/**
 * $1 the host's stage folder, $2 its name. Ends as the host's first process, which only collects orphans. Every program
 * started here costs a tenth of a second on a busy machine, so all mounts are one.
 */
const birth = `
mount --all --fstab "$1/fstab" && echo "$2" > "$1/root/proc/sys/kernel/hostname" &&
exec chroot "$1/root" /bin/sh -c 'cd /; echo up; while :; do sleep 3600 & wait; done'
`;

/** Writes what the birth of a host needs; its overlay keeps what an earlier host of that name wrote. */
function layOut(stage: string, name: string): void {
  const root = `${stage}/root`;
  for (const folder of ["work", "root", "up/etc"]) mkdirSync(`${stage}/${folder}`, { recursive: true });
  writeFileSync(
    `${stage}/fstab`,
    `overlay ${root} overlay lowerdir=/lab/common:/lab/host:/lab/debian,upperdir=${stage}/up,workdir=${stage}/work 0 0
proc ${root}/proc proc defaults 0 0
sys ${root}/sys sysfs defaults 0 0
/dev ${root}/dev none rbind 0 0
tmpfs ${root}/run tmpfs mode=755 0 0
`,
  );
  writeFileSync(`${stage}/up/etc/hostname`, `${name}\n`);
  writeFileSync(`${stage}/up/etc/hosts`, `127.0.0.1 localhost ${name}\n`);
  // There is nobody to ask, and nobody to wait for.
  writeFileSync(`${stage}/up/etc/resolv.conf`, "");
}

export class Host {
  readonly name: string;
  readonly #first: ChildProcess;
  readonly #processes = new Set<Process>();

  private constructor(name: string, first: ChildProcess) {
    this.name = name;
    this.#first = first;
  }

  /** Makes a host that has loopback, still down, and nothing else. */
  static async make(name: string): Promise<Host> {
    const stage = `/lab/hosts/${name}`;
    layOut(stage, name);
    const namespaces = ["--net", "--mount", "--pid", "--uts", "--ipc", "--fork", "--kill-child"];
    const first = spawn("unshare", [...namespaces, "sh", "-c", birth, "sh", stage, name], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [first.stdout, first.stderr])
      stream.on("data", (text: Buffer) => {
        said += text.toString();
      });
    await waitFor(
      `host ${name} comes up${said}`,
      () => {
        if (first.exitCode !== null) throw new Error(said);
        return said.includes("up\n");
      },
      { within: 20_000, every: 5 },
    );
    return new Host(name, first);
  }

  /** Process id (in the machine) of the host's first process: /proc/<pid>/ns/net is its network namespace. */
  get pid(): number {
    if (!this.up) throw new Error(`${this.name} is switched off`);
    const unshare = this.#first.pid;
    return Number(readFileSync(`/proc/${unshare}/task/${unshare}/children`, "utf8").trim());
  }

  /** False once it was switched off. */
  get up(): boolean {
    return this.#first.exitCode === null && this.#first.signalCode === null;
  }

  /** Runs a program on this host to its end. */
  run(argv: readonly string[], options?: RunOptions): Promise<Outcome> {
    return run(this.#entering(argv), options);
  }

  /** Like run, but throws with the program's output when it fails; answers with its standard output. */
  async ok(argv: readonly string[], options?: RunOptions): Promise<string> {
    const { status, stdout, stderr } = await this.run(argv, options);
    if (status !== 0)
      throw new Error(`${this.name}: '${argv.join(" ")}' ended with status ${status}: ${stderr || stdout}`);
    return stdout;
  }

  /** Starts a program in the background; it ends with the host at the latest. */
  start(argv: readonly string[], env?: Readonly<Record<string, string>>): Process {
    const process = new Process(`${this.name}: ${argv.join(" ")}`, this.#entering(argv), env);
    this.#processes.add(process);
    return process;
  }

  /** The path by which the machine sees a file of this host. */
  path(path: string): string {
    return join(`/proc/${this.pid}/root`, path);
  }

  /** Writes a file, making its folders; answers with `path`. */
  file(path: string, text: string, mode = 0o644): string {
    const real = this.path(path);
    mkdirSync(dirname(real), { recursive: true });
    writeFileSync(real, text, { mode });
    return path;
  }

  read(path: string): string {
    return readFileSync(this.path(path), "utf8");
  }

  /** Sets kernel parameters, dots as in sysctl.conf. */
  async sysctl(values: Readonly<Record<string, string | number>>): Promise<void> {
    const lines = Object.entries(values).map(
      ([key, value]) => `echo '${value}' > /proc/sys/${key.replaceAll(".", "/")}`,
    );
    if (lines.length > 0) await this.ok(["sh", "-ec", lines.join("\n")]);
  }

  /** Addresses on an interface as `ip -brief` words: "172.16.12.110/32". */
  async addresses(name: string): Promise<string[]> {
    const text = await this.ok(["ip", "-brief", "address", "show", "dev", name]);
    return text.trim().split(/\s+/).slice(2);
  }

  /**
   * Pulls the plug: every process of this host is killed at once (SIGKILL), its addresses and links go; its files stay for a
   * host of the same name made later. Answers with the moment just before, ms, see now().
   */
  async off(): Promise<number> {
    const moment = now();
    if (!this.up) return moment;
    const gone = new Promise((resolve) => this.#first.once("close", resolve));
    process.kill(this.pid, "SIGKILL");
    await gone;
    await Promise.all([...this.#processes].map((one) => one.exited));
    return moment;
  }

  #entering(argv: readonly string[]): string[] {
    return [
      "nsenter",
      "--target",
      `${this.pid}`,
      "--net",
      "--mount",
      "--pid",
      "--uts",
      "--ipc",
      "--root",
      "--wd",
      "--",
      ...argv,
    ];
  }
}
