import { writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { systemNames } from "../../../lib/system/system-names.ts";
import { fewServices } from "../../support/fake-names.ts";

t.test("ports by the file, addresses by the resolver", async (t) => {
  const file = join(t.testdir({}), "services");
  const names = systemNames(file);
  writeFileSync(file, fewServices);
  t.equal(names.portOf("www", "tcp"), 80, "the file is read when it is needed first");
  t.equal(names.serviceOf(53, "udp"), "domain");
  t.equal(await names.addressOf("127.0.0.9"), "127.0.0.9");
  t.equal(await names.addressOf("::1"), undefined, "IPv4 only");
  t.equal(await names.addressOf(""), undefined);
  t.same(await names.addressesOf("127.0.0.9"), ["127.0.0.9"]);
  t.same(await names.addressesOf("::1"), [], "a name, not an address of IPv6");
  t.same(await names.addressesOf(""), []);
  t.same(await names.addressesOf("no-such-host.invalid"), []);
});

t.test("without the file no port has a name", async (t) => {
  const names = systemNames(join(t.testdir({}), "none"));
  t.equal(names.portOf("http", "tcp"), undefined);
  t.equal(names.serviceOf(80, "tcp"), undefined);
});
