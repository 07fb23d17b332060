/** Trackers of owners, of members of groups, and of the instance's own interface. */

import t from "tap";
import { findings, instance } from "../../../support/findings.ts";

const members = (lines: string) => `vrrp_sync_group G {\n group {\n  A\n }\n${lines}}\n`;
const tracking = (line: string) => instance(` track_interface {\n  ${line}\n }`, "A");

t.test("the owner's priority is fixed", async (t) => {
  const owner = (weight: string) => findings(instance(` priority 255\n track_interface {\n  eth1${weight}\n }`));
  t.strictSame(owner(" weight 1"), ["warning LK0056 eth1 weight 1"]);
  t.strictSame(owner(""), [], "its fault still counts");
  const unwritten = instance(" state MASTER\n track_interface {\n  eth1 weight 1\n }");
  t.strictSame(findings(unwritten), ["warning LK0034 MASTER", "warning LK0056 eth1 weight 1"]);
});

t.test("members of a group have no weights, unless it says so", async (t) => {
  t.strictSame(findings(members("") + tracking("eth1 weight -30")), ["warning LK0056 eth1 weight -30"]);
  t.strictSame(findings(members("") + tracking("eth1")), []);
  t.strictSame(findings(members(" sync_group_tracking_weight\n") + tracking("eth1 weight -30")), []);
  const process = "vrrp_track_process p {\n process x\n weight -30\n}\n";
  t.strictSame(
    findings(process + members("") + instance(" track_process {\n  p\n }", "A")),
    [],
    "keepalived lets it be",
  );
});

t.test("what a group tracks, with an owner in it", async (t) => {
  const group = (weight: string) => members(` track_interface {\n  eth1${weight}\n }\n`);
  t.strictSame(findings(group(" weight -30") + instance(" priority 255", "A")), ["warning LK0056 eth1 weight -30"]);
  t.strictSame(findings(group("") + instance(" priority 255", "A")), []);
  t.strictSame(findings(group(" weight -30") + instance("", "A")), []);
});

t.test("the instance's own interface", async (t) => {
  t.strictSame(findings(tracking("eth0")), ["warning LK0056 eth0"]);
  t.strictSame(findings(tracking("eth00")), []);
});
