/** Lines of track blocks that name again what is tracked already: keepalived ignores them, whatever weight they say. */

import t from "tap";
import { loadText } from "../../../support/configuration.ts";
import { findings, instance } from "../../../support/findings.ts";

const script = "vrrp_script s {\n script /s\n}\n";
const trackers = ' track_script {\n  s weight -20\n  s weight -30\n }\n track_interface {\n  eth1\n  s\n  "eth1"\n }\n';

t.test("they are told, each where it stands", async (t) => {
  const told = ["warning LK0017 s weight -30", 'warning LK0017 "eth1"'];
  t.strictSame(findings(script + instance(trackers)), told);
  const group = `vrrp_sync_group G {\n group {\n  A\n }\n${trackers}}\n`;
  t.strictSame(findings(script + group + instance("", "A")), told);
  t.strictSame(findings(script + instance(trackers) + instance(trackers)), [...told, ...told]);
  t.strictSame(findings(script + instance(trackers.replaceAll(/^.*(-30|"eth1").*\n/gm, ""))), []);
});

t.test("the first one counts", async (t) => {
  const [one] = loadText(script + instance(trackers)).settings.instances;
  t.match(
    one?.tracked.map(({ name, weight }) => `${name} ${weight}`),
    ["s -20", "eth1 0", "s 0"],
  );
});
