/** Files of other programs, given by mistake. */

import t from "tap";
import { loadText } from "../../support/configuration.ts";

/** @returns everything that is said, a line each: severity, code, message and hint. */
function said(text: string): readonly string[] {
  return loadText(text).diagnostics.map(({ severity, code, hint }) => `${severity} ${code} ${hint ?? ""}`);
}

t.test("one sentence for a file of another language, and which it seems to be", async (t) => {
  const rows: Readonly<Record<string, string>> = {
    "user www;\nhttp {\n server {\n listen 80; }\n}": "it looks like nginx's configuration",
    "global\n daemon\nfrontend web\n bind :80\n": "it looks like HAProxy's configuration",
    "---\nvrrp:\n  - name: a\n": "it looks like YAML",
    "[Unit]\nDescription=x\n[Service]\nExecStart=/bin/x\n": "it looks like an INI file, such as systemd's",
    "-A -t 192.0.2.1:80 -s rr\n-a -t 192.0.2.1:80 -r 192.0.2.2:80 -m": "it looks like the output of ipvsadm -S",
    "#!/bin/sh\nset -e\nexec true\n": "it looks like a script",
    "<html>\n<body>\n</html>": "it looks like HTML or XML",
    "one\ntwo\n": "",
  };
  for (const [text, hint] of Object.entries(rows)) t.strictSame(said(text), [`error LK0051 ${hint}`], text);
});

t.test("misspelled and misplaced keywords are those of a keepalived.conf", async (t) => {
  for (const text of [
    "unknown\n",
    "vrrp_instnce A {\n}\nvirtual_servr B {\n}\n",
    "weight 3\nTCP_CHECK {\n}\n",
    "one\ntwo\nglobal_defs {\n}\n",
    "",
  ])
    t.notOk(
      said(text).some((line) => line.includes("LK0051")),
      text,
    );
});

t.test("bytes that are no text are told once, and nothing of them is read", async (t) => {
  t.strictSame(said("\u007fELF\u0002\0\0{{{{\npriority 300\n"), ["error LK0052 "]);
  const utf16 = "error LK0052 it looks like UTF-16: iconv -f UTF-16 -t UTF-8";
  t.strictSame(said("\ufffd\ufffdv\0r\0r\0p\0\n\0"), [utf16]);
  t.strictSame(said("v\0r\0r\0p\0\n\0"), [utf16]);
});
