/** Excluded and static addresses, complete with device and prefix. */

import t from "tap";
import { loadText } from "../../support/configuration.ts";
import { instance } from "../../support/findings.ts";

const plain = { scope: "global", flags: [], tracked: true, virtualMac: false };

t.test("of an instance they are on its interface, of any family", async (t) => {
  const lines = " virtual_ipaddress_excluded {\n  192.0.2.200/24 brd + dev eth9\n  2001:db8::1 -nodad no_track\n }";
  t.strictSame(loadText(instance(lines)).settings.instances[0]?.excludedAddresses, [
    { ...plain, address: "192.0.2.200", prefixLength: 24, device: "eth9", broadcast: "192.0.2.255" },
    { ...plain, address: "2001:db8::1", prefixLength: 128, device: "eth0", flags: ["-nodad"], tracked: false },
  ]);
});

t.test("static ones are on default_interface", async (t) => {
  const addresses = (global: string) =>
    loadText(`${global}static_ipaddress {\n 192.0.2.1 peer 192.0.2.2/30 preferred_lft 5 label a:b\n}\n`).settings
      .statics.addresses;
  t.strictSame(addresses(""), [
    {
      ...plain,
      address: "192.0.2.1",
      prefixLength: 30,
      device: "eth0",
      label: "a:b",
      peer: { address: "192.0.2.2", prefixLength: 30 },
      preferredLifetime: 5,
    },
  ]);
  t.equal(addresses("global_defs {\n default_interface eth5\n}\n")[0]?.device, "eth5");
});

t.test("static routes and rules are as they are written", async (t) => {
  const { statics } = loadText(
    "static_routes {\n default dev eth0\n}\nstatic_routes {\n bad\n}\nstatic_rules {\n iif eth0 table 5 preference 9\n}\n",
  ).settings;
  t.match(statics, { routes: [{ dev: "eth0" }], rules: [{ iif: "eth0" }] });
  t.equal(statics.routes.length, 1);
});
