/** Which includes fail, with what severity, and which files they give. */

import t from "tap";
import {
  allChecks,
  checksOf,
  filesOf as includedFiles,
  noChecks,
  readChecks,
} from "../../../../lib/config/expansion/includes.ts";
import { loadConfiguration } from "../../../../lib/config/load.ts";
import { Report } from "../../../../lib/config/report.ts";
import { makeSource } from "../../../../lib/diag/source.ts";
import { filesOf, loadText, plainSurroundings } from "../../../support/configuration.ts";

const files = filesOf({ "conf/b": "", "conf/a": "", "conf/d/c": "" });
files.write("conf/x", "", 0o755);

function include(directive: string, pattern: string) {
  const source = makeSource("conf/t", pattern);
  const report = new Report();
  const span = { source, start: 0, end: pattern.length };
  const paths = includedFiles({ pattern, span, folder: "conf", checks: checksOf(directive, noChecks) }, files, report);
  return [paths, report.sorted([source]).map(({ severity, code }) => `${severity} ${code}`)];
}

t.test("each directive by its rule, relative to the including file's folder", async (t) => {
  const rows: readonly (readonly [string, string, readonly string[] | undefined, readonly string[]])[] = [
    ["include", "a", ["conf/a"], []],
    ["include", "?", ["conf/a", "conf/b"], ["warning LK0039", "warning LK0039"]],
    ["includem", "[dx]", [], ["warning LK0039", "warning LK0039", "error LK0037"]],
    ["include", "{b,a}", ["conf/b", "conf/a"], []],
    ["include", "d/*", ["conf/d/c"], []],
    ["include", "x", [], ["warning LK0039"]],
    ["include", "none", [], ["warning LK0037"]],
    ["include", "none*", [], ["note LK0037"]],
    ["includer", "none", [], ["warning LK0037"]],
    ["includem", "none", [], ["error LK0037"]],
    ["includem", "none*", [], ["error LK0037"]],
    ["includem", "{a,none}", ["conf/a"], ["warning LK0037"]],
    ["includew", "none*", [], ["error LK0037"]],
    ["includeb", "none", [], ["warning LK0037"]],
    ["includeb", "{a,none}", ["conf/a"], ["error LK0037"]],
    ["includea", "none*", [], ["error LK0037"]],
    ["include", "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", undefined, ["error LK0038"]],
  ];
  for (const [directive, pattern, paths, told] of rows)
    t.strictSame(include(directive, pattern), [paths, told], `${directive} ${pattern}`);
});

t.test("longer than any path", async (t) => {
  t.strictSame(include("include", "a".repeat(4095)), [[], ["warning LK0037"]]);
  t.strictSame(include("include", "a".repeat(4096)), [undefined, ["error LK0038"]]);
});

t.test("a file for each service, however many", async (t) => {
  const server = (n: number) =>
    `virtual_server 10.0.${n >> 8}.${n & 255} 80 {\nprotocol TCP\nreal_server 10.1.0.1 80 {\n}\n}\n`;
  const parts = Array.from({ length: 5000 }, (_, n) => [`d/${n}`, server(n)]);
  const load = (text: string) =>
    loadConfiguration("t", filesOf({ t: text, ...Object.fromEntries(parts) }), plainSurroundings);
  for (const text of ["include d/*\n", parts.map(([name]) => `include ${name}\n`).join("")]) {
    const { settings, diagnostics } = load(text);
    t.strictSame(diagnostics, []);
    t.equal(settings.virtualServers.length, 5000);
  }
});

t.test("a pattern of more files than anybody has is left out whole", async (t) => {
  const list = () => Array.from({ length: 16_385 }, (_, n) => `${n}`);
  const crowded = { ...files, list, absolute: (path: string) => path, kind: () => "file" as const, read: () => "" };
  const report = new Report();
  const span = { source: makeSource("t", "*"), start: 0, end: 1 };
  const request = { pattern: "*", span, folder: "", checks: noChecks };
  t.equal(includedFiles(request, crowded, report), undefined);
  t.match(report.sorted([]), [{ code: "LK0038", severity: "error" }]);
  t.equal(includedFiles(request, { ...crowded, list: () => list().slice(1) }, report)?.length, 16_384);
  const text = "vrrp_instance A {\ninclude *\n}\n";
  const { diagnostics } = loadConfiguration("t", { ...crowded, read: () => text }, plainSurroundings);
  t.strictSame(
    diagnostics.map(({ code }) => code),
    ["LK0038"],
    "what seems to be missing is perhaps in it",
  );
});

t.test("include_check sets what plain includes check", async (t) => {
  t.strictSame(readChecks([], noChecks), allChecks);
  t.strictSame(readChecks(["match", "read"], noChecks), { ...noChecks, match: true, readable: true });
  t.strictSame(readChecks(["-match", "+brace_match"], allChecks), { ...allChecks, match: false });
  t.equal(readChecks(["nonsense"], noChecks), undefined);
  t.match(loadText("global_defs {\n include_check maybe\n}\n").diagnostics, [
    { code: "LK0012", span: { start: 15, end: 34 } },
  ]);
  t.match(loadText("global_defs {\ninclude_check match\n}\ninclude none\n").diagnostics.at(-1), {
    code: "LK0037",
    severity: "error",
  });
});

t.test("files that cannot be read, or include themselves by a detour", async (t) => {
  const texts = filesOf({ "c/main": "include one\nincluder two\n", "c/one": "", "c/two": "include ../c/main\n" });
  texts.refused.set("c/one", "EACCES");
  const first = loadConfiguration("c/main", texts, plainSurroundings);
  t.strictSame(
    first.diagnostics.map(({ severity, code, span }) => [severity, code, span.source.name, span.start]),
    [
      ["warning", "LK0038", "c/main", 8],
      ["error", "LK0038", "c/two", 8],
    ],
  );
  t.strictSame(
    first.sources.map(({ name }) => name),
    ["c/main", "c/two"],
  );
  texts.refused.set("c/two", "EACCES");
  const [, second] = loadConfiguration("c/main", texts, plainSurroundings).diagnostics;
  t.match(second, { severity: "error", code: "LK0038", message: /cannot read c\/two/ });
});
