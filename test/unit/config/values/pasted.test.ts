import t from "tap";
import { asAscii, isPlaceholder, pastedHint } from "../../../../lib/config/values/pasted.ts";

t.test("placeholders of manuals and templates", async (t) => {
  for (const text of [
    "<IPADDR>",
    "<IP ADDRESS>",
    "<STRING>|<QUOTED-STRING>",
    "<ip",
    "%VIP%",
    "@VIP@",
    "__VIP__",
    "...",
    "…",
  ])
    t.ok(isPlaceholder(text), text);
  for (const text of ["a", "", "<", "..", "50%", "a@b", "__init", "a<b>"]) t.notOk(isPlaceholder(text), text);
});

t.test("full-width characters are those of ASCII, a column wider", async (t) => {
  t.equal(asAscii("１９２．０：［ａ］～"), "192.0:[a]~");
  t.equal(asAscii("价格 a"), "价格 a");
});

t.test("the mend is told whatever the kind of value", async (t) => {
  const rows: Readonly<Record<string, RegExp>> = {
    "<PORT>": /placeholder/,
    "８０": /write 80$/,
    "–5": /write -5$/,
    "'5'": /single quotes/,
    "5;": /remove the ";"$/,
    "5,": /remove the ","/,
    "\\": /write all of it on one$/,
  };
  for (const [text, hint] of Object.entries(rows)) t.match(pastedHint(text), hint, text);
  for (const text of ["", "five", "-5", "'", "–"]) t.equal(pastedHint(text), undefined, text);
});
