import t from "tap";
import { decodeKeys } from "../../../lib/view/keys.ts";
import { random } from "../../support/random.ts";

const keys = (text: string) => decodeKeys(text).keys;

t.test("characters stand for themselves, the rest has names", async (t) => {
  t.strictSame(keys("q s+"), ["q", " ", "s", "+"]);
  t.strictSame(keys("\u0003\u001a\u000c"), ["interrupt", "suspend", "redraw"]);
  t.strictSame(keys("\u001b[A\u001bOB\u001b[5~\u001b[6~\u001b[H\u001b[4~"), [
    "up",
    "down",
    "page-up",
    "page-down",
    "home",
    "end",
  ]);
});

t.test("what is no key of ours is passed over, whole", async (t) => {
  t.strictSame(keys("\u001b[1;5Cq"), ["q"], "Ctrl-right");
  t.strictSame(keys("\u001b[200~q\u001b[201~"), ["q"], "a bracketed paste");
  t.strictSame(keys("\u00e9\u0000\u007f\r\n\tq"), ["q"]);
  t.strictSame(keys("\u001bxq"), ["x", "q"], "Alt-x is x");
});

t.test("a sequence may come in pieces", async (t) => {
  const first = decodeKeys("j\u001b");
  t.strictSame(first, { keys: ["j"], rest: "\u001b" });
  const second = decodeKeys(`${first.rest}[`);
  t.strictSame(second, { keys: [], rest: "\u001b[" });
  t.strictSame(decodeKeys(`${second.rest}5~q`), { keys: ["page-up", "q"], rest: "" });
});

t.test("nothing is waited for without end", async (t) => {
  const endless = `\u001b[${"1;".repeat(50)}`;
  t.equal(decodeKeys(endless).rest, "");
  const below = random(7);
  for (let round = 0; round < 2000; round++) {
    const bytes = Array.from({ length: below(40) }, () => "\u001b[O;15~ABq\u0003\u00ff"[below(13)]).join("");
    let rest = "";
    for (const piece of bytes.match(/.{1,3}/gs) ?? []) rest = decodeKeys(rest + piece).rest;
    if (rest.length > 16) t.fail(JSON.stringify(bytes));
  }
});
