import t from "tap";
import { HostView } from "../../../lib/daemon/host-view.ts";
import { address } from "../../../lib/net/address.ts";
import type { InterfaceAddress } from "../../../lib/ports/links.ts";
import { fakeLink } from "../../support/fake-links.ts";
import { virtualAddress, vrrpInstance } from "../../support/vrrp-instance.ts";

const on = (link: number, text: string, prefixLength = 16): InterfaceAddress => ({
  link,
  address: address(text),
  prefixLength,
  scope: "global",
  secondary: false,
});
const vip = new Set([address("172.16.12.110")]);

function view(...addresses: InterfaceAddress[]): HostView {
  const result = new HostView();
  result.replace([fakeLink(2, "ens33"), fakeLink(3, "ens34")], addresses);
  return result;
}

t.test("the source is the link's first IPv4 address that is no virtual address, or the configured one", async (t) => {
  const host = view(on(3, "10.0.0.1"), on(2, "fe80::1"), on(2, "172.16.12.110", 32), on(2, "172.16.12.113"));
  t.same(host.conditions(vrrpInstance(), vip), { downLinks: [], source: "172.16.12.113" });
  const configured = vrrpInstance({ sourceAddress: address("172.16.12.9") });
  t.equal(host.conditions(configured, vip).source, "172.16.12.9");
  t.equal(view(on(2, "172.16.12.110", 32)).conditions(vrrpInstance(), vip).source, undefined);
});

t.test("links of virtual addresses are needed too; missing, down and without carrier are the same", async (t) => {
  const instance = vrrpInstance({ virtualAddresses: [virtualAddress("10.0.0.9", { device: "ens34" })] });
  const host = view(on(2, "172.16.12.113"));
  t.same(host.conditions(instance, vip).downLinks, []);
  host.apply({ kind: "link", link: fakeLink(3, "ens34", { running: false }) });
  t.same(host.conditions(instance, vip).downLinks, ["ens34"]);
  host.apply({ kind: "link", link: fakeLink(2, "ens33", { up: false }) });
  t.same(host.conditions(instance, vip).downLinks, ["ens33", "ens34"]);
  host.apply({ kind: "link", link: fakeLink(3, "ens34") });
  host.apply({ kind: "link-gone", link: fakeLink(2, "ens33") });
  t.same(host.conditions(instance, vip), { downLinks: ["ens33"], source: undefined });
});

t.test("news of addresses: new, changed, gone; a renamed link keeps its addresses", async (t) => {
  const host = view();
  host.apply({ kind: "address", address: on(2, "172.16.12.113") });
  host.apply({ kind: "address", address: { ...on(2, "172.16.12.113"), label: "ens33:1" } });
  host.apply({ kind: "address", address: on(2, "2001:db8::1", 64) });
  host.apply({ kind: "link", link: fakeLink(2, "wan") });
  const renamed = vrrpInstance({ interface: "wan", virtualAddresses: [] });
  t.equal(host.conditions(renamed, vip).source, "172.16.12.113");
  host.apply({ kind: "address-gone", address: on(2, "172.16.12.113", 24) });
  t.equal(host.conditions(renamed, vip).source, "172.16.12.113", "another prefix length is another address");
  host.apply({ kind: "address-gone", address: on(2, "172.16.12.113") });
  t.equal(host.conditions(renamed, vip).source, undefined);
});
