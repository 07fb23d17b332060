/** Words after lb_kind and lvs_method against Debian's `keepalived -t`: each line is complained about by both or by neither. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { lineAt } from "../../lib/diag/source.ts";
import { loadText } from "../support/configuration.ts";
import { keepalivedRoot, libraryPath } from "../support/keepalived.ts";

const packages = await keepalivedRoot();
const options = "obstacle" in packages ? { skip: packages.obstacle } : {};
const root = "root" in packages ? packages.root : "";

const methods = [
  "NAT",
  "DR",
  "TUN",
  "tun",
  "TUN type ipip",
  "TUN type gue",
  "TUN type gre",
  "TUN type vxlan",
  "TUN gre",
];
const more = [
  "",
  "type",
  "port",
  "port 6080",
  "port 0",
  "port 65535",
  "port 65536",
  "nocsum",
  "csum",
  "remcsum",
  "port 1 csum",
];

/** What keepalived passes over and we tell: options that change nothing, without a tunnel or before another of their name. */
const onlyOurs = /^(NAT|DR) (nocsum|type)|^TUN type gre type/;

const lines = [
  ...methods.flatMap((method) => more.map((words) => `${method} ${words}`.trim())),
  "TUN port 6080 remcsum type gue",
  "TUN csum type gre",
  "TUN type gre type gue port 6080",
  "TUN type gre extra",
  "NAT type gre",
  "DR type gue port 6080",
  "DR extra",
  "NAT extra",
];

t.test("the same lines are told", options, async (t) => {
  const text = lines
    .map(
      (words, i) => `virtual_server 192.0.2.${1 + i} 80 {
protocol TCP
lb_kind ${words}
real_server 198.51.100.1 80 {
lvs_method ${words}
}
}
`,
    )
    .join("");
  const folder = mkdtempSync(join(tmpdir(), "forwarding-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "t.conf");
  writeFileSync(path, text);
  const env = { LD_LIBRARY_PATH: libraryPath(root), HOME: "/nowhere" };
  const { stderr } = spawnSync(join(root, "usr/sbin/keepalived"), ["-t", "-f", path], {
    env,
    encoding: "utf8",
    timeout: 20_000,
  });
  const theirs = new Set([...stderr.matchAll(/\((?:[^()\n]*: )?Line (\d+)\)/g)].map(([, line]) => Number(line)));
  const ours = new Set(loadText(text).diagnostics.map(({ span }) => lineAt(span.source, span.start)));
  t.ok(theirs.size > lines.length, "keepalived tells many");
  for (const [i, line] of text.split("\n").entries()) {
    const [keyword, ...words] = line.split(" ");
    if (keyword !== "lb_kind" && keyword !== "lvs_method") continue;
    const known = onlyOurs.test(words.join(" "));
    t.equal(ours.has(i + 1), known || theirs.has(i + 1), line);
  }
});
