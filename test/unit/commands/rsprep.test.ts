/** The rsprep command on a fake host: lines, JSON, statuses, and that it never says done when it is not. */

import t from "tap";
import { rsprep } from "../../../lib/commands/rsprep.ts";
import { runCommand } from "../../../lib/commands/run.ts";
import { address } from "../../../lib/net/address.ts";
import { FakeEnvironment } from "../../support/fake-environment.ts";
import { FakeFiles } from "../../support/fake-files.ts";
import { FakeLinks, fakeLink, fakeLoopback } from "../../support/fake-links.ts";
import { FakeSysctls } from "../../support/fake-sysctls.ts";

const journalPath = "/run/lvskit/rsprep-test.json";
const words = "--vip 172.16.12.110 --interface eth0";
const paths = ["ignore", "announce"].flatMap((name) =>
  ["all", "eth0", "lo"].map((link) => `net/ipv4/conf/${link}/arp_${name}`),
);
const addLine = "add 172.16.12.110/32 to lo (label lo:0, broadcast 172.16.12.110)\n";

function machine() {
  const links = new FakeLinks([fakeLoopback, fakeLink(2, "eth0")]);
  const sysctls = new FakeSysctls(Object.fromEntries(paths.map((path) => [path, "0"])));
  const files = new FakeFiles();
  const call = async (line: string) => {
    const environment = new FakeEnvironment("rsprep", line.split(" ").filter(Boolean));
    const status = await runCommand(rsprep, environment, { openLinks: () => links, sysctls, files, journalPath });
    return { status, out: environment.out, err: environment.err };
  };
  const state = async () => ({
    addresses: await links.addresses(),
    routes: await links.routes(),
    sysctls: Object.fromEntries(sysctls.values),
    files: [...files.contents.keys()],
  });
  return { links, sysctls, files, call, state };
}

t.test("apply, check, apply again, undo, undo again: 3 0 0 3 0, and no trace", async (t) => {
  const { call, state, files, links } = machine();
  const before = await state();
  const applied = await call(`apply ${words}`);
  t.equal(applied.status, 3);
  t.match(applied.out, /^set net\.ipv4\.conf\.all\.arp_ignore 0 → 1\n/);
  t.ok(applied.out.endsWith(`${addLine}as wanted now, read back from the kernel (7 changes)\n`));
  t.equal(files.contents.get(journalPath)?.mode, 0o600);
  const checked = await call(`check ${words}`);
  t.equal(checked.status, 0);
  t.match(checked.out, "ok     172.16.12.110/32 on lo: label lo:0, broadcast 172.16.12.110\n");
  t.same(await call(`apply ${words}`), { status: 0, out: "as wanted already; nothing changed\n", err: "" });
  const undone = await call(`undo ${words}`);
  t.equal(undone.status, 3);
  t.ok(undone.out.startsWith("remove 172.16.12.110/32 from lo (label lo:0, broadcast 172.16.12.110)\n"));
  t.same(await state(), before);
  t.same(await call(`undo ${words}`), { status: 0, out: "nothing to undo\n", err: "" });
  t.ok(links.closed);
});

t.test("the parameters are set when the address appears, and the journal is stored before either", async (t) => {
  const { call, links, sysctls, files } = machine();
  links.refuse = (operation) => {
    t.equal(operation, "addAddress");
    t.equal(sysctls.writes.length, 6);
    t.ok(files.exists(journalPath));
    return undefined;
  };
  t.equal((await call(`apply ${words} --changed-ok`)).status, 0, "--changed-ok");
});

t.test("--dry-run foretells lines and status, and changes nothing", async (t) => {
  const { call, state } = machine();
  const before = await state();
  const dry = await call(`apply ${words} --dry-run`);
  t.same(await state(), before);
  const real = await call(`apply ${words}`);
  t.equal(dry.status, real.status);
  t.equal(dry.out.split("\n").slice(0, 7).join(), real.out.split("\n").slice(0, 7).join());
  t.ok(dry.out.endsWith("dry run: nothing was changed\n"));
  const prepared = await state();
  t.equal((await call("undo -n")).status, 3);
  t.same(await state(), prepared);
});

t.test("check says each wrong thing with its value, status 1", async (t) => {
  const { call, sysctls } = machine();
  await call(`apply ${words}`);
  sysctls.values.set("net/ipv4/conf/eth0/arp_announce", "0");
  const { status, out } = await call(`check ${words}`);
  t.equal(status, 1);
  t.match(out, "wrong  net.ipv4.conf.eth0.arp_announce: 0, wanted 2\n");
  t.match(out, "not as wanted: 1 of 8\n");
});

t.test("a refused step: everything before it is taken back, and said", async (t) => {
  const { call, state, links } = machine();
  const before = await state();
  links.refuse = (operation) => (operation === "addAddress" ? "ENOMEM" : undefined);
  const { status, out, err } = await call(`apply ${words}`);
  t.equal(status, 1);
  t.match(out, /set net\.ipv4\.conf\.all\.arp_ignore 0 → 1\n[\s\S]*set net\.ipv4\.conf\.all\.arp_ignore 1 → 0\n$/);
  t.match(err, /^rsprep: cannot add the address .*ENOMEM.*; what was done before it has been undone\n$/);
  t.same(await state(), before);
});

t.test("a refused step that cannot be taken back: said, and the journal stays for undo", async (t) => {
  const { call, state, links, sysctls, files } = machine();
  const before = await state();
  links.refuse = (operation) => {
    if (operation === "addAddress") sysctls.refused.set("net/ipv4/conf/lo/arp_ignore", "EIO");
    return operation === "addAddress" ? "ENOMEM" : undefined;
  };
  const { status, err } = await call(`apply ${words}`);
  t.equal(status, 1);
  t.match(err, /ENOMEM.*; undoing what was done before it failed too: .*EIO.*; rsprep undo may finish it\n$/);
  t.ok(files.exists(journalPath));
  sysctls.refused.clear();
  t.equal((await call("undo")).status, 3);
  t.same(await state(), before);
});

t.test("a refused undo keeps the journal, so that it can be called again", async (t) => {
  const { call, state, sysctls } = machine();
  const before = await state();
  await call(`apply ${words}`);
  sysctls.refused.set("net/ipv4/conf/all/arp_announce", "EIO");
  const { status, err } = await call("undo");
  t.equal(status, 1);
  t.match(err, /EIO.*; the steps before it are done, and undo can be called again\n$/);
  sysctls.refused.clear();
  t.equal((await call("undo")).status, 3);
  t.same(await state(), before);
});

t.test("a write that vanishes is never called done", async (t) => {
  const { call, sysctls } = machine();
  sysctls.stubborn.add("net/ipv4/conf/all/arp_ignore");
  const { status, out, err } = await call(`apply ${words}`);
  t.equal(status, 1);
  t.notMatch(out, "as wanted");
  t.equal(err, "rsprep: the kernel took it, yet it is not so; still to do: set net.ipv4.conf.all.arp_ignore 0 → 1\n");
});

t.test("an undo that vanishes is not called done, and the journal stays", async (t) => {
  const { call, sysctls, files } = machine();
  await call(`apply ${words}`);
  sysctls.stubborn.add("net/ipv4/conf/lo/arp_ignore");
  const { status, err } = await call("undo");
  t.equal(status, 1);
  t.equal(err, "rsprep: the kernel took it, yet it is not so; still to do: set net.ipv4.conf.lo.arp_ignore 1 → 0\n");
  t.ok(files.exists(journalPath));
});

t.test("a step that failed and was done all the same is said, and undo takes it back", async (t) => {
  const { call, state, links } = machine();
  const before = await state();
  links.refuse = (operation) => {
    if (operation !== "addAddress") return undefined;
    const vip = address("172.16.12.110");
    links.addForeign({ link: 1, address: vip, prefixLength: 32, label: "lo:0", broadcast: vip, scope: "global" });
    return "ETIMEDOUT";
  };
  const { status, err } = await call(`apply ${words}`);
  t.equal(status, 1);
  t.match(err, /ETIMEDOUT.*; part of it may have been done all the same; rsprep undo takes it back\n$/);
  t.equal((await call("undo")).status, 3);
  t.same(await state(), before);
});

t.test("only the local table's own route to the VIP is the host route", async (t) => {
  const { call, links } = machine();
  await call(`apply ${words}`);
  const local = (await links.routes()).find((route) => route.scope === "host");
  if (local === undefined) throw new Error("the fake made no local route");
  await links.deleteRoute(local);
  await links.addRoute({ ...local, table: 254 });
  t.ok(
    (await links.routes()).some((route) => route.scope === "link"),
    "the broadcast route has the same address",
  );
  t.match(await call(`check ${words}`), { status: 1, out: /wrong {2}host route to 172\.16\.12\.110: absent/ });
});

t.test("no privilege: one sentence that says root", async (t) => {
  const { call, state, files, sysctls } = machine();
  files.refused.set(journalPath, "EACCES");
  const before = await state();
  const { status, out, err } = await call(`apply ${words}`);
  t.equal(status, 1);
  t.equal(out, "");
  t.match(err, /^rsprep: apply needs root: cannot write .*\n$/);
  t.same(await state(), before);
  files.refused.clear();
  sysctls.refused.set("net/ipv4/conf/all/arp_ignore", "EPERM");
  t.match((await call(`apply ${words}`)).err, /^rsprep: apply needs root: cannot set .*; nothing was changed\n$/);
  t.same(await state(), before);
});

t.test("obstacles: said, status 1, nothing changed", async (t) => {
  const { call, state, links } = machine();
  links.addForeign({ link: 2, address: address("172.16.12.110"), prefixLength: 32, scope: "global" });
  const before = await state();
  for (const verb of ["apply", "check"]) {
    const { status, err } = await call(`${verb} ${words}`);
    t.equal(status, 1, verb);
    t.match(err, /^rsprep: 172\.16\.12\.110\/32 is on eth0 of this host, as on a director/);
  }
  t.match(
    (await call("apply --vip 10.0.0.1 -i ens33")).err,
    "rsprep: there is no interface ens33; this host has eth0\n",
  );
  t.same(await state(), before);
});

t.test("a damaged journal is neither believed nor overwritten", async (t) => {
  const { call, files, state } = machine();
  files.write(journalPath, "{");
  const before = await state();
  for (const line of [`apply ${words}`, "undo"]) {
    const { status, err } = await call(line);
    t.equal(status, 1);
    t.match(err, `rsprep: ${journalPath}, which tells what was here before, is damaged`);
  }
  t.same(await state(), before);
});

t.test("a usage error reaches no port", async (t) => {
  const environment = new FakeEnvironment("rsprep", ["apply"]);
  const openLinks = () => t.fail("opened") as never;
  const ports = { openLinks, sysctls: new FakeSysctls(), files: new FakeFiles(), journalPath };
  t.equal(await runCommand(rsprep, environment, ports), 2);
  t.equal(environment.err, "rsprep: apply needs --vip, the virtual server's address\n");
});

t.test("--json: one object with the same facts, also of a failure", async (t) => {
  const { call, links } = machine();
  const json = async (line: string) => JSON.parse((await call(`${line} --json`)).out);
  links.refuse = () => "ENOMEM";
  t.match(await json(`apply ${words}`), { verb: "apply", status: "wrong", problems: [/ENOMEM/] });
  links.refuse = () => undefined;
  t.match(await json(`check ${words}`), {
    verb: "check",
    status: "wrong",
    findings: [{ subject: "net.ipv4.conf.all.arp_ignore", wanted: "1", present: "0", asWanted: false }],
  });
  const applied = await json(`apply ${words}`);
  t.match(applied, { verb: "apply", status: "changed", vips: ["172.16.12.110"], interface: "eth0", dryRun: false });
  t.match(applied.steps.at(-1), { kind: "add-address", address: { label: "lo:0" }, text: addLine.trim() });
  t.match(await json(`apply ${words}`), { status: "unchanged", steps: [], notes: [], problems: [] });
  t.match(await json("undo"), { verb: "undo", status: "changed", vips: [] });
});
