/**
 * lvsadm apply on the kernel's IPVS: every kind of file, connections and counters that live on, somebody else at the same time,
 * kill -9 halfway, locks, answers that are lost.
 */

import assert from "node:assert/strict";
import { changeTable, readStates } from "../../lib/commands/lvsadm-change-table.ts";
import { differences } from "../../lib/ipvs/difference.ts";
import type { Change, ServiceState } from "../../lib/ipvs/model.ts";
import { plan } from "../../lib/ipvs/plan.ts";
import { addressFromBytes } from "../../lib/net/address.ts";
import type { IpvsTable } from "../../lib/ports/ipvs-table.ts";
import { openIpvsTable } from "../../lib/system/ipvs-table.ts";
import { openNetlinkSocket } from "../../lib/system/netlink-socket.ts";
import { random } from "../support/random.ts";
import { randomStates } from "../support/random-states.ts";
import type { Host } from "./guest/host.ts";
import { waitFor } from "./guest/wait.ts";
import { labTest } from "./lab-test.ts";

const vip = "172.16.12.110";

/** Milliseconds: each check starts a dozen programs, and a start of Node can take seconds on a busy machine. */
const patient = { within: 240_000 };
const lib = new URL("../../lib/", import.meta.url).pathname;

const keepalived = `virtual_server ${vip} 80 {
    lb_algo wrr
    lb_kind NAT
    protocol TCP
    real_server 10.0.1.1 8080 {
        weight 3
        TCP_CHECK { connect_timeout 1 }
    }
    real_server 10.0.1.2 8080 {
        weight 1
    }
}
`;
const rules = `-A -t ${vip}:80 -s wrr
-a -t ${vip}:80 -r 10.0.1.1:8080 -m -w 3
-a -t ${vip}:80 -r 10.0.1.2:8080 -m -w 1
`;
const json = JSON.stringify({
  services: [
    {
      protocol: "tcp",
      address: vip,
      port: 80,
      scheduler: "wrr",
      destinations: [
        { address: "10.0.1.1", port: 8080, forwarding: "masquerade", weight: 3 },
        { address: "10.0.1.2", port: 8080, forwarding: "masquerade" },
      ],
    },
  ],
});

const tunnels = `virtual_server ${vip} 80 {
    lb_algo rr
    lb_kind TUN type gue port 6080 csum
    protocol TCP
    real_server 10.0.1.1 80 {
    }
    real_server 10.0.1.2 80 {
        lvs_method TUN type gre
    }
    real_server 10.0.1.3 8080 {
        lvs_method NAT
    }
}
virtual_server fwmark 7 {
    lb_algo rr
    lb_kind DR
    real_server 2001:db8::1 {
    }
}
virtual_server_group web {
    192.0.2.10-11 80
    192.0.2.12 443
    fwmark 9
}
virtual_server group web {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 10.0.1.4 8080 {
    }
}
`;

/** Many services, each with a server: applying them takes several system calls. */
function many(count: number): ServiceState[] {
  return Array.from({ length: count }, (_, i) => ({
    key: {
      kind: "address",
      protocol: "tcp",
      address: addressFromBytes(Uint8Array.of(10, 9, i >> 8, i & 255)),
      port: 80,
    },
    settings: { scheduler: "rr", onePacket: false, schedulerFlags: 0 },
    destinations: [
      {
        key: { address: addressFromBytes(Uint8Array.of(10, 8, i >> 8, i & 255)), port: 80 },
        settings: { forwarding: "direct", weight: 1, upperThreshold: 0, lowerThreshold: 0 },
      },
    ],
  }));
}

/** The table port of this network namespace, with something that happens right before changes are asked for. */
function withInterference(table: IpvsTable, interfere: (round: number) => Promise<void> | void): IpvsTable {
  let round = 0;
  return {
    info: () => table.info(),
    services: () => table.services(),
    service: (key) => table.service(key),
    destinations: (key) => table.destinations(key),
    close: () => table.close(),
    apply: async (changes) => {
      await interfere(round++);
      return table.apply(changes);
    },
  } as IpvsTable;
}

async function fill(table: IpvsTable, states: readonly ServiceState[]): Promise<void> {
  await table.apply([{ do: "clear" }]);
  const refused = (await table.apply(plan([], states))).filter(({ ok }) => !ok);
  assert.deepEqual(refused, []);
}

/** Connections of a real server as `ipvsadm -Ln` has them: weight, active, inactive. */
async function row(host: Host, server: string): Promise<string> {
  const lines = (await host.ok(["ipvsadm", "-Ln"])).split("\n");
  return (
    lines
      .find((line) => line.includes(`-> ${server} `))
      ?.trim()
      .split(/\s+/)
      .slice(3)
      .join(" ") ?? "gone"
  );
}

await labTest(
  import.meta.url,
  async (lab) => {
    const cluster = await lab.cluster({
      director: {
        links: { ens33: `${vip}/16`, ens34: { network: "servers", addresses: ["10.0.1.254/24"] } },
        sysctls: { "net.ipv4.ip_forward": 1 },
      },
      rip1: { links: { ens33: { network: "servers", addresses: ["10.0.1.1/24"] } } },
      rip2: { links: { ens33: { network: "servers", addresses: ["10.0.1.2/24"] } } },
      client: { links: { ens33: "172.16.0.9/16" } },
    });
    const [director, client] = [cluster.host("director"), cluster.host("client")];
    const echo = `require("node:net").createServer((s) => s.pipe(s).on("error", () => {})).listen(8080, () => console.log("listening"))`;
    for (const name of ["rip1", "rip2"] as const) {
      await cluster.host(name).ok(["ip", "route", "add", "default", "via", "10.0.1.254"]);
      await cluster
        .host(name)
        .start(["node", "-e", echo])
        .line(/^listening$/, { within: 60_000 });
    }

    await lab.check(
      "each real server's own method and tunnel of a keepalived.conf, services by mark and by group, are in the kernel",
      async () => {
        await director.ok(["lvsadm", "apply", "-"], { input: tunnels });
        assert.deepEqual(
          (await director.ok(["ipvsadm", "-Sn"])).trim().split("\n").sort(),
          [
            "-A -f 7 -6 -s rr",
            "-A -f 9 -s rr",
            `-A -t ${vip}:80 -s rr`,
            "-A -t 192.0.2.10:80 -s rr",
            "-A -t 192.0.2.11:80 -s rr",
            "-A -t 192.0.2.12:443 -s rr",
            "-a -f 7 -6 -r [2001:db8::1]:0 -g -w 1",
            "-a -f 9 -r 10.0.1.4:8080 -m -w 1",
            `-a -t ${vip}:80 -r 10.0.1.1:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-csum`,
            `-a -t ${vip}:80 -r 10.0.1.2:80 -i -w 1 --tun-type gre --tun-nocsum`,
            `-a -t ${vip}:80 -r 10.0.1.3:8080 -m -w 1`,
            "-a -t 192.0.2.10:80 -r 10.0.1.4:8080 -m -w 1",
            "-a -t 192.0.2.11:80 -r 10.0.1.4:8080 -m -w 1",
            "-a -t 192.0.2.12:443 -r 10.0.1.4:8080 -m -w 1",
          ].sort(),
        );
        assert.equal(await director.ok(["lvsadm", "diff", "-"], { input: tunnels }), "");
      },
      patient,
    );

    await lab.check(
      "every kind of file gives the same table, and applied again changes nothing",
      async () => {
        const kinds = { "rules.txt": rules, "table.json": json, "keepalived.conf": keepalived };
        for (const [name, text] of Object.entries(kinds)) {
          await director.ok(["ipvsadm", "-C"]);
          director.file(`/tmp/${name}`, text);
          const { status, stdout, stderr } = await director.run(["lvsadm", "apply", "-x", `/tmp/${name}`]);
          assert.deepEqual([status, stderr], [3, ""], name);
          assert.match(stdout, /\nas wanted now, read back from the kernel \(3 changes\)\n$/);
          const saved = (await director.ok(["ipvsadm", "-Sn"])).trim().split("\n").sort();
          assert.deepEqual(saved, rules.trim().split("\n").sort(), name);
        }
        for (const name of Object.keys(kinds)) {
          assert.equal(await director.ok(["lvsadm", "diff", `/tmp/${name}`]), "", name);
          assert.deepEqual((await director.run(["lvsadm", "apply", "-x", `/tmp/${name}`])).status, 0, name);
        }
      },
      patient,
    );

    await lab.check(
      "what ipvsadm saves and what lvsadm lists as JSON is applied without a change",
      async () => {
        await director.ok(["ipvsadm", "-A", "-u", `${vip}:54`, "-M", "255.255.255.0"]);
        for (const print of ["ipvsadm -Sn", "lvsadm -Sn", "lvsadm show --json", "lvsadm -L --json"]) {
          const { status, stdout } = await director.run(["sh", "-c", `${print} | lvsadm apply -x -`]);
          assert.deepEqual([status, stdout], [0, "as wanted already; nothing changed\n"], print);
        }
        await director.ok(["ipvsadm", "-D", "-u", `${vip}:54`]);
      },
      patient,
    );

    await lab.check(
      "a connection and the counters of what does not change live on",
      async () => {
        const talker = `const s = require("node:net").connect(80, "${vip}", () => s.write("one\\n"));
      s.on("data", (d) => console.log(String(d).trim())); process.on("SIGUSR1", () => s.write("two\\n"));`;
        const talk = client.start(["node", "-e", talker]);
        await talk.line(/^one$/, { within: 60_000 });
        const busy = (await row(director, "10.0.1.1:8080")).endsWith(" 1 0") ? "10.0.1.1" : "10.0.1.2";
        const idle = busy === "10.0.1.1" ? "10.0.1.2" : "10.0.1.1";
        /** Connections and packets in so far, of the service and of its busy server. */
        const counters = async () => {
          const lines = (await director.ok(["ipvsadm", "-Ln", "--stats", "--exact"])).split("\n");
          const of = (name: string) =>
            lines
              .find((one) => one.includes(name))
              ?.match(/ \d+/g)
              ?.map(Number) ?? [];
          return [...of(`TCP  ${vip}:80`).slice(-5, -3), ...of(`-> ${busy}:`).slice(-5, -3)];
        };
        // The kernel adds its counters up every two seconds.
        const counted = async () => (await counters()).every((one) => one > 0);
        await waitFor("the connection is counted", counted, { within: 10_000 });
        const before = await counters();
        const wanted = rules
          .replace("-s wrr", "-s wlc -p 60")
          .replace(new RegExp(`^.*${idle.replaceAll(".", "\\.")}.*\n`, "m"), "")
          .concat(`-a -t ${vip}:80 -r 10.0.1.7:8080 -m -w 9\n`, `-A -u ${vip}:53 -s rr\n`);
        const { status } = await director.run(["lvsadm", "apply", "-x", "-"], { input: wanted });
        assert.equal(status, 3);
        const after = await counters();
        assert.equal(after.length, 4);
        assert.ok(
          after.every((one, i) => one >= (before[i] ?? 0)),
          `${after} is not less than ${before}`,
        );
        assert.deepEqual([after[0], after[2]], [1, 1], "connections counted");
        assert.match(await row(director, `${busy}:8080`), / 1 0$/);
        talk.kill("SIGUSR1");
        await talk.line(/^two$/, { within: 10_000 });
        assert.equal(await row(director, `${idle}:8080`), "gone");
        await talk.stop();
      },
      patient,
    );

    await lab.check(
      "a refusal is said with its reason, and the table is as before",
      async () => {
        const before = await director.ok(["ipvsadm", "-Sn"]);
        const input = `-A -t ${vip}:81 -s rr\n-a -t ${vip}:81 -r 10.0.1.1:80 -m\n-A -t ${vip}:82 -s nosuch\n`;
        assert.deepEqual(await director.run(["lvsadm", "apply", "-"], { input }), {
          status: 1,
          stdout: "",
          stderr: `lvsadm apply: the kernel refuses to add TCP ${vip}:82 with scheduler nosuch: Scheduler or persistence engine not found (ENOENT); the table is as it was before\n`,
        });
        assert.equal(await director.ok(["ipvsadm", "-Sn"]), before);
      },
      patient,
    );

    await lab.check(
      "one at a time in a network namespace; a killed holder leaves no lock",
      async () => {
        const hold = `import("${lib}system/table-lock.js").then(({ lockTable }) => { lockTable(); console.log(process.pid); setInterval(() => {}, 1e6); })`;
        const holder = director.start(["node", "-e", hold]);
        const [pid = ""] = await holder.line(/^\d+$/, { within: 60_000 });
        director.file("/tmp/rules.txt", rules);
        assert.deepEqual(await director.run(["lvsadm", "apply", "/tmp/rules.txt"]), {
          status: 1,
          stdout: "",
          stderr: `lvsadm apply: another lvsadm, process ${pid}, is changing the table; nothing was done\n`,
        });
        assert.equal((await director.run(["lvsadm", "drain", "10.0.1.7"])).status, 1);
        assert.deepEqual(await director.run(["lvsadm", "-R", "--atomic"], { input: "-C\n" }), {
          status: 1,
          stdout: "",
          stderr: `lvsadm: another lvsadm, process ${pid}, is changing the table; nothing was done\n`,
        });
        client.file("/tmp/rules.txt", rules);
        assert.equal((await client.run(["lvsadm", "apply", "/tmp/rules.txt"])).status, 0, "another namespace");
        await client.ok(["ipvsadm", "-C"]);
        holder.kill("SIGKILL");
        await holder.exited;
        assert.equal((await director.run(["lvsadm", "apply", "/tmp/rules.txt"])).status, 0);
        assert.equal(await director.ok(["sh", "-c", "ls /run | grep ipvs-table | wc -l"]), "0\n");
      },
      patient,
    );

    await lab.check(
      "two at once: each does all or nothing, and the table is one of theirs",
      async () => {
        const files = [rules, rules.replaceAll("-w 1", "-w 7").replace("wrr", "wlc")];
        for (const [i, text] of files.entries()) director.file(`/tmp/both-${i}`, text);
        const runs = await Promise.all(files.map((_, i) => director.run(["lvsadm", "apply", "-q", `/tmp/both-${i}`])));
        for (const { status, stderr } of runs)
          assert.match(
            `${status} ${stderr}`,
            /^(0 |1 lvsadm apply: another lvsadm.* is changing the table; nothing was done\n)$/,
          );
        assert.ok(runs.some(({ status }) => status === 0));
        const same = await Promise.all(files.map((_, i) => director.run(["lvsadm", "diff", `/tmp/both-${i}`])));
        assert.deepEqual(same.map(({ status }) => status).sort(), [0, 1]);
      },
      patient,
    );

    await lab.check(
      "killed (-9) anywhere, apply called again mends",
      async () => {
        const table = await openIpvsTable();
        await fill(table, many(400).slice(100));
        const wanted = many(300);
        lab.say(`${plan(await readStates(table), wanted).length} changes`);
        const script = (after: number) => `
      const [{ changeTable }, { openIpvsTable }] = await Promise.all([
        import("${lib}commands/lvsadm-change-table.js"), import("${lib}system/ipvs-table.js")]);
      const table = await openIpvsTable();
      let left = ${after};
      const apply = table.apply.bind(table);
      table.apply = async (changes) => {
        if (left < changes.length) { await apply(changes.slice(0, left)); process.kill(process.pid, "SIGKILL"); }
        left -= changes.length;
        return apply(changes);
      };
      await changeTable(table, () => JSON.parse(process.env.WANTED));`;
        for (const after of [1, 150, 299]) {
          await fill(table, many(400).slice(100));
          const before = plan(await readStates(table), wanted).length;
          const { status } = await lab.run(["node", "--input-type=module", "-e", script(after)], {
            env: { WANTED: JSON.stringify(wanted) },
          });
          assert.equal(status, 137);
          const left = plan(await readStates(table), wanted).length;
          assert.equal(left, before - after, `killed after ${after} of ${before}`);
          const input = JSON.stringify({
            services: wanted.map(({ key, settings, destinations }) => ({
              ...(key.kind === "address" ? { protocol: key.protocol, address: key.address, port: key.port } : {}),
              scheduler: settings.scheduler,
              destinations: destinations.map((one) => one.key),
            })),
          });
          const again = await lab.run(["lvsadm", "apply", "-q", "-"], { input });
          assert.deepEqual(again, { status: 0, stdout: "", stderr: "" });
          assert.deepEqual(plan(await readStates(table), wanted), []);
        }
        table.close();
      },
      patient,
    );

    await lab.check(
      "what ipvsadm changes between reading and applying is mended",
      async () => {
        const table = await openIpvsTable();
        const below = random(20261120);
        for (let round = 0; round < 10; round++) {
          const [before, wanted, foreign] = [randomStates(below), randomStates(below), randomStates(below)];
          await fill(table, before);
          const { stdout: saved } = await withSaved(table, foreign, lab.run);
          await fill(table, before);
          const interfered = withInterference(table, async (nth) => {
            if (nth === 0) await lab.run(["sh", "-c", "ipvsadm -C; ipvsadm -R"], { input: saved });
          });
          const outcome = await changeTable(interfered, () => wanted);
          assert.equal(outcome.status, "changed", `round ${round}`);
          assert.deepEqual(differences(await readStates(table), wanted), [], `round ${round}`);
        }
        table.close();
      },
      patient,
    );

    await lab.check(
      "answers lost for want of room (ENOBUFS) are looked up in the table",
      async () => {
        const wanted = many(1000);
        const plain = await openIpvsTable();
        await plain.apply([{ do: "clear" }]);
        const small = await openIpvsTable((options) => openNetlinkSocket({ ...options, receiveBuffer: 40_000 }));
        let lost = 0;
        const watched = withInterference(small, async (nth) => {
          if (nth === 0) await fill(plain, wanted.slice(0, 900));
        });
        const apply = watched.apply.bind(watched);
        watched.apply = async (changes: readonly Change[]) => {
          const results = await apply(changes);
          lost += results.filter((result) => !result.ok && result.code === "ENOBUFS").length;
          return results;
        };
        const outcome = await changeTable(watched, () => wanted);
        assert.equal(outcome.status, "changed");
        assert.ok(lost > 0, "some answers were lost");
        assert.deepEqual(differences(await readStates(plain), wanted), []);
        await plain.apply([{ do: "clear" }]);
        for (const one of [plain, small]) one.close();
      },
      patient,
    );
  },
  { secondsLimit: 900 },
);

/** Another table as ipvsadm saves it. */
async function withSaved(
  table: IpvsTable,
  states: readonly ServiceState[],
  run: (argv: readonly string[]) => Promise<{ readonly stdout: string }>,
): Promise<{ readonly stdout: string }> {
  await fill(table, states);
  return run(["ipvsadm", "-Sn"]);
}
