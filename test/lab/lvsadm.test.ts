/**
 * lvsadm as it is installed, and the table port, against the kernel's IPVS: exit status of the real program, any table written
 * and read back, entries that no command of ours makes, and a kernel without the module.
 */

import assert from "node:assert/strict";
import type { Action } from "../../lib/ipvs/control.ts";
import { changeRequest } from "../../lib/ipvs/message.ts";
import type { Change, DestinationState, ServiceKey, ServiceState } from "../../lib/ipvs/model.ts";
import { plan } from "../../lib/ipvs/plan.ts";
import { NETLINK_GENERIC } from "../../lib/kernel/netlink.ts";
import { type Address, addressFromBytes } from "../../lib/net/address.ts";
import { NetlinkConnection } from "../../lib/netlink/connection.ts";
import { resolveFamily } from "../../lib/netlink/generic.ts";
import type { IpvsTable } from "../../lib/ports/ipvs-table.ts";
import { openIpvsTable } from "../../lib/system/ipvs-table.ts";
import { openNetlinkSocket } from "../../lib/system/netlink-socket.ts";
import { bodyOf } from "../support/netlink-messages.ts";
import { random } from "../support/random.ts";
import { labTest } from "./lab-test.ts";

async function readTable(table: IpvsTable): Promise<ServiceState[]> {
  const services = await table.services();
  return Promise.all(services.map(async (one) => ({ ...one, destinations: await table.destinations(one.key) })));
}

/** Tables with every kind of service and destination that the kernel has. */
function randomTable(below: (end: number) => number): ServiceState[] {
  const pick = <T>(...from: [T, ...T[]]): T => from[below(from.length)] ?? from[0];
  const v4 = (net: number): Address => addressFromBytes(Uint8Array.of(10, 0, net, below(250) + 1));
  const v6 = (net: number): Address =>
    addressFromBytes(Uint8Array.of(0x20, 1, 0xd, 0xb8, ...Array<number>(10).fill(0), net, below(250) + 1));
  const keys: ServiceKey[] = [
    { kind: "address", protocol: pick("tcp", "udp", "sctp"), address: v4(0), port: below(65536) },
    { kind: "address", protocol: pick("tcp", "udp", "protocol-47"), address: v6(0), port: below(65536) },
    { kind: "fwmark", family: pick("inet", "inet6"), fwmark: pick(1, 7, 0x7fffffff, 0x80000000, 0xffffffff) },
  ];
  const destination = (inet6: boolean): DestinationState => ({
    key: { address: inet6 ? v6(1) : v4(1), port: below(65536) },
    settings: {
      weight: pick(0, 1, 65535, 2147483647),
      ...pick({ upperThreshold: 0, lowerThreshold: 0 }, { upperThreshold: 2147483647, lowerThreshold: 5 }),
      ...pick<Pick<DestinationState["settings"], "forwarding" | "tunnel">>(
        { forwarding: pick("masquerade", "direct", "local", "bypass", "tunnel") },
        {
          forwarding: "tunnel",
          tunnel: { type: "gue", port: 1 + below(65535), checksum: pick("none", "checksum", "remote") },
        },
        { forwarding: "tunnel", tunnel: { type: "gre", port: 0, checksum: pick("none", "checksum") } },
      ),
    },
  });
  return keys
    .filter(() => below(4) > 0)
    .map((key) => {
      const inet6 = key.kind === "fwmark" ? key.family === "inet6" : key.address.includes(":");
      const settings = {
        scheduler: pick("rr", "wlc", "sh", "mh", "none"),
        onePacket: below(2) === 0,
        schedulerFlags: pick(0, 8, 0x38),
        ...pick({}, { persistenceTimeout: 1 + below(2678400) }),
        ...pick({}, { netmask: inet6 ? String(1 + below(127)) : pick("0.0.0.0", "255.255.0.0", "255.0.255.0") }),
        ...pick({}, { persistenceEngine: "sip" }),
      };
      return { key, settings, destinations: Array.from({ length: below(4) }, () => destination(inet6)) };
    });
}

/** One entry per key, as a table has them. */
function distinct(table: readonly ServiceState[]): ServiceState[] {
  return table.map((one) => ({
    ...one,
    destinations: [...new Map(one.destinations.map((each) => [JSON.stringify(each.key), each])).values()],
  }));
}

await labTest(import.meta.url, async (lab) => {
  await lab.check("any table can be written, changed into any other, and reads back as it was meant", async () => {
    const below = random(4711);
    const table = await openIpvsTable();
    for (let round = 0; round < 60; round++) {
      const wanted = distinct(randomTable(below));
      const changes = plan(await readTable(table), wanted);
      const results = await table.apply(changes);
      const refusals = results.flatMap((result, i) => (result.ok ? [] : [{ ...changes[i], result }]));
      assert.deepEqual(refusals, [], `round ${round}`);
      assert.deepEqual(plan(await readTable(table), wanted), [], `round ${round}: a second plan`);
    }
    await table.apply([{ do: "clear" }]);
    table.close();
  });

  await lab.check("1000 changes go in a few batches, and the refused ones are the refused ones", async () => {
    const table = await openIpvsTable();
    const key = (i: number): ServiceKey => ({
      kind: "address",
      protocol: "tcp",
      address: addressFromBytes(Uint8Array.of(10, 1, i >> 8, i & 255)),
      port: 80,
    });
    const changes = Array.from({ length: 1000 }, (_, i): Change => {
      const scheduler = i % 7 === 3 ? "nothing" : "rr";
      return { do: "add-service", service: key(i), settings: { scheduler, onePacket: false, schedulerFlags: 0 } };
    });
    const results = await table.apply(changes);
    assert.deepEqual(
      results.flatMap((result, i) => (result.ok ? [] : [[i, result.code]])),
      changes.flatMap((_, i) => (i % 7 === 3 ? [[i, "ENOENT"]] : [])),
    );
    assert.equal((await table.services()).length, 857);
    const all = await table.apply(
      Array.from({ length: 1000 }, (): Change => ({ do: "delete-service", service: key(3) })),
    );
    assert.equal(all.filter((result) => !result.ok && result.code === "ESRCH").length, 1000);
    await table.apply([{ do: "clear" }]);
    assert.deepEqual(await table.services(), []);
    table.close();
  });

  await lab.check(
    "a daemon that is stopped before its thread ran is stopped, without waiting for an answer",
    async () => {
      const table = await openIpvsTable();
      const daemon: Action = { do: "start-daemon", daemon: { state: "master", interface: "lo", syncId: 1 } };
      const stop: Action = { do: "stop-daemon", state: "master" };
      const start = performance.now();
      for (let round = 0; round < 10; round++)
        assert.deepEqual(await table.apply([daemon, stop]), [{ ok: true }, { ok: true }], `round ${round}`);
      // One answer that is waited for in vain takes 5 s.
      assert.ok(performance.now() - start < 4_000);
      assert.deepEqual(await table.daemons(), []);
      assert.deepEqual(
        (await table.apply([stop])).map((result) => !result.ok && result.code),
        ["ESRCH"],
      );
      table.close();
    },
  );

  await lab.check("ipvsadm reads what lvsadm wrote, and lvsadm lists as ipvsadm does", async () => {
    const lines = [
      ["-A", "-t", "172.16.12.110:80", "-s", "wlc", "-p", "50"],
      ["-a", "-t", "172.16.12.110:80", "-r", "172.16.12.115", "-g", "-w", "3"],
      ["-A", "-t", "[2001:db8::1]:80", "-s", "mh", "-b", "mh-port"],
      ["-a", "-t", "[2001:db8::1]:80", "-r", "[2001:db8::2]:8080", "-m"],
      ["-A", "-f", "7", "-6", "-p"],
    ];
    for (const words of lines)
      assert.deepEqual(await lab.run(["lvsadm", ...words]), { status: 0, stdout: "", stderr: "" });
    const wanted = await lab.run(["ipvsadm", "-Ln"]);
    assert.match(wanted.stdout, /172\.16\.12\.115:80 +Route +3 /);
    assert.deepEqual(await lab.run(["lvsadm", "-Ln"]), wanted);
    assert.deepEqual(await lab.run(["lvsadm", "-S", "-n"]), await lab.run(["ipvsadm", "-S", "-n"]));
    assert.deepEqual(await lab.run(["lvsadm", "-D", "-t", "1.2.3.4:5"]), {
      status: 255,
      stdout: "",
      stderr: "No such service\n",
    });
    assert.equal(
      (await lab.run(["lvsadm", "-A", "-t", "x", "-w"])).stderr,
      "illegal virtual server address[:port] specified\n",
    );
    assert.match((await lab.run(["lvsadm", "nonsense"])).stderr, /^Try `lvsadm -h'/);
    assert.equal((await lab.run(["sh", "-c", "lvsadm -Ln >/dev/full"])).status, 1);
    assert.deepEqual(await lab.run(["lvsadm", "-C"]), { status: 0, stdout: "", stderr: "" });
    assert.equal((await lab.run(["ipvsadm", "-S", "-n"])).stdout, "");
  });

  await lab.check("who is not root is told so before anything else", async () => {
    for (const words of [["-Ln"], ["-A", "-s", "rr"]])
      assert.deepEqual(await lab.run(["setpriv", "--reuid=65534", "--clear-groups", "lvsadm", ...words]), {
        status: 2,
        stdout: "",
        stderr:
          "Can't initialize ipvs: Permission denied (you must be root)\n" +
          "Are you sure that IP Virtual Server is built in the kernel or as module?\n",
      });
    assert.equal((await lab.run(["setpriv", "--reuid=65534", "--clear-groups", "lvsadm", "-v"])).status, 0);
  });

  await lab.check(
    "answers cut short or damaged at any byte end in an error or in a table, never in a hang",
    async () => {
      const socket = openNetlinkSocket({ protocol: NETLINK_GENERIC });
      const connection = new NetlinkConnection(socket);
      const family = resolveFamily(connection, "IPVS");
      assert.ok(family !== undefined);
      const service: ServiceKey = { kind: "fwmark", family: "inet", fwmark: 3 };
      const request = changeRequest(family, {
        do: "add-service",
        service,
        settings: { scheduler: "rr", onePacket: false, schedulerFlags: 0 },
      });
      const body = bodyOf(request);
      for (let length = 4; length < body.length; length++) {
        const [outcome] = connection.requestBatch([{ ...request, body: body.subarray(0, length) }]);
        assert.notEqual(outcome?.kind, "timeout", `cut to ${length} bytes`);
      }
      connection.close();
      const table = await openIpvsTable();
      await table.apply([{ do: "clear" }]);
      table.close();
    },
  );

  await lab.check("the module is loaded where it is missing, and missed where it cannot be", async () => {
    const modules = (await lab.run(["sh", "-c", "cd /sys/module && echo ip_vs_* ip_vs"])).stdout.trim().split(" ");
    assert.equal((await lab.run(["modprobe", "-r", ...modules])).status, 0);
    assert.equal((await lab.run(["lvsadm", "-Ln"])).status, 0, "the kernel loads it at the look-up");
    const loaded = (await lab.run(["sh", "-c", "cd /sys/module && echo ip_vs*"])).stdout.trim().split(" ");
    assert.equal((await lab.run(["modprobe", "-r", ...loaded])).status, 0);
    assert.equal((await lab.run(["mount", "-t", "tmpfs", "tmpfs", "/lib/modules"])).status, 0);
    const ours = await lab.run(["lvsadm", "-Ln"]);
    assert.deepEqual(ours, await lab.run(["ipvsadm", "-Ln"]));
    assert.equal(ours.status, 2);
    assert.match(ours.stderr, /^modprobe: FATAL: .*\nCan't initialize ipvs: Protocol not available\nAre you sure /);
  });
});
