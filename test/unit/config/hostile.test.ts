/** Whatever the bytes are: no throw, no password shown. Random texts come from a seeded generator. */

import t from "tap";
import { describeLoaded } from "../../../lib/config/describe.ts";
import type { Span } from "../../../lib/diag/source.ts";
import { loadText as load } from "../../support/configuration.ts";
import { randomBytes, randomText, randomWords } from "../../support/hostile-texts.ts";
import { random as seeded } from "../../support/random.ts";

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
      if (loaded.diagnostics.length > 4) t.fail(`${loaded.diagnostics.length} diagnostics for one change:\n${said}`);
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
