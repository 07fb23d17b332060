/**
 * Debian's `keepalived -t` on every file of test/fixtures/config/golden: what it complains about, we do not pass over. It
 * reads on after a mistake as if nothing had happened, so that only its first complaint about a file can be held against us.
 */

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { loadConfiguration } from "../../lib/config/load.ts";
import { lineAt, type Span } from "../../lib/diag/source.ts";
import { nodeFiles } from "../../lib/system/node-files.ts";
import { plainSurroundings } from "../support/configuration.ts";
import { keepalivedRoot } from "../support/keepalived.ts";

const folder = "test/fixtures/config/golden";
const packages = await keepalivedRoot();
const options = "obstacle" in packages ? { skip: packages.obstacle } : {};
const root = "root" in packages ? packages.root : "";

interface Complaint {
  readonly line: number;
  readonly text: string;
}

/** What depends on the machine that the test runs on, or on its users. */
const ofThisHost = /interface \S+ for .* doesn't exist|Non-existent interface|script_user|keepalived_script|SECURITY/;

/** @returns what keepalived says of lines of the file itself. */
function theirs(name: string): readonly Complaint[] {
  const folders = ["usr/lib", "lib"].map((part) => join(root, part, "x86_64-linux-gnu"));
  const words = ["-t", "-f", name, "-i", plainSurroundings.id];
  const { stderr } = spawnSync(join(root, "usr/sbin/keepalived"), words, {
    cwd: folder,
    env: { LD_LIBRARY_PATH: folders.join(":"), HOME: "/nowhere" },
    encoding: "utf8",
    // It repeats loops without end; what it said until then counts.
    timeout: 5000,
  });
  return [...(stderr ?? "").matchAll(/^\((?:([^()\n]*): )?Line (\d+)\) (.*)$/gm)]
    .filter(([, file]) => file === undefined || file === name)
    .map(([, , line, text]) => ({ line: Number(line), text: text ?? "" }))
    .filter(({ text }) => !ofThisHost.test(text));
}

/** Lines of the file itself that anything is said about, also about what was made from them. */
function ours(name: string): readonly number[] {
  const { diagnostics } = loadConfiguration(join(folder, name), nodeFiles, plainSurroundings);
  const lines: number[] = [];
  for (const { span } of diagnostics)
    for (let at: Span | undefined = span; at; at = at.expandedFrom)
      if (at.source.name.endsWith(name)) lines.push(lineAt(at.source, at.start));
      else lines.push(1);
  return lines;
}

t.test("what keepalived complains about first, we complain about there or before", options, async (t) => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".conf"))) {
    const [first] = theirs(name).toSorted((a, b) => a.line - b.line);
    if (first === undefined) continue;
    const said = ours(name);
    t.ok(
      said.some((line) => line <= first.line),
      `${name}:${first.line}: ${first.text}`,
    );
  }
});
