/** The sorry server inside and outside of the pool, with ports written and left out. */

import t from "tap";
import { findings, server } from "../../../support/findings.ts";

const told = (sorry: string, lines = "") => findings(server(` sorry_server ${sorry}\n${lines}`));

t.test("in the pool", async (t) => {
  t.strictSame(told("198.51.100.1 80"), ["warning LK0061 sorry_server 198.51.100.1 80"]);
  t.strictSame(told("198.51.100.1"), ["warning LK0061 sorry_server 198.51.100.1"], "the service's port");
  t.strictSame(told("198.51.100.1 81"), []);
  t.strictSame(told("198.51.100.2 80"), []);
  t.strictSame(told("198.51.100.1 80", " quorum 2\n weight 2\n"), [], "it may be up when the quorum is lost");
});
