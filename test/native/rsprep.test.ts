/** rsprep as a person runs it, in a network namespace of its own; what it says is held against ip(8), /proc/sys and the wire. */

import { execFileSync, spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { existsSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import t, { type Test } from "tap";
import { ip, namespaceObstacle, newNamespace } from "../support/namespace.ts";
import { runBundle } from "../support/spawned.ts";

const vip = "172.16.12.110";
const words = ["--vip", vip, "--interface", "ens33"];
const obstacle = namespaceObstacle() ?? false;

const rsprep = (...argv: string[]) => runBundle("rsprep", argv);
const arp = (link: string, name: string) => readFileSync(`/proc/sys/net/ipv4/conf/${link}/${name}`, "utf8").trim();
const arpValues = () =>
  ["all", "ens33", "lo"].map((link) => `${arp(link, "arp_ignore")}${arp(link, "arp_announce")}`).join(" ");
const onLo = () => ip("-o -4 addr show dev lo").replace(/\s+/g, " ");
const localRoute = () => ip(`-o route show table local ${vip}`);

/** A namespace with a client, a namespace with ens33 on one wire with it; the latter is entered. */
function wire(t: Test) {
  const client = newNamespace();
  const server = newNamespace();
  ip("link add ens33 type veth peer name wire");
  ip(`link set wire netns ${client.path}`);
  ip("addr add 172.16.12.111/16 dev ens33");
  ip("link set ens33 up");
  client.enter();
  ip("addr add 172.16.12.1/16 dev wire");
  ip("link set wire up");
  // An unanswered request gives up after three tries; the kernel's second between them is for real networks.
  writeFileSync("/proc/sys/net/ipv4/neigh/wire/retrans_time_ms", "100");
  server.enter();
  const journal = `/run/lvskit-rsprep-${/\d+/.exec(readlinkSync("/proc/self/ns/net"))?.[0]}.json`;
  rmSync(journal, { force: true });
  t.teardown(() => {
    rmSync(journal, { force: true });
    client.close();
    server.close();
  });
  return { client, server, journal };
}

/** @returns whether anybody on the wire answers ARP for the VIP, as the client's kernel sees it. */
async function answered({ client, server }: ReturnType<typeof wire>): Promise<boolean> {
  client.enter();
  try {
    execFileSync("ip", ["neigh", "flush", "dev", "wire"], { stdio: "ignore" });
    const socket = createSocket("udp4");
    socket.send("who has it?", 9, vip);
    await once(socket, "listening");
    for (let tries = 0; tries < 200; tries++) {
      const state = ip(`neigh show ${vip} dev wire`);
      if (/REACHABLE|FAILED|DELAY|STALE/.test(state)) {
        socket.close();
        return !state.includes("FAILED");
      }
      await delay(20);
    }
    throw new Error("the client's kernel never made up its mind");
  } finally {
    server.enter();
  }
}

t.test("apply, check, again, undo: kernel truth at each step", { skip: obstacle }, async (t) => {
  const net = wire(t);
  t.equal((await rsprep("check", ...words)).status, 1);
  t.equal((await rsprep("apply", ...words, "--dry-run")).status, 3);
  t.equal(arpValues(), "00 00 00");
  t.notMatch(onLo(), vip);
  t.notOk(existsSync(net.journal));

  const applied = await rsprep("apply", ...words);
  t.match(applied, { status: 3, stderr: "" });
  t.equal(arpValues(), "12 12 12");
  t.match(onLo(), `inet ${vip}/32 brd ${vip} scope global lo:0`);
  t.match(localRoute(), new RegExp(`^local ${vip} dev lo .*scope host`));
  t.match(ip(`route get ${vip}`), `local ${vip} dev lo`);
  t.equal(statSync(net.journal).mode & 0o777, 0o600);
  t.equal((await rsprep("check", ...words)).status, 0);

  const journal = readFileSync(net.journal, "utf8");
  t.same(await rsprep("apply", ...words), { status: 0, stdout: "as wanted already; nothing changed\n", stderr: "" });
  t.equal(readFileSync(net.journal, "utf8"), journal, "a second apply leaves the journal alone");

  t.match(await rsprep("undo"), { status: 3, stderr: "" });
  t.equal(arpValues(), "00 00 00");
  t.notMatch(onLo(), vip);
  t.equal(localRoute(), "");
  t.notOk(existsSync(net.journal), "no trace");
});

t.test("the wire: nobody answers for the VIP, and the real server itself reaches it", { skip: obstacle }, async (t) => {
  const net = wire(t);
  ip(`addr add ${vip}/32 dev lo`);
  t.ok(await answered(net), "without rsprep this host answers ARP for an address on lo");
  t.equal((await rsprep("apply", ...words)).status, 3);
  t.notOk(await answered(net));
  t.match(onLo(), `inet ${vip}/32 brd ${vip} scope global lo:0`, "the address that was there has its label now");

  const server = createServer((socket) => socket.end("hello from rip1"));
  server.listen(0, vip);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const [hello] = await once(connect(address.port, vip), "data");
  t.equal(String(hello), "hello from rip1");
  server.close();

  t.equal((await rsprep("undo")).status, 3);
  t.match(onLo(), new RegExp(`inet ${vip}/32 scope global lo\\\\`), "as it was: no label, no broadcast");
  t.ok(await answered(net));
});

t.test("several VIPs beside somebody else's lo:0, undone one by one", { skip: obstacle }, async (t) => {
  wire(t);
  writeFileSync("/proc/sys/net/ipv4/conf/all/arp_announce", "1");
  ip("addr add 10.9.9.9/32 dev lo label lo:0");
  t.equal((await rsprep("apply", "--vip", `${vip},172.16.12.120`, "-i", "ens33")).status, 3);
  t.match(onLo(), "scope global lo:1");
  t.match(onLo(), "scope global lo:2");
  t.equal((await rsprep("undo", "--vip", vip)).status, 3);
  t.equal(arpValues(), "12 12 12", "the other VIP still needs them");
  t.equal((await rsprep("undo", "--vip", "172.16.12.120")).status, 3);
  t.equal(arpValues(), "01 00 00", "the values that were there before");
  t.match(onLo(), /10\.9\.9\.9\/32 scope global lo:0/);
  t.notMatch(onLo(), "172.16.12");
});

t.test("a host route that was deleted comes back", { skip: obstacle }, async (t) => {
  wire(t);
  await rsprep("apply", ...words);
  ip(`route del local ${vip} dev lo table local`);
  const { status, stdout } = await rsprep("check", ...words);
  t.equal(status, 1);
  t.match(stdout, `wrong  host route to ${vip}: absent, wanted through lo (table local)\n`);
  t.equal((await rsprep("apply", ...words)).status, 3);
  t.match(localRoute(), `local ${vip} dev lo`);
});

t.test("obstacles on a real kernel", { skip: obstacle }, async (t) => {
  wire(t);
  const cases = [
    [["--vip", "172.16.12.111", "-i", "ens33"], "rsprep: 172.16.12.111/16 is on ens33 of this host"],
    [["--vip", vip, "-i", "eth7"], "rsprep: there is no interface eth7; this host has ens33\n"],
    [["--vip", vip, "-i", "lo"], "rsprep: lo is the loopback interface"],
  ] as const;
  for (const [argv, sentence] of cases) {
    const { status, stderr } = await rsprep("apply", ...argv);
    t.equal(status, 1);
    t.ok(stderr.startsWith(sentence), stderr);
  }
  ip("link set lo down");
  t.match((await rsprep("apply", ...words)).stderr, "rsprep: lo is down; bring it up first (ip link set lo up)\n");
  t.equal(arpValues(), "00 00 00");
});

t.test(
  "without CAP_NET_ADMIN the kernel refuses the address: the parameters go back",
  { skip: obstacle },
  async (t) => {
    const { journal } = wire(t);
    const bare = ["--bounding-set", "-net_admin", "--inh-caps", "-net_admin", process.execPath, "dist/bin/rsprep.cjs"];
    const { status, stdout, stderr } = spawnSync("setpriv", [...bare, "apply", ...words], { encoding: "utf8" });
    t.equal(status, 1);
    t.match(stdout, "set net.ipv4.conf.all.arp_ignore 1 → 0\n");
    t.match(stderr, /^rsprep: apply needs root: cannot add the address .*; what was done before it has been undone\n$/);
    t.equal(arpValues(), "00 00 00");
    t.notOk(existsSync(journal));
  },
);
