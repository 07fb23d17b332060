/** Quorum and hysteresis at the bounds of what the weights allow. */

import t from "tap";
import { findings, server } from "../../../support/findings.ts";

const servers = (second = "") =>
  ` real_server 198.51.100.1 80 {\n weight 3\n }\n real_server 198.51.100.2 80 {\n${second} }`;

t.test("quorum", async (t) => {
  t.strictSame(findings(server(` quorum 4\n${servers()}`)), [], "3 and the default 1");
  t.strictSame(findings(server(` quorum 5\n${servers()}`)), ["warning LK0064 5"]);
  t.strictSame(findings(server(` quorum 5\n weight 2\n${servers()}`)), [], "the service's weight for those without");
  t.strictSame(findings(server(` quorum 4\n${servers(" weight 0\n")}`)), ["warning LK0064 4"]);
  const script = (dynamic: string) => ` MISC_CHECK {\n misc_path /x\n${dynamic} }\n`;
  t.strictSame(findings(server(` quorum 9\n${servers(script(" misc_dynamic\n"))}`)), [], "scripts may weigh more");
  t.strictSame(findings(server(` quorum 9\n${servers(script(""))}`)), ["warning LK0064 9"]);
});

t.test("hysteresis", async (t) => {
  t.strictSame(findings(server(` quorum 3\n hysteresis 2\n${servers()}`)), []);
  t.strictSame(findings(server(` quorum 3\n hysteresis 3\n${servers()}`)), ["warning LK0029 3"]);
  t.strictSame(findings(server(` hysteresis 1\n${servers()}`)), ["warning LK0029 1"]);
  t.strictSame(findings(server(` hysteresis 0\n${servers()}`)), []);
});
