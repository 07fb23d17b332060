/**
 * lvsadm against the kernel's IPVS and Debian's ipvsadm: every recorded run of ipvsadm that lvsadm can repeat, in-process and
 * in one network namespace that is cleared before each (a new one takes half a second); read back after by ipvsadm itself.
 */

import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { lvsadm } from "../../lib/commands/lvsadm.ts";
import { openIpvsTable } from "../../lib/system/ipvs-table.ts";
import { systemNames } from "../../lib/system/system-names.ts";
import { FakeEnvironment } from "../support/fake-environment.ts";
import { fewServices, plainHosts } from "../support/fake-names.ts";
import { expected, type GoldenCase, goldenCases } from "../support/golden.ts";
import { tableOfLvsadm } from "../support/ipvsadm-differences.ts";
import { labTest } from "./lab-test.ts";

/** A shell that stays, because starting programs from a process as large as this one is slow in the machine. */
class Shell {
  readonly #child = spawn("sh", { stdio: ["pipe", "pipe", "inherit"] });
  #said = "";
  #heard: () => void = () => {};

  constructor() {
    this.#child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.#said += text;
      this.#heard();
    });
  }

  /** @returns what it prints, with its exit status in a last line `= 0`. */
  async run(command: string): Promise<string> {
    this.#said = "";
    this.#child.stdin.write(`${command} 2>&1; echo "= $?"\n`);
    while (!/^= \d+\n/m.test(this.#said)) await new Promise<void>((resolve) => (this.#heard = resolve));
    return this.#said;
  }

  end(): void {
    this.#child.stdin.end();
  }
}

async function repeat(argv: readonly string[], stdin = "") {
  const environment = new FakeEnvironment("ipvsadm", argv);
  environment.input = [Buffer.from(stdin)];
  const exit = await lvsadm(environment, { openTable: () => openIpvsTable(), names: systemNames() });
  return { exit, stdout: environment.out, stderr: environment.err };
}

async function prepare({ setup, addrs = [], traffic = [], hosts = plainHosts }: GoldenCase): Promise<void> {
  writeFileSync("/etc/hosts", hosts);
  for (const address of addrs) execFileSync("ip", ["address", "replace", address, "dev", "lo"]);
  for (const words of [["-C"], ...setup]) assert.deepEqual(await repeat(words), { exit: 0, stdout: "", stderr: "" });
  for (const { host, port } of traffic) spawnSync("bash", ["-c", `echo -n x >/dev/udp/${host}/${port}`]);
}

await labTest(
  import.meta.url,
  async (lab) => {
    const shell = new Shell();
    writeFileSync("/etc/services", fewServices);
    writeFileSync("/etc/nsswitch.conf", "hosts: files\nservices: files\n");
    for (const one of goldenCases.filter((each) => !isLater(each) && each.uid === undefined)) {
      await lab.check(one.name, async () => {
        await prepare(one);
        const { saved: _, ...wanted } = expected(one);
        assert.deepEqual(await repeat(one.argv, one.stdin), wanted, one.argv.join(" "));
        const saved = tableOfLvsadm(one.name) ?? one.saved;
        if (saved !== undefined)
          assert.equal(await shell.run("ipvsadm -S -n"), `${saved}= 0\n`, "the table afterwards");
      });
    }
    shell.end();
  },
  { secondsLimit: 600 },
);
