/** Texts that nobody means well with: random ones, and a megabyte of everything that could take long. */

import { allKeywords } from "../../lib/config/keywords.ts";
import { random as seeded } from "./random.ts";

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

export function randomWords(random: (below: number) => number, count: number): string {
  let text = "";
  for (let i = 0; i < count; i++) text += `${pieces[random(pieces.length)]}${random(3) === 0 ? "\n" : " "}`;
  return text;
}

export function randomBytes(random: (below: number) => number, length: number): string {
  return Buffer.from(Uint8Array.from({ length }, () => random(256))).toString("utf8");
}

/** Without NUL, which alone would end the reading. */
export function randomText(random: (below: number) => number, length: number): string {
  return Buffer.from(Uint8Array.from({ length }, () => 1 + random(255))).toString("utf8");
}

const million = 1_000_000;

/** By what they are made of; about a megabyte each, or less where that is enough to ask for much. */
export const hostileTexts: Readonly<Record<string, string>> = {
  "random bytes": randomBytes(seeded(7), million),
  "random words": randomWords(seeded(8), 120_000).slice(0, million),
  "10,000 opening braces": "{".repeat(10_000),
  "10,000 closing braces": "}\n".repeat(10_000),
  "opening braces": "{".repeat(million),
  "opening brackets": "( ".repeat(million / 2),
  "wrong routes": `static_routes {\n${"10.0.0.0/8 via ::1 metrik\n".repeat(million / 27)}}`,
  "options of one route": `static_routes {\n10.0.0.0/8 ${"dev eth0 ".repeat(million / 9)}\n}`,
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
  "values without definition": `vrrp_instance A {\n${"priority $x\n".repeat(80_000)}}`,
  "alternatives of manuals": "<a b> | <c> | ".repeat(70_000),
  "loops of open blocks": "~SEQ(i,2) a {\n".repeat(60_000),
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
  "unclosed loops": "~SEQ(\n".repeat(million / 6),
  "loops without line ends": "~SEQ(".repeat(million / 5),
  dollars: "$\n".repeat(million / 2),
  "an include through many folders": `include ${"a/".repeat(million / 2)}x\n`,
  "an include of stars": `include ${"*".repeat(million)}\n`,
  "names that differ": Array.from({ length: 60_000 }, (_, i) => `x $A${i} y`).join("\n"),
  "faults of one kind": `vrrp_instance A {\n${"priority x\n".repeat(90_000)}}\n`,
  "faults in blocks": `virtual_server 1.1.1.1 80 {\n${"real_server x 1 {\n}\n".repeat(45_000)}}\n`,
  "one service again and again": "virtual_server 10.0.0.1 80 {\nprotocol TCP\nreal_server 10.0.0.2 80 {\n}\n}\n".repeat(
    12_000,
  ),
  "tracked scripts": `vrrp_instance A {\ntrack_script {\n${"chk weight 2\n".repeat(70_000)}}\n}\n`,
};
