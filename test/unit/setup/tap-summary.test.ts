/** The totals of `npm test` rest on reading tap's output: each kind of line once, and everything that can fail counted once. */

import t from "tap";
import { tapReader } from "../../lab/host/checkout.ts";

const readTap = await tapReader();

const file = (...inner: string[]) => ["# Subtest: f.test.js", ...inner.map((line) => `    ${line}`)];

t.test("assertions count, subtests do not count again", async (t) => {
  const text = [
    "TAP version 14",
    ...file("# Subtest: a", "    ok 1 - x", "    ok 2", "    1..2", "ok 1 - a # time=1ms", "1..1"),
    "ok 1 - f.test.js",
  ];
  t.same(readTap(text.join("\n")).counts, { passed: 2, failed: 0, skipped: 0 });
});

t.test("a failed assertion counts once and is named with its path and detail", async (t) => {
  const inner = [
    "# Subtest: a",
    "    not ok 1 - x",
    "      ---",
    "      detail: because",
    "      at:",
    "        line: 1",
    "      ...",
    "    1..1",
  ];
  const text = [...file(...inner, "not ok 1 - a", "1..1"), "not ok 1 - f.test.js", "  ---", "  exitCode: 1", "  ..."];
  const { counts, failures } = readTap(text.join("\n"));
  t.same(counts, { passed: 0, failed: 1, skipped: 0 });
  t.equal(failures[0]?.split("\n")[0], "not ok: f.test.js › a › x");
  t.match(failures[0], /because$/);
});

t.test("a file that crashes or times out without a failed assertion is a failure", async (t) => {
  const text = [...file("ok 1 - x"), "not ok 1 - f.test.js", "  ---", "  timeout: 30000", "  ..."];
  const { counts, failures } = readTap(text.join("\n"));
  t.same(counts, { passed: 1, failed: 1, skipped: 0 });
  t.match(failures[0], /timeout: 30000/);
});

t.test("skipped is not passed, and says why", async (t) => {
  const { counts, skips } = readTap([...file("ok 1 - x # SKIP needs root", "1..1"), "ok 1 - f.test.js"].join("\n"));
  t.same(counts, { passed: 0, failed: 0, skipped: 1 });
  t.same([...skips], [["needs root", 1]]);
});
