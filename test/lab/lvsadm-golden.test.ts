/**
 * lvsadm against the kernel's IPVS and Debian's ipvsadm: every recorded run of ipvsadm repeated by lvsadm, in-process and in one
 * network namespace that is put back before each (a new one takes half a second); read back after by ipvsadm itself.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { mkdirSync, writeFileSync } from "node:fs";
import { native } from "../../lib/native/addon.ts";
import { fewServices, plainHosts } from "../support/fake-names.ts";
import { expected, type GoldenCase, type GoldenTraffic, goldenCases } from "../support/golden.ts";
import { tableOfLvsadm } from "../support/ipvsadm-differences.ts";
import { waitFor } from "./guest/wait.ts";
import { runLvsadm, Shell } from "./in-process.ts";
import { labTest } from "./lab-test.ts";

const done = { exit: 0, stdout: "", stderr: "" };

async function prepare({ setup, links = [], addrs = [], traffic = [], hosts = plainHosts }: GoldenCase): Promise<void> {
  writeFileSync("/etc/hosts", hosts);
  for (const link of links) execFileSync("ip", ["link", "add", link, "up", "type", "dummy"]);
  for (const address of addrs) execFileSync("ip", ["address", "replace", address, "dev", "lo"]);
  for (const state of ["master", "backup"]) await runLvsadm(["--stop-daemon", state]);
  for (const words of [["-C"], ["--set", "900", "120", "300"], ...setup])
    assert.deepEqual(await runLvsadm(words), done, words.join(" "));
  for (const datagrams of traffic) await send(datagrams);
}

async function send({ host, port, size, count = 1 }: GoldenTraffic): Promise<void> {
  const socket = createSocket("udp4");
  const datagram = Buffer.alloc(size, "x");
  for (let sent = 0; sent < count; sent++)
    await new Promise<void>((resolve, reject) =>
      socket.send(datagram, port, host, (error) => (error ? reject(error) : resolve())),
    );
  socket.close();
}

/** Connections are read from a folder in the place of this process's /proc/net. */
async function withConnections<T>(text: string, work: () => Promise<T>): Promise<T> {
  const [folder, place] = ["/tmp/golden-net", `/proc/${process.pid}/net`];
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/ip_vs_conn`, text);
  execFileSync("mount", ["--bind", folder, place]);
  try {
    return await work();
  } finally {
    execFileSync("umount", [place]);
  }
}

/** Deleted servers and their connections outlive their case, so cases with traffic have a network namespace each. */
async function inNewNamespace<T>(home: string, work: () => Promise<T>): Promise<T> {
  execFileSync("ip", ["netns", "add", "golden"]);
  execFileSync("ip", ["-n", "golden", "link", "set", "lo", "up"]);
  assert.equal(native().setNetworkNamespace("/run/netns/golden"), 0);
  try {
    return await work();
  } finally {
    assert.equal(native().setNetworkNamespace(home), 0);
    execFileSync("ip", ["netns", "delete", "golden"]);
  }
}

async function asUser<T>(uid: number, work: () => Promise<T>): Promise<T> {
  process.seteuid?.(uid);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

async function runCase({ argv, stdin, conn, uid }: GoldenCase) {
  const run = () => runLvsadm(argv, stdin);
  if (conn !== undefined) return withConnections(conn, run);
  return uid === undefined ? run() : asUser(uid, run);
}

async function repeat(one: GoldenCase, shell: Shell): Promise<void> {
  await prepare(one);
  const { saved: _, ...wanted } = expected(one);
  if (one.traffic === undefined) assert.deepEqual(await runCase(one), wanted, one.argv.join(" "));
  else await waitForCounters(one, wanted);
  const saved = tableOfLvsadm(one.name) ?? one.saved;
  if (saved !== undefined)
    assert.deepEqual(await shell.script("ipvsadm -S -n"), { ...done, stdout: saved }, "the table afterwards");
  for (const link of one.links ?? []) execFileSync("ip", ["link", "delete", link]);
}

/** The kernel sums its counters up every two seconds. */
async function waitForCounters(one: GoldenCase, wanted: unknown): Promise<void> {
  const matches = async () => {
    assert.deepEqual(await runCase(one), wanted, one.argv.join(" "));
    return true;
  };
  await waitFor("the counters show the traffic", matches, { within: 15_000, every: 200 });
}

await labTest(
  import.meta.url,
  async (lab) => {
    const shell = new Shell();
    writeFileSync("/etc/services", fewServices);
    writeFileSync("/etc/nsswitch.conf", "hosts: files\nservices: files\n");
    for (const one of goldenCases)
      await lab.check(one.name, async () => {
        if (one.traffic === undefined) await repeat(one, shell);
        else await inNewNamespace(`/proc/${shell.pid}/ns/net`, () => repeat(one, shell));
      });
    shell.end();
  },
  { secondsLimit: 600 },
);
