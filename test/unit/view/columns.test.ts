import t from "tap";
import { fittingColumns, lineWidth, serverRows } from "../../../lib/view/columns.ts";
import { destination, listed } from "../../support/doctor-facts.ts";

const rows = serverRows(
  listed("10.0.0.9", [
    destination("10.0.0.1"),
    destination("10.0.0.100", { forwarding: "tunnel", tunnel: { type: "gue", port: 6080, checksum: "none" } }),
  ]),
);
const titles = (room: number | undefined) => fittingColumns(rows, room).map(({ column }) => column.title);

t.test("a column is as wide as its title or its longest text", async (t) => {
  const widths = Object.fromEntries(fittingColumns(rows, undefined).map(({ column, width }) => [column.title, width]));
  t.match(widths, { "real server": "10.0.0.100:80".length, method: "tunnel gue".length, weight: "weight".length });
});

t.test("the least important go first, and who it is stays", async (t) => {
  const all = titles(undefined);
  t.notOk(all.includes("limit"), "nobody has one");
  const whole = lineWidth(fittingColumns(rows, undefined));
  t.strictSame(titles(whole), all);
  t.strictSame(
    titles(whole - 1),
    all.filter((title) => title !== "inactive"),
  );
  t.strictSame(titles(24), ["real server", "state"]);
  t.strictSame(titles(1), ["real server"]);
});

t.test("methods in words", async (t) => {
  const method = fittingColumns(rows, undefined).find(({ column }) => column.title === "method")?.column;
  t.strictSame(
    rows.map((row) => method?.text(row)),
    ["direct", "tunnel gue"],
  );
});
