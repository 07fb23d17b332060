/** Sessions of two families, and with one neighbour. */

import t from "tap";
import { findings } from "../../../support/findings.ts";

const session = (name: string, lines: string) => `bfd_instance ${name} {\n${lines}\n}\n`;

t.test("families", async (t) => {
  t.strictSame(findings(session("a", "neighbor_ip 192.0.2.1\nsource_ip 192.0.2.2")), []);
  t.strictSame(findings(session("a", "neighbor_ip 192.0.2.1\nsource_ip 2001:db8::2")), ["error LK0035 2001:db8::2"]);
});

t.test("neighbours", async (t) => {
  const two = session("a", "neighbor_ip 192.0.2.1") + session("b", "neighbour_ip 192.0.2.1");
  t.strictSame(
    findings(two).filter((one) => one.includes("LK0017")),
    ["error LK0017 192.0.2.1"],
  );
  t.strictSame(findings(session("a", "neighbor_ip 192.0.2.1") + session("b", "neighbor_ip 192.0.2.2")), []);
});
