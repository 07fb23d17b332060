/** Healthy directors have no findings; the order of findings. What each check finds is tested beside it. */

import t from "tap";
import { examine } from "../../../lib/doctor/examine.ts";
import { directDirector, heads, natDirector, tunnelDirector, withSysctls } from "../../support/doctor-facts.ts";

t.test("nothing is wrong with a director that works", async (t) => {
  t.strictSame(examine(natDirector()), []);
  t.strictSame(examine(directDirector()), []);
  t.strictSame(examine(tunnelDirector()), []);
});

t.test("parameters that only matter to other methods are nobody's fault", async (t) => {
  const shut = {
    "net/ipv4/ip_forward": "0",
    "net/ipv4/conf/eth0/forwarding": "0",
    "net/ipv4/conf/eth1/forwarding": "0",
  };
  t.strictSame(examine(withSysctls(directDirector(), shut)), [], "direct routing does not forward");
  t.strictSame(examine(withSysctls(tunnelDirector(), shut)), [], "nor do tunnels");
  const open = { "net/ipv4/conf/all/send_redirects": "1", "net/ipv4/conf/eth0/rp_filter": "1" };
  t.strictSame(examine(withSysctls(natDirector(), open)), []);
});

t.test("errors come before warnings, and those before notes", async (t) => {
  const facts = {
    ...withSysctls(natDirector(), { "net/ipv4/ip_forward": "0", "net/ipv4/conf/eth1/forwarding": "0" }),
    keepers: [{ name: "keepalived", pid: 7 }],
    paths: new Map([...natDirector().paths].filter(([to]) => to !== "172.16.23.80")),
    syncDaemons: [],
  };
  t.strictSame(heads(examine(facts)), [
    "error not-forwarding 192.168.23.80:80 of TCP 172.16.23.80:80",
    "note vip-absent TCP 172.16.23.80:80",
  ]);
});
