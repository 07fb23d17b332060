/** Whatever the bytes are: no throw, linear time, no password shown. Random texts come from a seeded generator. */

import t from "tap";
import { describeLoaded } from "../../../lib/config/describe.ts";
import { allKeywords } from "../../../lib/config/keywords.ts";
import type { Span } from "../../../lib/diag/source.ts";
import { loadText as load } from "../../support/configuration.ts";
import { random as seeded } from "../../support/random.ts";

t.setTimeout(180_000);

const pieces = [
  ...allKeywords(),
  ...'{ } { } { } \n \n \n \n # ! " // ; \\ 10.0.0.1 10.0.0.1/24 ::1 80 0 -1 300 1.5 A B eth0 MASTER PASS TCP DR'.split(
    " ",
  ),
  ..."include @a @^a $A=b $B=$A $A=\\ $A $\x7bA} $i $v ~SEQ(i,1,3) ~SEQ(A,2) ~LST(v,a,b) include_check t.conf x* fwmark group dev label brd + scope \u00a0 \ufeff \u0001 \u{1f600} \u201c \u201d \u2018 \u2019 \uff5b \uff5d \uff03 \u00ad \u200b = : {{ }} {% %} ' <X Y> ~ ~SEQ".split(
    " ",
  ),
  "\n",
];

function randomWords(random: (below: number) => number, count: number): string {
  let text = "";
  for (let i = 0; i < count; i++) text += `${pieces[random(pieces.length)]}${random(3) === 0 ? "\n" : " "}`;
  return text;
}

function randomBytes(random: (below: number) => number, length: number): string {
  return Buffer.from(Uint8Array.from({ length }, () => random(256))).toString("utf8");
}

/** Without NUL, which alone would end the reading. */
function randomText(random: (below: number) => number, length: number): string {
  return Buffer.from(Uint8Array.from({ length }, () => 1 + random(255))).toString("utf8");
}

/** The span and all that it was expanded from. */
function withOrigins(span: Span): Span[] {
  return span.expandedFrom ? [span, ...withOrigins(span.expandedFrom)] : [span];
}

const texts: readonly ((random: (below: number) => number) => string)[] = [
  (random) => randomWords(random, 5 + random(200)),
  (random) => randomText(random, random(400)),
  (random) => `vrrp_instance A {\n${randomWords(random, 50)}\n${randomText(random, 50)}`,
  (random) => randomBytes(random, random(400)),
];

t.test("no text makes it throw, and everything said has a place in the text", async (t) => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = seeded(seed);
    const text = texts[seed % texts.length]?.(random) ?? "";
    const loaded = load(text);
    describeLoaded(loaded, { colour: true });
    for (const { span, related } of loaded.diagnostics)
      for (const { start, end } of [span, ...(related ?? []).map((r) => r.span)].flatMap(withOrigins))
        if (!(start >= 0 && start <= end && end <= text.length)) t.fail(`seed ${seed}: ${start}-${end} is outside`);
  }
  t.pass("300 texts");
});

t.test("a file cut off or damaged anywhere is still read", async (t) => {
  const whole = `global_defs {\n router_id x\n}\nvrrp_instance A {\n interface eth0\n virtual_router_id 1\n authentication {
  auth_type PASS\n  auth_pass hush4321\n }\n virtual_ipaddress {\n  10.0.0.1\n }\n}\nvirtual_server 10.0.0.1 80 {\n protocol TCP
 real_server 10.0.0.2 80 {\n  HTTP_GET {\n   url {\n    path /\n   }\n  }\n }\n}\n`;
  for (let at = 0; at <= whole.length; at++) {
    for (const text of [
      whole.slice(0, at),
      whole.slice(0, at) + whole.slice(at + 1),
      `${whole.slice(0, at)}{${whole.slice(at)}`,
    ]) {
      const loaded = load(text);
      const said = describeLoaded(loaded, { colour: false });
      if (/hush4321/.test(said)) t.fail(`password shown:\n${said}`);
      if (loaded.diagnostics.length > 3) t.fail(`${loaded.diagnostics.length} diagnostics for one change:\n${said}`);
    }
  }
  t.equal(load(whole).diagnostics.length, 0, "the whole file is fine");
});

t.test("ten thousand braces without partners are one fault", async (t) => {
  const count = 10_000;
  const rows: Readonly<Record<string, string>> = {
    ["{".repeat(count)]: "LK0009",
    ["{\n".repeat(count)]: "LK0009",
    ["}".repeat(count)]: "LK0008",
    [`global_defs {\n}\n${"}\n".repeat(count)}`]: "LK0008",
    [`global_defs {\nrouter_id x\n${"{\n".repeat(count)}`]: "LK0009",
  };
  for (const [text, code] of Object.entries(rows)) {
    const codes = load(text).diagnostics.map((diagnostic) => diagnostic.code);
    t.ok(codes.includes(code as (typeof codes)[number]), `${text.slice(0, 30)} ${codes.join(" ")}`);
    t.ok(codes.length <= 3, `${text.slice(0, 30)} ${codes.join(" ")}`);
  }
});

t.test("a megabyte of anything takes less than a second", async (t) => {
  const million = 1_000_000;
  const rows: Readonly<Record<string, string>> = {
    "random bytes": randomBytes(seeded(7), million),
    "random words": randomWords(seeded(8), 120_000).slice(0, million),
    "10,000 opening braces": "{".repeat(10_000),
    "10,000 closing braces": "}\n".repeat(10_000),
    "opening braces": "{".repeat(million),
    "closing braces": "}".repeat(million),
    "nested unknown blocks": "a {\n".repeat(million / 4),
    "nested known blocks": "virtual_server 1.1.1.1 1 {\nreal_server 1.1.1.1 1 {\n".repeat(20_000),
    "one word": "x".repeat(million),
    "one line": "x ".repeat(million / 2),
    "one line of blocks": "url{path a}".repeat(90_000),
    "unknown words": Array.from({ length: 70_000 }, (_, i) => `prioritx${i}`).join("\n"),
    passwords: "auth_pass x y\n".repeat(70_000),
    quotes: '"'.repeat(million),
    "short lines": "a\n".repeat(million / 2),
    "open quotes": '"\n'.repeat(million / 2),
    slashes: "// {\n".repeat(million / 5),
    "no-break spaces": "\u00a0".repeat(million),
    backslashes: "\\#".repeat(million / 2),
    instances: Array.from({ length: 20_000 }, (_, i) => `vrrp_instance I${i} {\ninterface eth0\n}`).join("\n"),
    addresses: `vrrp_instance A {\nvirtual_ipaddress {\n${"10.0.0.1 dev eth0\n".repeat(50_000)}}}`,
    definitions: "$A=x\n$A\n".repeat(100_000),
    "definitions without end": "$A=$B\n$B=$A\nx $A\n".repeat(50_000),
    "growing definitions": Array.from({ length: 500 }, (_, i) => `$A${i + 1}=$A${i} $A${i}\nx $A${i + 1}\n`).join(""),
    "names without values": "x $nothing $else y\n".repeat(50_000),
    "typographic quotes": "\u201ca\u201d ".repeat(million / 4),
    "open typographic quotes": "\u201ca\n".repeat(million / 3),
    "single typographic quotes": "\u2018a ".repeat(million / 3),
    "quotes over lines": 'a "b\n c"\n'.repeat(million / 10),
    placeholders: "{{ a ".repeat(million / 5),
    templates: "{% a %}\n".repeat(million / 8),
    "signs between": "priority = 5\n".repeat(million / 13),
    "statements on one line": `vrrp_instance A {\n${"priority 5 ".repeat(million / 11)}\n}`,
    "lines joined": "a \\\n".repeat(million / 4),
    "soft hyphens": "\u00ad".repeat(million),
    "bytes that are no text": "\ufffd ".repeat(million / 2),
    "open names": "$\x7bA ".repeat(200_000),
    "nested loops": `${"~SEQ(i,1,2) ".repeat(80_000)}x`,
    "loops of a million turns": "~SEQ(i,1,1000000) x$i\n".repeat(40_000),
    "loops within loops": "~SEQ(i,1,1000) ~SEQ(j,1,1000) x$i\n",
    "loops of a block": `$B=${"~SEQ(i,1,100) $C \\\n".repeat(100)}\n$C=${"x \\\n".repeat(1000)}\n$B\n`,
    conditions: "@one a\n@two b\n".repeat(70_000),
    "includes of itself": "include t.conf\n".repeat(60_000),
    "includes of nothing": "include none*\n".repeat(60_000),
    "includes of many": `include ${"{a,b}".repeat(100_000)}\n`,
    "misplaced keywords": `vrrp_instance A {\nvirtual_ipaddress {\n${"priority 7\n".repeat(80_000)}}`,
  };
  for (const [what, text] of Object.entries(rows)) {
    const took = fastest(() => describeLoaded(load(text), { colour: false }));
    t.ok(took < allowed, `${what}: ${took.toFixed(0)} ms`);
  }
});

/** A second on an idle machine; twice that, because other test files run beside this one. Quadratic time takes minutes. */
const allowed = 2000;

/**
 * @returns milliseconds of the fastest of up to five runs, ending with the first that is fast enough. Both clocks overstate
 * on a busy machine: the wall's counts others, the processor's counts the collector's threads waiting for each other.
 */
function fastest(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 5 && best >= allowed; attempt++) {
    const wall = performance.now();
    const processor = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(processor);
    best = Math.min(best, performance.now() - wall, (user + system) / 1000);
  }
  return best;
}
