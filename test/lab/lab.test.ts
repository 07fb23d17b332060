/** The lab proves itself: real IPVS, separate hosts, awaitable programs, frames with time stamps. */

import assert from "node:assert/strict";
import { waitFor } from "./guest/wait.ts";
import { labTest } from "./lab-test.ts";

await labTest(import.meta.url, async (lab) => {
  await lab.check("the kernel has IPVS and no service in it", async () => {
    const { status, stdout } = await lab.run(["ipvsadm", "-Ln"]);
    assert.equal(status, 0);
    assert.match(stdout, /^IP Virtual Server version [\d.]+ \(size=\d+\)\n/);
    assert.equal(stdout.trimEnd().split("\n").length, 3);
  });
  const cluster = await lab.cluster({
    one: { links: { ens33: "172.16.0.1/16" }, sysctls: { "net.ipv4.ip_forward": 1 } },
    two: { links: { ens33: "172.16.0.2/16" } },
  });
  const [one, two] = [cluster.host("one"), cluster.host("two")];

  await lab.check("hosts do not share files, kernel parameters, addresses or IPVS tables", async () => {
    one.file("/etc/only-here", "x");
    assert.equal((await two.run(["cat", "/etc/only-here"])).status, 1);
    assert.equal((await one.ok(["cat", "/proc/sys/net/ipv4/ip_forward"])).trim(), "1");
    assert.equal((await two.ok(["cat", "/proc/sys/net/ipv4/ip_forward"])).trim(), "0");
    await one.ok(["ipvsadm", "-A", "-t", "172.16.0.9:80", "-s", "wlc"]);
    assert.match(await one.ok(["ipvsadm", "-Ln"]), /TCP {2}172\.16\.0\.9:80 wlc/);
    assert.doesNotMatch(await two.ok(["ipvsadm", "-Ln"]), /TCP/);
    assert.deepEqual((await two.addresses("ens33"))[0], "172.16.0.2/16");
    assert.equal((await two.ok(["hostname"])).trim(), "two");
  });

  await lab.check("frames between hosts are seen with time stamps", async () => {
    const capture = await cluster.capture("arp");
    await one.ok(["ping", "-c", "1", "-W", "5", "172.16.0.2"]);
    const question = await capture.frame(/Request who-has 172\.16\.0\.2 /, { within: 5000 });
    const answer = await capture.frame(/Reply 172\.16\.0\.2 is-at/, { within: 5000 });
    assert.ok(answer.time >= question.time && Math.abs(answer.time - Date.now()) < 10_000);
    await capture.stop();
  });

  await lab.check("programs in the background are heard, signalled and seen to end", async () => {
    const shell = one.start(["sh", "-c", "trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done"]);
    await shell.line(/^ready$/, { within: 5000 });
    shell.kill("SIGTERM");
    await shell.line(/^bye$/, { within: 5000 });
    assert.equal(await shell.exited, 3);
    const other = one.start(["sh", "-c", "echo ready; sleep 600"]);
    await other.line(/^ready$/, { within: 5000 });
    other.kill("SIGKILL");
    assert.equal(await other.exited, 137);
  });

  await lab.check("switching a host off ends all of its programs", async () => {
    const sleeper = two.start(["sleep", "600"]);
    await waitFor(
      "the program runs",
      async () => (await two.ok(["ls", "/proc"])).split("\n").filter((w) => /^\d+$/.test(w)).length > 3,
      { within: 5000 },
    );
    await two.off();
    assert.notEqual(await sleeper.exited, 0);
  });
});
