/** A try that fits into its interval exactly, and one that does not. */

import t from "tap";
import { findings, instance, server } from "../../../support/findings.ts";

const real = (lines: string) => ` real_server 198.51.100.1 80 {\n${lines} }`;

t.test("checks", async (t) => {
  const tcp = (lines: string) => real(` TCP_CHECK {\n${lines} }\n`);
  t.strictSame(findings(server(` delay_loop 5\n${tcp("")}`)), [], "5 s is the default");
  t.strictSame(findings(server(` delay_loop 4.999\n${tcp("")}`)), ["note LK0065 4.999"]);
  t.strictSame(findings(server(` delay_loop 6\n connect_timeout 6\n${tcp("")}`)), []);
  t.strictSame(findings(server(` delay_loop 6\n${tcp(" connect_timeout 6.1\n")}`)), ["note LK0065 6.1"]);
  t.strictSame(findings(server(` delay_loop 6\n${tcp(" connect_timeout 7\n delay_loop 8\n")}`)), []);
  t.strictSame(findings(server(tcp(" connect_timeout 61\n"))), ["note LK0065 61"], "60 s is the default");
  t.strictSame(findings(server(" delay_loop 1")), [], "nothing is checked");
});

t.test("commands", async (t) => {
  const misc = (lines: string) => real(` MISC_CHECK {\n misc_path /x\n${lines} }\n`);
  t.strictSame(findings(server(` delay_loop 6\n${misc(" misc_timeout 6\n")}`)), []);
  t.strictSame(findings(server(` delay_loop 6\n${misc(" misc_timeout 7\n")}`)), ["note LK0065 7"]);
  t.strictSame(findings(server(` delay_loop 2\n${misc("")}`)), [], "the timeout follows the interval");
  const script = (lines: string) =>
    findings(`vrrp_script s {\n script /x\n${lines}}\n${instance(" track_script {\n  s\n }")}`);
  t.strictSame(script(" timeout 1\n"), []);
  t.strictSame(script(" timeout 2\n"), ["note LK0065 2"]);
  t.strictSame(script(" timeout 2\n interval 2\n"), []);
});

t.test("what reads the same inherits other times from another virtual server, and is told at that one's", async (t) => {
  const pool = [1, 2, 3, 4, 5].map((n) => ` real_server 198.51.100.${n} 80 {\n TCP_CHECK {\n }\n }\n`).join("");
  const service = (n: number, lines: string) =>
    `virtual_server 203.0.113.${n} 80 {\n lb_kind NAT\n protocol TCP\n${lines}${pool}}\n`;
  const [sound, late] = [" connect_timeout 5\n", " connect_timeout 61\n"];
  t.strictSame(findings(service(1, sound) + service(2, late)), ["note LK0065 61"]);
  t.strictSame(findings(service(1, late) + service(2, sound) + service(3, late)), ["note LK0065 61", "note LK0065 61"]);
});
