/** Track groups of static addresses, routes and rules: undefined, defined too late, or where they mean nothing. */

import t from "tap";
import { findings, instance } from "../../../support/findings.ts";

const group = "track_group G {\n group { A }\n}\n";
const statics = (name: string) =>
  `static_ipaddress {\n192.0.2.99 dev eth0 track_group ${name}\n}\nstatic_routes {\n198.51.100.0/24 dev eth0 track_group ${name}\n}\n`;

t.test("static ones", async (t) => {
  t.strictSame(findings(group + statics("G") + instance("", "A")), []);
  t.strictSame(findings(group + statics("H") + instance("", "A")), ["error LK0054 H", "error LK0054 H"]);
  t.strictSame(findings(statics("G") + group + instance("", "A")), ["warning LK0054 G", "warning LK0054 G"]);
  t.strictSame(findings(group + group + instance("", "A")), ["error LK0017 track_group G"]);
});

t.test("those of instances", async (t) => {
  const lines = ` virtual_routes {\n198.51.100.0/24 dev eth0 track_group G\n}\n virtual_ipaddress_excluded {\n192.0.2.200 track_group G\n}`;
  t.strictSame(findings(group + instance(lines, "A")), ["error LK0002 track_group", "warning LK0002 track_group"]);
});
