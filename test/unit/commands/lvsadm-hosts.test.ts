import t from "tap";
import { RememberedNames } from "../../../lib/commands/lvsadm-hosts.ts";
import { fakeNames } from "../../support/fake-names.ts";

t.test("a host is looked up once, and known afterwards", async (t) => {
  const names = fakeNames("10.0.0.7 web\n");
  let asked = 0;
  const addressOf = (host: string) => {
    asked++;
    return names.addressOf(host);
  };
  const known = new RememberedNames({ ...names, addressOf });
  t.equal(known.incomplete, false);
  t.equal(known.addressOf("web"), undefined);
  t.equal(known.addressOf("nobody"), undefined);
  t.equal(known.incomplete, true);
  await known.lookUpMissing();
  t.equal(known.incomplete, false);
  t.equal(known.addressOf("web"), "10.0.0.7");
  t.equal(known.addressOf("nobody"), undefined);
  t.equal(known.incomplete, false, "that a host has no address is known as well");
  t.equal(asked, 2);
});

t.test("names of ports are known at once", async (t) => {
  const known = new RememberedNames(fakeNames());
  t.equal(known.portOf("http", "tcp"), 80);
  t.equal(known.portOf("http", "udp"), undefined);
  t.equal(known.incomplete, false);
});
