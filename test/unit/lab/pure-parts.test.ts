/** The lab's pure parts: what it decides before any machine boots. */

import t from "tap";
import { parseEvent } from "../../lab/events.ts";
import { cablesOf } from "../../lab/guest/topology.ts";
import { isExecutable } from "../../lab/host/memory.ts";
import { listed } from "../../lab/host/one-cpu.ts";

t.test("only whole, known events count; kernel messages on the line do not", async (t) => {
  t.same(parseEvent('{"type":"exit","status":3}'), { type: "exit", status: 3 });
  for (const stray of ["", "EXT4-fs: oops", "{", '{"type":"other"}', "null", "[]"])
    t.equal(parseEvent(stray), undefined);
});

t.test("cables follow the description, a bare address means network lan", async (t) => {
  const cables = cablesOf(
    { a: { links: { ens33: "10.0.0.1/24", ens34: { network: "out" } } }, b: { links: { ens33: "10.0.0.2/24" } } },
    7,
  );
  t.same(cables, [
    { host: "a", interface: "ens33", bridge: "br-lan", port: "p7", addresses: ["10.0.0.1/24"] },
    { host: "a", interface: "ens34", bridge: "br-out", port: "p8", addresses: [] },
    { host: "b", interface: "ens33", bridge: "br-lan", port: "p9", addresses: ["10.0.0.2/24"] },
  ]);
});

t.test("the nearest mount decides whether memory may be executed", async (t) => {
  const mounts =
    "overlay / overlay rw 0 0\nshm /dev/shm tmpfs rw,noexec 0 0\ntmp /tmp tmpfs rw 0 0\nx /tmp/x tmpfs rw,noexec 0 0";
  t.equal(isExecutable("/dev/shm", mounts), false);
  t.equal(isExecutable("/dev/shmx", mounts), true);
  t.equal(isExecutable("/tmp", mounts), true);
  t.equal(isExecutable("/tmp/x/y", mounts), false);
  t.equal(isExecutable("/dev/shm", `${mounts}\nover /dev/shm tmpfs rw 0 0`), true);
});

t.test("a list of CPUs, as the kernel writes it", async (t) => {
  t.same(listed("0"), [0]);
  t.same(listed("0-3,8"), [0, 1, 2, 3, 8]);
});
