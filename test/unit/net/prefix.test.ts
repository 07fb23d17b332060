import t from "tap";
import { address } from "../../../lib/net/address.ts";
import { contains, lastAddress, networkAddress } from "../../../lib/net/prefix.ts";

const within = (network: string, prefixLength: number, other: string) =>
  contains({ address: address(network), prefixLength }, address(other));

t.test("the leading bits decide, at byte borders and between them", async (t) => {
  t.ok(within("192.168.23.9", 24, "192.168.23.255"));
  t.notOk(within("192.168.23.9", 24, "192.168.24.0"));
  t.ok(within("10.0.0.129", 25, "10.0.0.128"));
  t.notOk(within("10.0.0.129", 25, "10.0.0.127"));
  t.ok(within("172.16.0.1", 12, "172.31.255.255"));
  t.notOk(within("172.16.0.1", 12, "172.32.0.0"));
  t.ok(within("2001:db8::1", 64, "2001:db8::ffff:0:0:1"));
  t.notOk(within("2001:db8::1", 65, "2001:db8::8000:0:0:1"));
});

t.test("the whole world, and one host", async (t) => {
  t.ok(within("0.0.0.0", 0, "255.255.255.255"));
  t.ok(within("::", 0, "ffff::"));
  t.ok(within("10.0.0.1", 32, "10.0.0.1"));
  t.notOk(within("10.0.0.1", 32, "10.0.0.0"));
});

t.test("families do not mix, not even in the widest network", async (t) => {
  t.notOk(within("0.0.0.0", 0, "::"));
  t.notOk(within("::", 0, "1.2.3.4"));
});

t.test("the network's own address", async (t) => {
  const of = (text: string, prefixLength: number) => networkAddress({ address: address(text), prefixLength });
  t.equal(of("10.0.0.129", 25), "10.0.0.128");
  t.equal(of("10.255.3.1", 9), "10.128.0.0");
  t.equal(of("10.0.0.1", 32), "10.0.0.1");
  t.equal(of("10.0.0.1", 0), "0.0.0.0");
  t.equal(of("2001:db8::8000:0:0:1", 65), "2001:db8:0:0:8000::");
});

t.test("the network's last address", async (t) => {
  const of = (text: string, prefixLength: number) => lastAddress({ address: address(text), prefixLength });
  t.equal(of("10.0.0.129", 25), "10.0.0.255");
  t.equal(of("10.255.3.1", 9), "10.255.255.255");
  t.equal(of("10.0.0.1", 32), "10.0.0.1");
  t.equal(of("10.0.0.1", 0), "255.255.255.255");
  t.equal(of("2001:db8::8000:0:0:1", 65), "2001:db8::ffff:ffff:ffff:ffff");
});
