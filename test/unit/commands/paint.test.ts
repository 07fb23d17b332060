import t from "tap";
import { paintFor, wantsColour } from "../../../lib/commands/paint.ts";

const terminal = { write: () => {}, isTerminal: true };

t.test("colours are for terminals, unless somebody wants none", async (t) => {
  t.equal((await paintFor(terminal, {})).red("x"), "\u001b[31mx\u001b[39m");
  t.equal((await paintFor({ ...terminal, isTerminal: false }, {})).red("x"), "x");
  t.equal((await paintFor(terminal, { NO_COLOR: "1" })).red("x"), "x");
  t.equal((await paintFor(terminal, { TERM: "dumb" })).red("x"), "x");
});

t.test("what is coloured without chalk goes by the same", async (t) => {
  t.equal(wantsColour(terminal, { TERM: "xterm" }), true);
  t.equal(wantsColour({ ...terminal, isTerminal: false }, {}), false);
  t.equal(wantsColour(terminal, { NO_COLOR: "1" }), false);
  t.equal(wantsColour(terminal, { NO_COLOR: "" }), true, "as no-color.org has it");
  t.equal(wantsColour(terminal, { TERM: "dumb" }), false);
});
