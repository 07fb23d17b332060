import t from "tap";
import { parseServiceNames } from "../../../lib/net/service-names.ts";

const names = parseServiceNames(`
# a comment
http\t\t80/tcp\t\twww www-http\t# WorldWideWeb HTTP
domain 53/tcp
domain 53/udp
web 80/tcp
broken
also-broken 80
far 123456/tcp
  indented 99/udp   alias#comment
`);

t.test("names and aliases by protocol, case and all", async (t) => {
  t.equal(names.portOf("http", "tcp"), 80);
  t.equal(names.portOf("www-http", "tcp"), 80);
  t.equal(names.portOf("HTTP", "tcp"), undefined);
  t.equal(names.portOf("http", "udp"), undefined);
  t.equal(names.portOf("domain", "udp"), 53);
  t.equal(names.portOf("alias", "udp"), 99);
  for (const bad of ["broken", "also-broken", "far", "#", ""]) t.equal(names.portOf(bad, "tcp"), undefined, bad);
});

t.test("the first official name of a port", async (t) => {
  t.equal(names.nameOf(80, "tcp"), "http");
  t.equal(names.nameOf(53, "udp"), "domain");
  t.equal(names.nameOf(80, "udp"), undefined);
  t.equal(names.nameOf(0, "tcp"), undefined);
});
