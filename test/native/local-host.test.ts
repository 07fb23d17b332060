/** The host's own links, addresses and names of routing, without privilege. */

import { existsSync, readFileSync } from "node:fs";
import t from "tap";
import { localHost } from "../../lib/system/local-host.ts";

t.test("the loopback link is there", async (t) => {
  const links = await localHost.links();
  t.ok(links.some(({ name, loopback }) => name === "lo" && loopback));
  const known = new Set(links.map(({ index }) => index));
  t.ok((await localHost.addresses()).every(({ link }) => known.has(link)));
});

t.test("names of routing, where iproute2's files are", async (t) => {
  const { own, others } = localHost.names("rt_tables");
  const path = "/etc/iproute2/rt_tables";
  t.equal(own, existsSync(path) ? readFileSync(path, "utf8") : "");
  t.equal(
    others.some((other) => other.path === "/usr/share/iproute2/rt_tables"),
    !existsSync(path),
  );
});
