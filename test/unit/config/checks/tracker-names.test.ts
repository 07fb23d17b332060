/** Definitions before use, after it, missing and idle; groups track too. */

import t from "tap";
import { findings, instance, server } from "../../../support/findings.ts";

const script = (name: string) => `vrrp_script ${name} {\n script "/s"\n}\n`;
const tracks = (kind: string, name: string) => instance(` track_${kind} {\n  ${name}\n }`, "A");

t.test("what is defined before its use is fine", async (t) => {
  t.strictSame(findings(script("s") + tracks("script", "s")), []);
  const group = "vrrp_sync_group G {\n group {\n  A\n }\n track_script {\n  s\n }\n}\n";
  t.strictSame(findings(script("s") + group + instance("", "A")), []);
  t.strictSame(findings(group + script("s") + instance("", "A")), ["warning LK0054 s"], "the group's place counts");
  const file = "track_file f {\n file /f\n}\n";
  const check = " real_server 198.51.100.1 80 {\n FILE_CHECK {\n track_file f\n }\n }";
  t.strictSame(findings(file + server(check)), [], "a check uses it");
  t.strictSame(findings(`bfd_instance b {\n neighbor_ip 192.0.2.9\n}\n`), [], "it answers its neighbour");
});

t.test("what is not is told", async (t) => {
  t.strictSame(findings(tracks("script", "s")), ["error LK0054 s"]);
  t.strictSame(findings(tracks("file", "s")), ["error LK0054 s"]);
  t.strictSame(findings(tracks("process", "s")), ["error LK0054 s"]);
  t.strictSame(findings(tracks("bfd", "s")), ["error LK0054 s"]);
  t.strictSame(findings(tracks("interface", "s")), [], "the host defines interfaces");
  t.strictSame(findings(tracks("script", "s") + script("s")), ["warning LK0054 s"]);
  t.strictSame(findings(script("s")), ["warning LK0055 vrrp_script s"]);
  t.strictSame(findings(script("s") + tracks("file", "s")), ["warning LK0055 vrrp_script s", "error LK0054 s"]);
});

t.test("a part that could not be read may have held the definition", async (t) => {
  t.strictSame(findings(`vrrp_scrpt s {\n script "/s"\n}\n${tracks("script", "s")}`), ["warning LK0001 vrrp_scrpt"]);
  t.strictSame(
    findings(`include none\n${tracks("script", "s")}`).slice(1),
    ["error LK0054 s"],
    "no file, no definition",
  );
  t.strictSame(findings(`inclde scripts.conf\n${tracks("script", "s")}`), ["warning LK0001 inclde"]);
  t.strictSame(findings(instance(" vrrp_script s {\n }") + tracks("script", "s")), ["warning LK0002 vrrp_script"]);
});

t.test("a misspelled line within a block held no definition", async (t) => {
  t.strictSame(findings(instance(" nopreemt\n track_script {\n  s\n }")), [
    "warning LK0001 nopreemt",
    "error LK0054 s",
  ]);
  t.strictSame(findings(instance(" quorum 1\n track_script {\n  s\n }")), ["warning LK0002 quorum", "error LK0054 s"]);
});
