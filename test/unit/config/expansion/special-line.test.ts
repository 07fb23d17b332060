import t from "tap";
import { isSpecial } from "../../../../lib/config/expansion/special-line.ts";

t.test("lines that may need expansion, and only their own characters", async (t) => {
  const special = [
    "$A",
    "x $A",
    "x{$A",
    "x$_",
    "$\x7bz}",
    "~SEQ(i,1) x",
    "x ~",
    "@one x",
    " \t@^one x",
    "include x",
    " include_check",
    "random_seed 1",
  ];
  for (const text of special) t.ok(isSpecial(`\n${text}\n`, 1, text.length + 1), text);
  const plain = [
    "",
    " ",
    "x",
    "x @one",
    "$",
    "a$1 $ $$ $=",
    "interface eth0",
    "a include b",
    "x random_seed",
    "router_id x",
  ];
  for (const text of plain) t.notOk(isSpecial(`$\n${text}\n$ @ ~`, 2, text.length + 2), text);
});
