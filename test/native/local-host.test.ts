/** The host's own links and addresses, without privilege. */

import t from "tap";
import { localHost } from "../../lib/system/local-host.ts";

t.test("the loopback link is there", async (t) => {
  const links = await localHost.links();
  t.ok(links.some(({ name, loopback }) => name === "lo" && loopback));
  const known = new Set(links.map(({ index }) => index));
  t.ok((await localHost.addresses()).every(({ link }) => known.has(link)));
});
