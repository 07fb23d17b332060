/**
 * lvsadm and ipvsadm called hundreds of times in the machine, where a start of Node takes a second: lvsadm in this process with
 * the real ports, ipvsadm by a shell that stays, because starting programs from a process as large as this one is slow too.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { lvsadm } from "../../lib/commands/lvsadm.ts";
import { openIpvsTable } from "../../lib/system/ipvs-table.ts";
import { systemNames } from "../../lib/system/system-names.ts";
import { lockTable } from "../../lib/system/table-lock.ts";
import { FakeBulkWork } from "../support/fake-bulk-work.ts";
import { FakeEnvironment } from "../support/fake-environment.ts";
import { FakeSignals } from "../support/fake-signals.ts";

export interface Outcome {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Both programs say this name in their messages. */
const name = "ipvsadm";

export async function runLvsadm(
  argv: readonly string[],
  stdin = "",
  variables: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const environment = new FakeEnvironment(name, argv, variables);
  environment.input = [Buffer.from(stdin)];
  const ports = { names: systemNames(), bulkWork: new FakeBulkWork(), lockTable, signals: new FakeSignals() };
  const exit = await lvsadm(environment, { openTable: () => openIpvsTable(), ...ports });
  return { exit, stdout: environment.out, stderr: environment.err };
}

export class Shell {
  readonly #child: ChildProcess;
  readonly #files: string;
  #heard = "";
  #tell: () => void = () => {};

  /** @param words such as `ip netns exec NAME sh`. */
  constructor(words: readonly [string, ...string[]] = ["sh"]) {
    const [program, ...rest] = words;
    this.#child = spawn(program, rest, { stdio: ["pipe", "pipe", "inherit"] });
    this.#files = `/tmp/shell-${this.#child.pid}`;
    this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.#heard += text;
      this.#tell();
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Runs a program by its words, which may hold anything but a null byte. @param variables added to its environment. */
  run(words: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const assignments = Object.entries(variables).map(([variable, value]) => `${variable}=${quoted(value)}`);
    return this.script([...assignments, ...words.map(quoted)].join(" "));
  }

  async script(command: string): Promise<Outcome> {
    const [out, err] = [`${this.#files}.out`, `${this.#files}.err`];
    this.#heard = "";
    this.#child.stdin?.write(`( ${command} ) >${out} 2>${err} </dev/null; echo "= $?"\n`);
    while (!this.#heard.endsWith("\n")) await new Promise<void>((resolve) => (this.#tell = resolve));
    const exit = Number(this.#heard.replace("= ", ""));
    return { exit, stdout: readFileSync(out, "utf8"), stderr: readFileSync(err, "utf8") };
  }

  end(): void {
    this.#child.stdin?.end();
    for (const file of [`${this.#files}.out`, `${this.#files}.err`]) if (existsSync(file)) rmSync(file);
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
