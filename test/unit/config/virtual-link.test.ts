/** Words of use_vmac and use_ipvlan, in any order: what they mean, what is written back, and which one is blamed. */

import t from "tap";
import { ipvlan, virtualMac } from "../../../lib/config/virtual-link.ts";
import { loadText } from "../../support/configuration.ts";
import { instance } from "../../support/findings.ts";

/** @returns the value, then code and blamed text of each fault. */
function read(line: string): unknown[] {
  const { values, diagnostics } = loadText(instance(line));
  const block = values.last("vrrp_instance")?.block;
  const faults = diagnostics.filter(({ code }) => !["LK0003", "LK0016", "LK0060"].includes(code));
  return [
    block?.get("use_vmac") ?? block?.get("use_ipvlan"),
    ...faults.map(({ code, span }) => `${code} ${span.source.text.slice(span.start, span.end)}`),
  ];
}

t.test("use_vmac", async (t) => {
  t.strictSame(read("use_vmac"), [{}]);
  t.strictSame(read("use_vmac vrrp.1 2:0:0:0:0:A"), [{ interface: "vrrp.1", mac: "02:00:00:00:00:0a" }]);
  t.strictSame(read("use_vmac 02:00:00:00:00: vrrp.1"), [{ interface: "vrrp.1", mac: "02:00:00:00:00" }]);
  t.strictSame(read("use_vmac name bridge group 5 netlink_notify_msg"), [
    { interface: "bridge", group: 5, netlink_notify_msg: true },
  ]);
  t.strictSame(read("use_vmac 02:00:00:00"), [undefined, "LK0012 02:00:00:00"]);
  t.strictSame(read("use_vmac 02:00:00:00:00:01:"), [undefined, "LK0012 02:00:00:00:00:01:"]);
  t.strictSame(read("use_vmac 0200.0000.0001"), [undefined, "LK0012 0200.0000.0001"]);
  t.strictSame(read("use_vmac 01:00:00:00:00:01"), [undefined, "LK0012 01:00:00:00:00:01"], "multicast");
  t.strictSame(read("use_vmac a b"), [{ interface: "a" }, "LK0014 b"], "the first one counts");
  t.strictSame(read("use_vmac true"), [{ interface: "true" }, "LK0012 true"]);
});

t.test("use_ipvlan", async (t) => {
  t.strictSame(read("use_ipvlan 192.0.2.9 ipv.1 vepa"), [
    { interface: "ipv.1", address: { address: "192.0.2.9", prefixLength: 32 }, mode: "vepa" },
  ]);
  t.strictSame(read("use_ipvlan 192.0.2.9/24 group red"), [
    { address: { address: "192.0.2.9", prefixLength: 24 }, group: "red" },
  ]);
  t.strictSame(read("use_ipvlan 192.0.2.9 bridge private").slice(1), ["LK0014 private"]);
  t.strictSame(read("use_ipvlan 192.0.2.9 l3").slice(1), ["LK0012 l3"]);
  t.strictSame(read("use_ipvlan 192.0.2.999"), [undefined, "LK0012 192.0.2.999"]);
});

t.test("a word that was meant to be another", async (t) => {
  const hints = (line: string) =>
    loadText(instance(line))
      .diagnostics.filter(({ code }) => code === "LK0014" || code === "LK0012")
      .map(({ code, hint }) => `${code} ${hint}`);
  const line = 'did you mean "vmac_xmit_base"? It is a keyword, on a line of its own';
  t.strictSame(hints("use_vmac vrrp.5 xmit_bas"), [`LK0014 ${line}`]);
  t.strictSame(hints("use_vmac vmac_xmit_base"), [`LK0012 ${line}`]);
  t.strictSame(hints("use_vmac vrrp.5 netlink_notify_mgs"), ['LK0014 did you mean "netlink_notify_msg"?']);
  t.strictSame(hints("use_vmac grup 5"), ['LK0012 did you mean "group"?', "LK0014 undefined"]);
  t.strictSame(hints("use_ipvlan ipv.1 privat"), ['LK0014 did you mean "private"?']);
  t.strictSame(hints("use_vmac ipv.1 privat"), ["LK0014 undefined"], "it has no modes");
  t.strictSame(hints("use_vmac vrrp.5 true"), ["LK0014 the keyword alone switches it on"], "told once");
  t.strictSame(hints("use_vmac group1"), [], "a name");
});

t.test("written back", async (t) => {
  t.strictSame(virtualMac.write({ interface: "vrrp.1", mac: "02:00:00:00:00:0a" }), ["vrrp.1", "02:00:00:00:00:0a"]);
  t.strictSame(virtualMac.write({ interface: "group", group: 5 }), ["name", "group", "group", "5"]);
  t.strictSame(ipvlan.write({ interface: "bridge", mode: "bridge" }), ["name", "bridge", "bridge"]);
});
