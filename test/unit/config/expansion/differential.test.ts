/**
 * Small texts whose expansion shows in the first words of their lines: the same in keepalived's `-t` and here. Lines that
 * hold nothing but unknown words make keepalived name each.
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { expandFile } from "../../../../lib/config/expansion/expander.ts";
import { SecretHider } from "../../../../lib/config/hide-secrets.ts";
import { emptyFindings } from "../../../../lib/config/lexer.ts";
import { Report } from "../../../../lib/config/report.ts";
import { nodeFiles } from "../../../../lib/system/node-files.ts";
import { plainSurroundings } from "../../../support/configuration.ts";
import { keepalivedRoot } from "../../../support/keepalived.ts";
import { keepalivedWords } from "../../../support/keepalived-words.ts";

/**
 * `%{` stands for `$\{`. Lines are apart by ` / `, words by blanks or, where a word has one, by `|`. `differs`: what keepalived 2.2.7 makes of it
 * where we do otherwise on purpose, with the reason in a comment.
 */
const rows: readonly (readonly [text: string, words: string, differs?: string])[] = [
  ["$A=one / $A / x$A / %{A}y / $A, / q$A)r", "one xone oney one, qone)r"],
  ["$A=one / $A.b / a$A$A / x\\$A / x$$A", "$A.b a$Aone x\\one x$one"],
  ['$A=one / x%{A} / "$A z" / "$A"', "xone|one z|$A"],
  // A name without a value is told as such, not as a keyword; so is a block with something behind it.
  ["$A=one / $Ab / x", "x", "$Ab x"],
  ["$A=one \\ / two / $A post / x", "x", "$A x"],
  ["$A=$B / $B=two / $A", "two"],
  ["$A=one / $A=two / x$A", "xtwo"],
  ["$A= / x$A", "x"],
  ["$A=#x / y$A", "y"],
  ["$A=\\#x / y$A", "y"],
  ["$_X=1 / x$_X", "x1"],
  ["$_PWD=a / x$_PWD", "xa"],
  ['x%{_HASH}y / "x%{_BANG}y" / x%{_RANDOM 5 5} / x$_INSTANCE', "x x!y x5 xone"],
  ["$N1=foo / ~SEQ(i,1) x%{N%{i}}", "xfoo"],
  ["$X=$Y=5 / $X / $Y", "5"],
  ["$A=one \\ / two $B \\ / three / $B=zz / $A / pre$A", "one two three preone two three"],
  ["$A=one\\ / two / $A", "one two"],
  ["$A=\\ / one \\ / two / $A / three", "one two three"],
  ["$A=\\ / $B=q \\ / x$B / $A / $B", "xq q"],
  ["$A=x \\ /  / $A", "x"],
  ["$A=x \\ / # c / y / $A / z", "x y z"],
  ["$A=x \\ /  $C \\ /  y / $C=c1 \\ /  c2 / $A", "x c1 c2 y"],
  ["$B=x$i \\ / y$i / ~SEQ(i,2) $B", "x1 y1 x2 y2"],
  ["$B=~SEQ(i,2) x$i \\ / y$i / $B", "x1 x2 y2"],
  ["@one foo / @^one bar / @two foo2 /   @^two   baz / @one / @^ q", "foo baz q"],
  // keepalived copies overlapping memory here: an identifier of two letters works, one of three garbles the rest.
  ["$A=@one / $A foo / $A / $C=@^one / $C bar", "foo", "fone"],
  ["@one $A=1 / @two $A=2 / x$A", "x1"],
  ["~SEQ(i, 3)s$i", "s1 s2 s3"],
  ["  ~SEQ(i, 2) ~SEQ(j,1,3,9) s%{i}x$j", "s1x1 s1x4 s1x7 s2x1 s2x4 s2x7"],
  ["~SEQ(i,5,-2,1) a$i / ~SEQ(i,3,1) b$i / ~SEQ(i,1,-1) c$i / ~SEQ(i,0) d$i", "a5 a3 a1 b3 b2 b1 c1 c0 c-1 d1 d0"],
  ["~SEQx(i,9,12) a$i", "a9 aa ab ac"],
  ["~SEQ(i,1,0,3) a / ~SEQ(i,1,-1,3) a / ~SEQx(i,-1,1) a / ~SEQ(i) a / ~SEQ(i,a,b) a / ~SEQ(i,1,2,3,4) a", ""],
  ["~SEQ(i,1,2 a$i / ~SEQ(i,2) / @one ~SEQ(i,2) x$i / ~SEQ(i,2) @one y$i", "x1 x2 y1 y2"],
  ["$N=3 / ~SEQ(i,$N) x$i", "x1 x2 x3"],
  ["$S=~SEQ(i,2) / $S x$i", "x1 x2"],
  ["$i=9 / ~SEQ(i,2) x$i / z$i", "x1 x2 z2"],
  ["~SEQ(i,2) $D%{i}=v$i / $D1 / $D2", "v1 v2"],
  ["~SEQ(i,2) ~SEQ(j,$i) x%{i}y$j", "x1y1 x2y1 x2y2"],
  ["~LST(v, a, b)l$v / ~LST(v,) m$v", "la lb m"],
  ["~LST({v1,v2}, {a,b}, {c}) x%{v1}y$v2", "xayb xcy"],
  ["~LST({v1,v2}, {a,b,z}) x$v1 / ~LST(v) a / ~LST(v, a b) x$v", ""],
  ["~LST(v,a,b) ~SEQ(i,2) x%{v}$i / ~SEQ(i,2) ~LST(v,a,b) y%{v}$i", "xa1 xa2 xb1 xb2 ya1 yb1 ya2 yb2"],
  ["$L=a,b / ~LST(v,$L) x$v", "xa,b"],
  ["include b.inc / @one include b.inc / @two include b.inc", "fromB fromB"],
  ["$F=b.inc / include $F / ~LST(f,b,none) include %{f}.inc", "fromB fromB"],
  ["include sub/*.inc / include {b,none,c}.inc / include none.inc", "fromA fromD fromB fromC"],
  ["include def.inc / x$VAR / include exec.inc", "xset"],
  // An include inside a definition is read where it stands, not after what follows it.
  ["$A=\\ / include b.inc \\ / y / $A", "fromB y", "y fromB"],
];

const files: Readonly<Record<string, string>> = {
  "b.inc": "fromB\n",
  "c.inc": "fromC\n",
  "def.inc": "$VAR=set\n",
  "sub/a.inc": "fromA\ninclude d/d.inc\n",
  "sub/d/d.inc": "fromD\n",
};

const folder = mkdtempSync(join(tmpdir(), "lvskit-"));
t.teardown(() => rmSync(folder, { recursive: true }));
for (const [name, text] of Object.entries(files)) nodeFiles.write(join(folder, name), text);
writeFileSync(join(folder, "exec.inc"), "fromX\n", { mode: 0o755 });

const linesOf = (text: string): string => `${text.split(" / ").join("\n").replaceAll("%{", "${")}\nend\n`;
const wordsOf = (words: string): readonly string[] =>
  words.split(words.includes("|") ? "|" : " ").filter((w) => w !== "");

function firstWords(path: string): readonly string[] {
  const tools = { files: nodeFiles, surroundings: plainSurroundings, rules: { takesSlashes: () => false } };
  const rest = { findings: emptyFindings(), hider: new SecretHider(), report: new Report() };
  const { lines } = expandFile(path, { ...tools, ...rest });
  const words = lines.all.flatMap(({ tokens: [first] }) => (first?.kind === "word" ? [first.text] : []));
  return words.slice(0, words.indexOf("end"));
}

const found = await keepalivedRoot();

t.test("here", async (t) => {
  for (const [text, words] of rows) {
    const path = join(folder, "t.conf");
    writeFileSync(path, linesOf(text));
    t.strictSame(firstWords(path), wordsOf(words), text);
  }
});

t.test("keepalived", "obstacle" in found ? { skip: found.obstacle } : {}, async (t) => {
  const root = "root" in found ? found.root : "";
  for (const [text, words, differs] of rows) {
    writeFileSync(join(folder, "t.conf"), linesOf(text));
    t.strictSame(keepalivedWords(root, folder, "t.conf", "one"), wordsOf(differs ?? words), text);
  }
});
