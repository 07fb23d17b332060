/** IPVS and its schedulers: loaded, loadable, absent, unknown. */

import t from "tap";
import { FakeLocalHost } from "../../../support/fake-local-host.ts";
import { findingsOn, server } from "../../../support/findings.ts";

function told(loaded: readonly string[], loadable: readonly string[] | undefined, scheduler = ""): Promise<string[]> {
  const host = new FakeLocalHost().link("eth0", "192.0.2.1/24");
  host.loaded.clear();
  for (const name of loaded) host.loaded.add(name);
  host.loadable = loadable && new Set(loadable);
  return findingsOn(host, server(scheduler));
}

t.test("IPVS", async (t) => {
  t.strictSame(await told(["ip_vs"], []), []);
  t.strictSame(await told([], ["ip_vs"]), []);
  t.strictSame(await told([], []), ["error LK0074 virtual_server 192.0.2.1 80"]);
  t.strictSame(await told([], undefined), ["warning LK0074 virtual_server 192.0.2.1 80"]);
  const bare = new FakeLocalHost();
  bare.loaded.clear();
  t.strictSame(await findingsOn(bare, ""), [], "nothing to balance");
});

t.test("schedulers", async (t) => {
  t.strictSame(await told(["ip_vs", "ip_vs_mh"], [], " lb_algo mh"), []);
  t.strictSame(await told(["ip_vs"], ["ip_vs_mh"], " lb_algo mh"), []);
  t.strictSame(await told(["ip_vs"], ["ip_vs_sh"], " lb_algo mh"), ["error LK0074 mh"]);
  t.strictSame(await told(["ip_vs"], undefined, " lb_algo mh"), [], "not to be known");
});
