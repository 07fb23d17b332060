/** Blocks without the one thing that they are about. */

import t from "tap";
import { findings, server } from "../../../support/findings.ts";

const missing = (text: string) => findings(text).filter((one) => !one.includes("LK0055"));

t.test("definitions", async (t) => {
  t.strictSame(missing("vrrp_script s {\n interval 2\n}\n"), ["error LK0016 vrrp_script s"]);
  t.strictSame(
    missing("vrrp_script s {\n scirpt /bin/true\n}\n"),
    ["warning LK0001 scirpt"],
    "misspelt is not missing",
  );
  t.strictSame(missing("track_file f {\n}\n"), ["error LK0016 track_file f"]);
  t.strictSame(missing("vrrp_track_process p {\n}\n"), ["error LK0016 vrrp_track_process p"]);
  t.strictSame(missing("bfd_instance b {\n neighbour_ip 192.0.2.1\n}\nbfd_instance c {\n}\n"), [
    "error LK0016 bfd_instance c",
  ]);
  t.strictSame(missing("vrrp_track_process p {\n process a\n quorum 5\n quorum_max 3\n}\n"), [
    "warning LK0035 quorum_max 3",
  ]);
});

t.test("checkers", async (t) => {
  const real = (check: string) => server(` real_server 198.51.100.1 80 {\n  ${check}\n }\n`);
  t.strictSame(missing(real("MISC_CHECK {\n }")), ["error LK0016 MISC_CHECK"]);
  t.strictSame(missing(real("FILE_CHECK {\n }")), ["error LK0016 FILE_CHECK"]);
  t.strictSame(missing(real("BFD_CHECK {\n }")), ["error LK0016 BFD_CHECK"]);
  t.strictSame(missing(real("DNS_CHECK {\n }")), []);
  t.strictSame(missing(real("SSL_GET {\n }")), ["error LK0016 SSL_GET"]);
  t.strictSame(missing(real("SSL_GET {\n url {\n status_code 200\n }\n url {\n path /\n }\n }")), ["error LK0016 url"]);
  t.strictSame(missing(real("HTTP_GET {\n url {\n status_code 200\n }\n }")), ["error LK0016 url"], "told once");
});
