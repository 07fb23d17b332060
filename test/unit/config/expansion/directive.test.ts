import t from "tap";
import { readDirective } from "../../../../lib/config/expansion/directive.ts";
import { lineOf } from "../../../support/configuration.ts";

/** @returns what the line says, then the text that is blamed where it is wrong. */
function read(text: string): unknown {
  const directive = readDirective(lineOf(text));
  if (directive === undefined) return undefined;
  const { kind } = directive;
  const place = "span" in directive ? text.slice(directive.span.start, directive.span.end) : "";
  if (kind === "random_seed") return [kind, directive.seed];
  return kind === "include" ? [directive.name, directive.pattern, place] : [kind, ...directive.words, place];
}

t.test("lines that steer the reading", async (t) => {
  const rows: readonly (readonly [string, unknown])[] = [
    ["include a", ["include", "a", "a"]],
    [" \tincluder /a b/*.conf \r", ["includer", "/a b/*.conf", "/a b/*.conf"]],
    ['include "a" # b', ["include", '"a"', '"a"']],
    ["include", ["include", "", "include"]],
    [" includer # b", ["includer", "", "includer"]],
    ["included a", undefined],
    ["includex a", undefined],
    ["x include a", undefined],
    ["include_check", ["include_check", "include_check"]],
    ["include_check +match  -read # x", ["include_check", "+match", "-read", "include_check +match  -read"]],
    ["include_check { match }", undefined],
    ["include_checks match", undefined],
    ["random_seed 12", ["random_seed", 12]],
    ["random_seed -1", undefined],
    ["random_seed 12345678901", undefined],
  ];
  for (const [text, expected] of rows) t.strictSame(read(text), expected, text);
});
