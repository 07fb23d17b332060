import t from "tap";
import { PlaceBook } from "../../../lib/config/places.ts";
import { makeSource } from "../../../lib/diag/source.ts";

t.test("objects and their written properties have places, others have none", async (t) => {
  const source = makeSource("t.conf", "a b");
  const span = { source, start: 0, end: 1 };
  const name = { source, start: 2, end: 3 };
  const keyword = { kind: "word", text: "a", span, quoted: false, cut: "" } as const;
  const from = { value: true, statement: { name: "a", keyword, args: [], block: undefined } };
  const places = new PlaceBook();
  const settings = places.note({ name: "b", weight: 1 }, from, () => ({ name, weight: undefined }));
  t.strictSame(places.of(settings), span);
  t.equal(places.from(settings), from);
  t.equal(places.of(settings, "name"), name);
  t.equal(places.of(settings, "weight"), undefined, "nobody wrote it");
  t.equal(places.of({ ...settings }), undefined, "equal, but another object");
});
