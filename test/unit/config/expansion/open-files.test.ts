import t from "tap";
import { OpenFiles } from "../../../../lib/config/expansion/open-files.ts";
import { filesOf } from "../../../support/configuration.ts";

const spend = () => true;

t.test("what is open, and where it is", async (t) => {
  const open = new OpenFiles(filesOf({ main: "a\nb\n", "c/one": "" }));
  const { cursor } = open.open("main");
  for (let line = 1; line <= 2; line++) cursor.advance();
  t.equal(open.innermost?.folder, "");
  t.match(open.lineSpan, { source: { name: "main" }, start: 2, end: 3 });
  open.open("c/one");
  t.equal(open.innermost?.folder, "c");
  open.close();
  t.equal(open.innermost?.source.name, "main");
  t.strictSame(
    open.sources.map(({ name }) => name),
    ["main", "c/one"],
  );
});

t.test("a file in itself, too deep, too often", async (t) => {
  const names = Array.from({ length: 40 }, (_, i) => `f${i}`);
  const open = new OpenFiles(filesOf(Object.fromEntries(names.map((name) => [name, "12345"]))));
  open.open("f0");
  t.equal(open.obstacle("./f0", spend), '"./f0" includes itself; it is not read again');
  for (const name of names.slice(1, 33)) {
    t.equal(open.obstacle(name, spend), undefined, name);
    open.open(name);
  }
  t.equal(open.obstacle("f33", spend), '"f33" is not read: includes are 32 deep already');
  open.close();
  const asked: number[] = [];
  const refuse = (characters: number) => asked.push(characters) === 0;
  t.equal(open.obstacle("f32", refuse), '"f32" is not read once more');
  t.strictSame(asked, [5], "what was read before counts by its length");
  for (let i = 0; i < 16_384; i++) open.obstacle("f39", spend);
  t.equal(open.obstacle("f39", spend), '"f39" is not read: 16384 files have been included already');
});
