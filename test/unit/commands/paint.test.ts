import t from "tap";
import { paintFor } from "../../../lib/commands/paint.ts";

const terminal = { write: () => {}, isTerminal: true };

t.test("colours are for terminals, unless somebody wants none", async (t) => {
  t.equal((await paintFor(terminal, {})).red("x"), "\u001b[31mx\u001b[39m");
  t.equal((await paintFor({ ...terminal, isTerminal: false }, {})).red("x"), "x");
  t.equal((await paintFor(terminal, { NO_COLOR: "1" })).red("x"), "x");
  t.equal((await paintFor(terminal, { TERM: "dumb" })).red("x"), "x");
});
