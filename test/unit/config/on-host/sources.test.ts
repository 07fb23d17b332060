/** Where packets are to come from, and whether the host has it. */

import t from "tap";
import { FakeLocalHost } from "../../../support/fake-local-host.ts";
import { findingsOn, instance, server } from "../../../support/findings.ts";

const host = new FakeLocalHost().link("eth0", "192.0.2.250/24").link("bare").link("vip", "192.0.2.99/24");
const told = (text: string) => findingsOn(host, text);

t.test("sources that are written", async (t) => {
  t.strictSame(await told(instance(" mcast_src_ip 192.0.2.250")), []);
  t.strictSame(await told(instance(" mcast_src_ip 192.0.2.251")), ["error LK0072 192.0.2.251"]);
  const check = (source: string) =>
    server(` real_server 198.51.100.1 80 {\n TCP_CHECK {\n bindto ${source}\n }\n }`, "192.0.2.250 80");
  t.strictSame(await told(check("192.0.2.250")), []);
  t.strictSame(await told(check("192.0.2.251")), ["error LK0072 192.0.2.251"]);
});

t.test("an address to advertise from", async (t) => {
  t.strictSame(await told(instance(" interface bare")), ["error LK0072 bare"]);
  t.strictSame(await told(instance(" interface bare\n mcast_src_ip 192.0.2.250")), []);
  t.strictSame(await told(instance(" virtual_ipaddress {\n  fe80::1\n }")), ["error LK0072 eth0"], "of the family");
  const own = instance(" interface vip\n virtual_ipaddress {\n  192.0.2.99/24\n }");
  t.strictSame(await told(own), ["error LK0072 vip"], "a virtual one goes with the MASTER");
});

t.test("peers that are this host itself", async (t) => {
  const peers = " unicast_peer {\n  192.0.2.240\n  192.0.2.250\n }";
  t.strictSame(await told(instance(peers)), ["warning LK0079 192.0.2.250"]);
  t.strictSame(await told(instance(` unicast_src_ip 192.0.2.250\n${peers}`)), [], "which is told without the host");
});
