import t from "tap";
import { serviceName, virtualServerName } from "../../../lib/director/names.ts";
import { address } from "../../../lib/net/address.ts";

t.test("virtual servers as people call them", async (t) => {
  const at = (text: string, protocol: "tcp" | "udp") =>
    serviceName({ kind: "address", protocol, address: address(text), port: 53 });
  t.equal(at("172.16.12.110", "tcp"), "172.16.12.110:53");
  t.equal(at("2001:db8::1", "udp"), "[2001:db8::1]:53/udp");
  t.equal(serviceName({ kind: "fwmark", family: "inet", fwmark: 7 }), "fwmark 7");
  t.equal(serviceName({ kind: "fwmark", family: "inet6", fwmark: 7 }), "fwmark 7 (IPv6)");
  const key = { kind: "fwmark", family: "inet", fwmark: 7 } as const;
  t.equal(virtualServerName({ key }), "fwmark 7");
  t.equal(virtualServerName({ key, group: { name: "web", others: [] } }), "group web");
});
