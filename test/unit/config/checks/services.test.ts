/** Services that overlap through ranges, prefixes and marks, and services that do not. */

import t from "tap";
import { loadText } from "../../../support/configuration.ts";
import { findings, server } from "../../../support/findings.ts";

const group = (name: string, ...lines: readonly string[]) =>
  `virtual_server_group ${name} {\n${lines.map((one) => ` ${one}\n`).join("")}}\n`;
const clash = (head: string) => [`error LK0017 virtual_server ${head}`];

t.test("addresses", async (t) => {
  const range = group("G", "192.0.2.10-19 80") + server("", "group G");
  t.strictSame(findings(range + server("", "192.0.2.9 80")), []);
  t.strictSame(findings(range + server("", "192.0.2.10 80")), clash("192.0.2.10 80"));
  t.strictSame(findings(range + server("", "192.0.2.19 80")), clash("192.0.2.19 80"));
  t.strictSame(findings(range + server("", "192.0.2.20 80")), []);
  t.strictSame(findings(range + server("", "192.0.2.15 81")), []);
  t.strictSame(findings(range + server(" protocol UDP", "192.0.2.15 80")), []);
  const prefix = group("G", "2001:db8::/126 80") + server(" real_server 2001:db8::9 80 {\n }", "group G");
  const six = " real_server 2001:db8::9 80 {\n }";
  t.strictSame(findings(prefix + server(six, "2001:db8::3 80")), clash("2001:db8::3 80"));
  t.strictSame(findings(prefix + server(six, "2001:db8::4 80")), []);
  const twice = group("G", "192.0.2.1 80") + server("", "group G") + server("", "group G");
  t.strictSame(findings(twice), clash("group G"));
  const wide = group("G", "192.0.2.0/24 80", "192.0.2.7 80") + server("", "group G");
  const own = ["warning LK0017 192.0.2.7 80"];
  t.strictSame(findings(wide), own, "the group's own business");
  t.strictSame(findings(wide + server("", "192.0.2.9 80")), [...own, ...clash("192.0.2.9 80")], "the wide one goes on");
});

t.test("the places", async (t) => {
  const text = group("G", "192.0.2.1 80") + server("", "192.0.2.1 80") + server("", "group G");
  const told = loadText(text).diagnostics.find(({ code }) => code === "LK0017");
  t.match(told?.related, [{ message: "the other one's is here" }, { message: "it has it from here" }]);
  t.equal(told?.related?.[1]?.span.start, text.indexOf("192.0.2.1 80"));
  const plain = loadText(group("G", "192.0.2.1 80") + server("", "group G") + server("", "192.0.2.1 80"));
  t.equal(plain.diagnostics.find(({ code }) => code === "LK0017")?.related?.length, 1);
});

t.test("marks", async (t) => {
  t.strictSame(findings(server("", "fwmark 1") + server("", "fwmark 2")), []);
  t.strictSame(findings(server("", "fwmark 1") + server("", "fwmark 1")), clash("fwmark 1"));
  t.strictSame(findings(server("", "fwmark 1") + server("", "fwmark 01")), clash("fwmark 01"), "the same number");
  t.strictSame(findings(server("", "fwmark 1") + server(" real_server 2001:db8::9 80 {\n }", "fwmark 1")), []);
  t.strictSame(findings(group("G", "fwmark 1") + server("", "group G") + server("", "fwmark 1")), clash("fwmark 1"));
  t.strictSame(
    findings(
      group("G", "fwmark 1 inet6") + server(" real_server 2001:db8::9 80 {\n }", "group G") + server("", "fwmark 1"),
    ),
    [],
  );
});
