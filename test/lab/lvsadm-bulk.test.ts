/** Large tables on the kernel's IPVS and beside Debian's ipvsadm: written, saved, read back, interrupted. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { changeRequest } from "../../lib/ipvs/message.ts";
import type { Change } from "../../lib/ipvs/model.ts";
import { NETLINK_GENERIC } from "../../lib/kernel/netlink.ts";
import { NetlinkConnection } from "../../lib/netlink/connection.ts";
import { resolveFamily } from "../../lib/netlink/generic.ts";
import { openIpvsTable } from "../../lib/system/ipvs-table.ts";
import { openNetlinkSocket } from "../../lib/system/netlink-socket.ts";
import { folderWithPackage } from "../support/installed-package.ts";
import { random } from "../support/random.ts";
import { randomRules } from "../support/random-rules.ts";
import { readmeExample } from "../support/readme-example.ts";
import { checkout } from "./host/checkout.ts";
import { runLvsadm } from "./in-process.ts";
import { labTest } from "./lab-test.ts";

const silent = { exit: 0, stdout: "", stderr: "" };

async function saved(): Promise<string> {
  const { exit, stdout, stderr } = await runLvsadm(["-S", "-n"]);
  assert.deepEqual([exit, stderr], [0, ""]);
  return stdout;
}

async function restored(rules: string, ...words: string[]): Promise<string> {
  assert.deepEqual(await runLvsadm(["-C"]), silent);
  assert.deepEqual(await runLvsadm(["-R", ...words], rules), silent);
  return saved();
}

/** Services by mark, which the kernel knows by number alone. */
function marks(count: number, scheduler: (i: number) => string): Change[] {
  return Array.from({ length: count }, (_, i) => ({
    do: "add-service",
    service: { kind: "fwmark", family: "inet", fwmark: i + 1 },
    settings: { scheduler: scheduler(i), onePacket: false, schedulerFlags: 0 },
  }));
}

await labTest(
  import.meta.url,
  async (lab) => {
    await lab.check("what cannot be read, or not written, is a failure", async () => {
      assert.deepEqual(await lab.run(["sh", "-c", "lvsadm -R </"]), {
        status: 1,
        stdout: "",
        stderr: "lvsadm: cannot read standard input: Is a directory\n",
      });
      assert.deepEqual(await lab.run(["lvsadm", "-R"], { input: "-A -t 10.0.0.1:80 -s rr" }), {
        status: 0,
        stdout: "",
        stderr: "",
      });
      const full = await lab.run(["sh", "-c", "lvsadm -Sn >/dev/full"]);
      assert.deepEqual([full.status, full.stderr], [1, "lvsadm: cannot write the output: No space left on device\n"]);
    });

    const below = random(20261120);
    for (const services of [1, 40, 700, 5_000])
      await lab.check(
        `a random table of ${services} services is the same after a save, a clear and a restore`,
        async () => {
          const before = await restored(randomRules(services, below));
          assert.equal(before.match(/^-A /gm)?.length, services);
          assert.equal(await restored(before), before);
          assert.equal(await restored(before, "--atomic"), before);
        },
        { within: 200_000 },
      );

    await lab.check("ipvsadm -R reads what lvsadm saves, and lvsadm -R what ipvsadm saves", async () => {
      const ours = await restored(randomRules(150, below));
      assert.deepEqual(await runLvsadm(["-C"]), silent);
      assert.equal((await lab.run(["ipvsadm", "-R"], { input: ours })).stderr, "");
      assert.equal(await saved(), ours);
      // Thresholds and large marks do not survive ipvsadm -S.
      const plain = ours
        .replace(/ -[xy] \d+/g, "")
        .replace(/^.* -f 4\d{9} .*\n/gm, "")
        .replace(/,flag-3/g, "");
      await restored(plain);
      const theirs = (await lab.run(["ipvsadm", "-S", "-n"])).stdout;
      assert.equal(theirs, plain);
      assert.equal(await restored(theirs), plain);
    });

    await lab.check("--atomic leaves the table as it was where the kernel refuses a line", async () => {
      const before = await restored(randomRules(300, below));
      const rules = `-C\n${randomRules(600, below)}-A -t 10.9.9.9:80 -s nothing\n`;
      const lines = rules.split("\n").length - 1;
      assert.deepEqual(await runLvsadm(["-R", "--atomic"], rules), {
        exit: 255,
        stdout: "",
        stderr:
          `line ${lines}: Scheduler or persistence engine not found\n` +
          "ipvsadm: what was done before that is undone: the table is as it was\n",
      });
      assert.equal(await saved(), before);
    });

    await lab.check("killed in the middle of --atomic, the next one mends the table", async () => {
      const rules = `-C\n${randomRules(700, below)}`;
      const wanted = await restored(rules);
      const before = await restored(randomRules(200, below));
      // The family, the version and the reading of the table come first: one for the list, one for each service.
      const env = {
        NODE_OPTIONS: `--require=${join(checkout, "test/support/killed-at-send.cjs")}`,
        LVSKIT_KILLED_AT_SEND: String(3 + 200 + 3),
      };
      const killed = await lab.run(["lvsadm", "-R", "--atomic"], { input: rules, env });
      assert.equal(killed.status, 137, killed.stderr);
      const half = await saved();
      assert.notEqual(half, before);
      assert.notEqual(half, wanted);
      assert.deepEqual(await runLvsadm(["-R", "--atomic"], rules), silent);
      assert.equal(await saved(), wanted);
    });

    await lab.check("refusals that overrun the receive buffer are reported as unknown, never as done", async () => {
      assert.deepEqual(await runLvsadm(["-C"]), silent);
      const table = await openIpvsTable((options) => openNetlinkSocket({ ...options, receiveBuffer: 4_096 }));
      const results = await table.apply(marks(256, (i) => (i % 2 === 0 ? "rr" : "nothing")));
      const codes = results.map((result) => (result.ok ? "done" : result.code));
      assert.ok(codes.includes("ENOBUFS"), "some answers were lost");
      assert.ok(codes.includes("ENOENT"), "some were not");
      assert.ok(
        codes.every((code, i) => code !== (i % 2 === 0 ? "ENOENT" : "done")),
        codes.join(" "),
      );
      assert.equal((await table.services()).length, 128, "the socket goes on, and everything was carried out");
      assert.deepEqual(await table.apply([{ do: "clear" }]), [{ ok: true }]);
      table.close();
    });

    await lab.check("a connection goes on after its buffer overran", async () => {
      const connection = new NetlinkConnection(openNetlinkSocket({ protocol: NETLINK_GENERIC, receiveBuffer: 4_096 }));
      const family = resolveFamily(connection, "IPVS") ?? 0;
      const requests = marks(256, () => "nothing").map((change) => changeRequest(family, change));
      assert.ok(connection.requestBatch(requests).some((outcome) => outcome?.kind === "overrun"));
      assert.deepEqual(connection.requestBatch([changeRequest(family, { do: "clear" })]), [undefined]);
      connection.close();
    });

    await lab.check("the README's example of the library does what it says", async () => {
      const program = join(folderWithPackage(), "example.mjs");
      writeFileSync(program, readmeExample());
      assert.deepEqual(await lab.run(["node", program]), { status: 0, stdout: "172.16.12.115 1 0\n", stderr: "" });
      assert.deepEqual(await lab.run(["node", program]), {
        status: 0,
        stdout: "172.16.12.115 1 0\n",
        stderr: "EEXIST: File exists\nEEXIST: File exists\n",
      });
      assert.deepEqual(await runLvsadm(["-C"]), silent);
    });
  },
  { secondsLimit: 500 },
);
