/** Paths of pages, with and without their slash. */

import t from "tap";
import { loadText } from "../../support/configuration.ts";
import { server } from "../../support/findings.ts";

/** @returns severity, code and hint of what is said of `path TEXT`. */
function told(text: string, checker = "HTTP_GET"): string[] {
  const url = ` real_server 198.51.100.1 80 {\n  ${checker} {\n   url {\n    path ${text}\n   }\n  }\n }\n`;
  return loadText(server(url))
    .diagnostics.filter(({ code }) => code !== "LK0003")
    .map(({ severity, code, hint }) => `${severity} ${code} ${hint}`);
}

t.test("paths", async (t) => {
  t.strictSame(told("/"), []);
  t.strictSame(told("//odd"), []);
  t.strictSame(told("health"), ["warning LK0080 write /health"]);
  t.strictSame(told("health", "SSL_GET"), ["warning LK0080 write /health"]);
  t.strictSame(told('"?a=b"'), ["warning LK0080 write /?a=b"]);
  t.strictSame(told("http://www.example.com/x.html"), [
    "warning LK0080 write path /x.html and virtualhost www.example.com",
  ]);
  t.strictSame(told("https://www.example.com"), ["warning LK0080 write path / and virtualhost www.example.com"]);
  t.strictSame(told('"*"'), [], "of OPTIONS and proxies");
  t.match(told("<PATH>"), ["warning LK0050 write the value itself"], "a placeholder is told alone");
});
