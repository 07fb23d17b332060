/** Names of routing tables and the like, of routes and rules, on hosts that define them and on others. */

import t from "tap";
import { viewConfiguration } from "../../../../lib/config/checks/checked.ts";
import { namesKnown } from "../../../../lib/config/on-host/name-files.ts";
import { routingNamesExist } from "../../../../lib/config/on-host/routing-names.ts";
import { Report } from "../../../../lib/config/report.ts";
import { loadText } from "../../../support/configuration.ts";
import { FakeLocalHost } from "../../../support/fake-local-host.ts";
import { findingsOn, instance } from "../../../support/findings.ts";

const host = new FakeLocalHost().link("eth0", "192.0.2.250/24");
host.nameFiles.set("rt_tables", "# reserved\n254\tmain\n100 red\n101 green # not read\n0x66 blue\n");
host.nameFiles.set("rt_dsfield", "0x28 AF11\n");
host.nameFiles.set("rt_realms", "1 inside\n");
host.nameFiles.set("group", "0 default\n");
host.otherNameFiles.set("rt_tables", [{ path: "/etc/iproute2/rt_tables.d/x.conf", text: "200 purple\n" }]);

const routes = (...lines: readonly string[]) =>
  findingsOn(host, `static_routes {\n${lines.map((one) => ` 198.51.100.0/24 dev eth0 ${one}\n`).join("")}}\n`);
const rules = (...lines: readonly string[]) =>
  findingsOn(host, `static_rules {\n${lines.map((one) => ` from 192.0.2.1 preference 5 ${one}\n`).join("")}}\n`);

t.test("what the host defines, and what needs no name", async (t) => {
  t.strictSame(await routes("table red", "table blue", "table main", "table local", "table 7 no_track"), []);
  t.strictSame(await routes("protocol static no_track", "tos AF11", "realms inside", "scope link"), []);
  t.strictSame(await rules("table red", "lookup default suppress_ifgroup default", "goto 9"), []);
});

t.test("what it does not", async (t) => {
  t.strictSame(await routes("table rad", "table green"), ["error LK0082 rad", "error LK0082 green"]);
  t.strictSame(await routes("protocol statik no_track"), ["error LK0082 statik"]);
  t.strictSame(await routes("tos AF12", "dsfield AF12"), ["error LK0082 AF12", "error LK0082 AF12"]);
  t.strictSame(await routes("realms inside/outside"), ["error LK0082 inside/outside"]);
  t.strictSame(await routes("encap ip dst 192.0.2.9 tos AF13"), ["error LK0082 AF13"]);
  t.strictSame(await rules("lookup rad", "table red sup_group wan"), ["error LK0082 rad", "error LK0082 wan"]);
  t.strictSame(await findingsOn(host, instance(" virtual_routes {\n  default via 192.0.2.1 dev eth0 table rad\n }")), [
    "error LK0082 rad",
  ]);
  t.strictSame(await findingsOn(host, instance(" virtual_rules {\n  table rad preference 5\n }")), [
    "error LK0082 rad",
  ]);
});

t.test("what is said", async (t) => {
  const told = async (table: string) => {
    const { values, sources } = loadText(`static_routes {\n default via 192.0.2.1 dev eth0 table ${table}\n}\n`);
    const [links, addresses, report] = [await host.links(), await host.addresses(), new Report()];
    routingNamesExist(viewConfiguration(values, report), { host, links, addresses });
    return report.sorted(sources).map(({ severity, message, expected, hint }) => [severity, message, expected, hint]);
  };
  t.strictSame(await told("rad"), [
    [
      "error",
      'this host has no routing table "rad"',
      "a number, or a name that /etc/iproute2/rt_tables has: default, local, main, red, blue",
      'did you mean "red"?',
    ],
  ]);
  t.strictSame(await told("purple"), [
    [
      "warning",
      "/etc/iproute2/rt_tables.d/x.conf has this routing table, and keepalived before 2.3.2 reads /etc/iproute2/rt_tables alone",
      undefined,
      "write 200",
    ],
  ]);
});

/** What Debian's keepalived 2.2.7 made of the same lines. */
t.test("the files, as keepalived reads them", async (t) => {
  const tables = (text: string) => [...namesKnown("rt_tables", text)].map(([name, number]) => `${number} ${name}`);
  t.strictSame(tables(""), ["253 default", "254 main", "255 local"]);
  t.strictSame(tables("254 first\n"), ["253 default", "255 local", "254 first"], "a number has one name");
  const rest = (text: string) => tables(text).slice(3);
  t.strictSame(rest("# 1 a\n! 2 b\n\n 3 c\n4\td"), ["3 c", "4 d"]);
  t.strictSame(rest("0x67 hex\n010 octal\n-3 negative\n9x wrong\n"), ["103 hex", "8 octal"]);
  t.strictSame(rest("101 green # behind\n102 blue more\n103\n"), []);
  t.strictSame(rest("4294967295 last\n4294967296 beyond\n"), ["4294967295 last"]);
  t.strictSame([...namesKnown("rt_dsfield", "0x100 beyond\n").keys()], []);
  t.ok(namesKnown("rt_protos", "").has("none"));
  t.notOk(namesKnown("rt_protos", "0 unspec\n").has("none"));
});
