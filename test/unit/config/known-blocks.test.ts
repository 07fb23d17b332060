/** Blocks that read the same are found, and mean the same as if each had been read by itself: also with mistakes in them. */

import t, { type Test } from "tap";
import { BlockValues } from "../../../lib/config/block-values.ts";
import { LineCursor } from "../../../lib/config/expansion/line-cursor.ts";
import { KnownBlocks } from "../../../lib/config/known-blocks.ts";
import { Lines } from "../../../lib/config/lines.ts";
import { printConfiguration } from "../../../lib/config/print.ts";
import type { Loaded } from "../../../lib/config/settings.ts";
import { SharedShapes } from "../../../lib/config/shared-shapes.ts";
import { makeLine } from "../../../lib/config/statements.ts";
import type { Word } from "../../../lib/config/syntax.ts";
import { WrittenSource } from "../../../lib/config/written.ts";
import { lineAt, makeSource, positionAt, type Span } from "../../../lib/diag/source.ts";
import { loadText } from "../../support/configuration.ts";
import { random as seeded } from "../../support/random.ts";

/**
 * @param forgetAfter number of a line after which something stands that takes more than its text to know
 * @returns the numbers of the lines that were taken for the head of a block that is known.
 */
function repeatedLines(text: string, forgetAfter = 0): number[] {
  const source = makeSource("t.conf", text);
  const written = new WrittenSource(source);
  const lines = new Lines();
  const shapes = new SharedShapes();
  const blocks = new KnownBlocks(text, lines);
  const found: number[] = [];
  const cursor = new LineCursor(text);
  while (cursor.advance()) {
    const { start, end } = cursor;
    const number = lineAt(source, start);
    const shape = shapes.of(text, start, end);
    if (!shape || shape.tokens.length === 0) continue;
    const repeated = blocks.repeated(shape, written, start, end);
    const line = repeated ?? makeLine(shape, written, start);
    lines.add(line);
    if (repeated) found.push(number);
    else blocks.add(line, end);
    if (number === forgetAfter) blocks.forget();
    if (repeated) cursor.skipTo(end + repeated.body.text.length);
  }
  return found;
}

t.test("from the third on, blocks of the same text are known", async (t) => {
  const rows: readonly (readonly [text: string, known: readonly number[]])[] = [
    ["a {\nb\n}\n".repeat(4), [7, 10]],
    ["a {\nb\n}\n".repeat(3).slice(0, -1), [7]],
    ["a {\r\nb\r\n}\r\n".repeat(3), [7]],
    ["a {\nb\n}\na {\nb\n}\na {\nb\n} c\n", []],
    ["a {\nb\n}\na {\nb\n}\na {\nc\n}\n", []],
    ["a b {\nc\n}\na bb {\nc\n}\na b { # c\nc\n}\na d {\nc\nd\n}\n", [7]],
    ["a b {\nc\n}\na b {\nc\n}\n a b {\nc\n}\n", []],
    [[1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7, 1].map((n) => `a b {\r\n${n}\r\n}\r\n`).join(""), [43]],
    ["a {\nb {\n# x\nc\n}\n\n}\n".repeat(3), [15]],
    ["a {\nkey x\n}\n".repeat(3), []],
    ["a {\nb\n}\n".repeat(2).concat("a {\nb\n"), []],
  ];
  for (const [text, known] of rows) t.strictSame(repeatedLines(text), known, JSON.stringify(text));
});

t.test("what takes more than its text to know keeps the blocks around it from being known", async (t) => {
  const text = "a {\nb\n}\n".repeat(4);
  t.strictSame(repeatedLines(text, 5), [10]);
  t.strictSame(repeatedLines(text, 6), [7, 10]);
});

/** Pieces of a virtual server; some are wrong, some lack a brace, some are told once in a file. */
const checkers = [
  "TCP_CHECK {\nconnect_timeout 2\nretry 2\n}",
  "TCP_CHECK {\nconnect_timeout x\n}",
  "TCP_CHECK {\n  nb_get_retry 3\n  retri 2\n  retry 1 2\n}",
  "TCP_CHECK {\nretry 1\nretry 2\n}",
  "HTTP_GET {\nurl {\npath /\nstatus_code 200\n}\nurl {\npath /a\n}\nconnect_timeout 99\n}",
  "HTTP_GET {\nurl {\nregex_stack 1\n}\nretry 1\n}",
  "SSL_GET {\nurl {\npath /\nstatus_code 200\n}\n}",
  "MISC_CHECK {\nmisc_path /bin/true x\nuser a\n}",
  "HTTP_GET {\n}",
  "TCP_CHECK {\n  retry 1\n}\n}",
  "TCP_CHECK {\nretry 1",
  "SMTP_CHECK {\nhelo_name a\nhost {\nconnect_port 25\n}\n}",
  "virtual_ipaddress {\n10.0.0.1\n}",
  "HTTP_GET {\nurl {\nregex a\n}\n}",
  "SSL_GET {\nurl {\nregex a\n}\n}",
  "HTTP_GET {\nurl {\n  path /\n  }\n  retry 1\n}",
  "  TCP_CHECK {\n    retry 1\n}",
  "TCP_CHECK",
  "TCP_CHECK\n{\nretry 1\n}",
  "weight 1 {\n}",
  "weight 1\n{\n}",
  "weight 1",
];

/** What real servers inherit: the same body then comes to something else. */
const inherited = [
  "",
  "",
  "delay_loop 1",
  "connect_timeout 99",
  "virtualhost a",
  "weight 7",
  "alpha",
  "lb_kind DR",
  "smtp_alert",
  "retry 9",
];

function randomServers(seed: number): string {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const usual = Array.from({ length: 3 }, () => pick(checkers));
  const servers = Array.from({ length: 2 + random(3) }, (_, i) => {
    const reals = Array.from({ length: 1 + random(6) }, (_, k) => {
      const checks = Array.from({ length: random(3) }, () => (random(8) === 0 ? pick(checkers) : pick(usual)));
      const head = `${pick(["", "", "", " "])}real_server 10.1.${i}.${pick([k, k, 100 + k])} ${pick(["80", "80", "80", "81", ""])} {${pick(["", "", " ", " # x"])}`;
      return `${head}\n${checks.join("\n")}\n}`;
    });
    return `virtual_server 10.0.0.${i} ${pick([80, 80, 80, 0])} {\nprotocol TCP\n${pick(inherited)}\n${pick(inherited)}\n${reals.join("\n")}\n}`;
  });
  const text = `${"global_defs {\nrouter_id a\n}\n".repeat(random(5))}${servers.join("\n")}`;
  // As many braces are closed as are opened, though not the same.
  const missing = text.split("{").length - text.split("}").length;
  const braces = missing > 0 ? "}\n".repeat(missing) : "global_defs {\n".repeat(-missing);
  return pick([text, `${text}\n${braces}`, `${braces}${text}`]);
}

/** The same lines, of which no two are alike. */
function apart(text: string): string {
  let n = 0;
  return text.replace(/(?<=.)$/gm, () => ` #${n++}`);
}

function placesIn(loaded: Loaded): string[] {
  const at = ({ source, start, end }: Span) => {
    const { line, column } = positionAt(source, start);
    return `${line}:${column}+${end - start}`;
  };
  const shown = ({ text, span }: Word) => `${text} ${at(span)}`;
  const walk = (values: { readonly uses: BlockValues<"file">["uses"] }): string[] =>
    values.uses.flatMap(({ keyword, value, statement, block }) => [
      `${keyword} ${JSON.stringify(value)} ${[statement.keyword, ...statement.args].map(shown).join(" ")} ${statement.block ? at(statement.block.open) : ""}`,
      ...(block instanceof BlockValues ? walk(block) : []),
    ]);
  const told = loaded.diagnostics.map(({ code, severity, span, message, hint, related }) =>
    [code, severity, at(span), message, hint, related?.map((one) => at(one.span))].join(" | "),
  );
  return [...walk(loaded.values), ...told];
}

function same(t: Test, text: string, what: string): boolean {
  const [together, alone] = [loadText(text), loadText(apart(text))];
  return (
    t.strictSame(placesIn(together), placesIn(alone), what) &&
    t.strictSame(together.settings, alone.settings) &&
    t.equal(printConfiguration(together), printConfiguration(alone))
  );
}

t.test("blocks that repeat mean what they would alone, in their own places", async (t) => {
  for (let seed = 1; seed <= 400; seed++) if (!same(t, randomServers(seed), `seed ${seed}`)) break;
});

t.test("a known block whose brace looks like another one's is still suspected where a brace is missing", async (t) => {
  const real = (n: number) => `real_server 10.1.0.${n} 80 {\n  TCP_CHECK {\n    retry 1\n}\n}\n`;
  const server = (n: number, reals: string) => `virtual_server 10.0.0.${n} 80 {\nprotocol TCP\n${reals}`;
  const text = `}\n${server(1, real(1) + real(2))}}\n${server(2, real(3))}`;
  same(t, text, text);
  const missing = loadText(text).diagnostics.find(({ code }) => code === "LK0007");
  t.equal(missing && positionAt(missing.span.source, missing.span.start).line, 18, "the third TCP_CHECK is blamed");
});

t.test("a brace too many casts doubt on the block before it, also where that is a known one", async (t) => {
  const known = "static_ipaddress {\n}\n";
  const text = `${known}${known}bfd_instance a {\n}\n${known}}\nglobal_defs {\n`;
  same(t, text, text);
  t.ok(
    loadText(text).diagnostics.some(({ code }) => code === "LK0016"),
    "what the block before that lacks is told",
  );
});
