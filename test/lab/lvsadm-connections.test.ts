/**
 * Connections as lvsadm -Lc and Debian's ipvsadm list them: the kernel's own, and texts such as a kernel could print, by chance,
 * in the place of /proc/net/ip_vs_conn.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { mkdirSync, writeFileSync } from "node:fs";
import { fewServices, plainHosts } from "../support/fake-names.ts";
import { random } from "../support/random.ts";
import { runLvsadm, Shell } from "./in-process.ts";
import { labTest } from "./lab-test.ts";

const seed = 20_261_120;
const texts = 12;

type Below = (end: number) => number;

function pick<T>(below: Below, ...from: readonly T[]): T {
  return from[below(from.length)] as T;
}

const titles = "Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData\n";
const ipv6 = ["2001:0db8:0000:0000:0000:0000:0000:0064", "fe80:0000:0000:0000:0000:00ff:fe00:0001"];
const compatible = ["0000:0000:0000:0000:0000:0000:0a00:0001", "0000:0000:0000:0000:0000:ffff:c0a8:0001"];

/** As ip_vs_conn_seq_show() of Linux 6.1 prints it. */
function line(below: Below): string {
  const wide = below(3) === 0;
  const ipv4 = () => pick(below, "0A000064", "0A000001", "7F000001", "00000007", "FFFFFFFF", "C0A80001");
  const address = () => (wide ? pick(below, ...ipv6, ...compatible) : ipv4());
  const port = () => pick(below, "0000", "0001", "0035", "0050", "01BB", "13C4", "1628", "FFFF");
  const destination = wide && below(3) === 0 ? ipv4() : address();
  const state = pick(
    below,
    "NONE",
    "ESTABLISHED",
    "SYN_RECV",
    "FIN_WAIT",
    "TIME_WAIT",
    "CLOSE",
    "UDP",
    "BUG!",
    "CLOSED",
  );
  const places = `${address()} ${port()} ${address()} ${port()} ${destination} ${port()}`;
  const expires = String(pick(below, 0, 1, 59, 60, 61, 599, 5999, 6000, 86_400, 2_147_483)).padStart(7);
  const engine = pick(below, "", "", ` sip ${pick(below, "a", "38@example.test", "x".repeat(60))}`);
  const protocol = pick(below, "TCP", "UDP", "SCTP", "IP", "ICMP", "IP_47", "ESP");
  return `${protocol.padEnd(3)} ${places} ${state.padEnd(11)} ${expires}${engine}\n`;
}

const listings = [
  ["-Lnc"],
  ["-Lc"],
  ["-l", "-n", "-c", "--persistent-conn"],
  ["-L", "--connection", "--persistent-conn"],
];

/** Covers /proc/net of one process by a folder. */
const cover = "mount --bind /tmp/connections /proc/$$/net";

await labTest(import.meta.url, async (lab) => {
  const shell = new Shell();
  writeFileSync("/etc/hosts", `${plainHosts}10.0.0.1 vip.example.test\n2001:db8::64 client6\n`);
  writeFileSync("/etc/services", fewServices);
  writeFileSync("/etc/nsswitch.conf", "hosts: files\nservices: files\n");
  mkdirSync("/tmp/connections");

  await lab.check("the kernel's own connections, with the time that they have left", async () => {
    for (const address of ["10.0.0.1/32", "10.0.0.2/32"]) execFileSync("ip", ["address", "add", address, "dev", "lo"]);
    for (const words of ["-A -u 10.0.0.1:9 -s rr -p 100", "-a -u 10.0.0.1:9 -r 10.0.0.2 -g"])
      assert.equal((await runLvsadm(words.split(" "))).exit, 0);
    for (let client = 0; client < 3; client++) {
      const socket = createSocket("udp4");
      await new Promise<void>((resolve) => socket.send("x", 9, "10.0.0.1", () => resolve()));
      socket.close();
    }
    const timeless = (text: string) => text.replace(/^(\S+ +)\d+:\d\d/gm, "$1");
    const [ours, theirs] = [await runLvsadm(["-Lnc"]), await shell.run(["ipvsadm", "-Lnc"])];
    assert.equal(timeless(ours.stdout), timeless(theirs.stdout));
    assert.match(ours.stdout, /^UDP 0[45]:\d\d {2}UDP {9}10\.0\.0\.1:\d+ +10\.0\.0\.1:9 +10\.0\.0\.2:9$/m);
    assert.match(ours.stdout, /^UDP 0[01]:\d\d {2}NONE {8}10\.0\.0\.1:0 /m, "the template");
  });

  await lab.check(`${texts} random texts, seed ${seed}: both list the same`, async () => {
    const below = random(seed);
    execFileSync("mount", ["--bind", "/tmp/connections", `/proc/${process.pid}/net`]);
    for (let i = 0; i < texts; i++) {
      const text = titles + Array.from({ length: below(40) }, () => line(below)).join("");
      writeFileSync("/tmp/connections/ip_vs_conn", text);
      const words = pick(below, ...listings);
      const theirs = await shell.script(`exec sh -c '${cover} && exec ipvsadm ${words.join(" ")}'`);
      assert.deepEqual(await runLvsadm(words), theirs, `${words.join(" ")} of\n${text}`);
    }
  });

  await lab.check(
    "a line that ipvsadm breaks in two is one, and where there is no such file both say the same",
    async () => {
      const call = (length: number) =>
        `${titles}UDP ${ipv6[0]} 0000 ${ipv6[0]} 13C4 ${ipv6[0]} 13C4 NONE             59 sip ${"x".repeat(length)}\n`;
      writeFileSync("/tmp/connections/ip_vs_conn", call(255));
      const { exit, stdout } = await runLvsadm(["-Lnc", "--persistent-conn"]);
      assert.deepEqual([exit, stdout.split("\n").length, stdout.includes("x".repeat(255))], [0, 4, true]);
      const theirs = await shell.script(`exec sh -c '${cover} && exec ipvsadm -Lnc --persistent-conn'`);
      assert.notEqual(theirs.stdout, stdout);
      execFileSync("rm", ["/tmp/connections/ip_vs_conn"]);
      assert.deepEqual(await runLvsadm(["-Lnc"]), await shell.script(`exec sh -c '${cover} && exec ipvsadm -Lnc'`));
      execFileSync("umount", [`/proc/${process.pid}/net`]);
    },
  );
  shell.end();
});
