import t from "tap";
import { readLine, wordsOf } from "../../../lib/commands/completion-line.ts";
import { commands, options } from "../../../lib/commands/lvsadm-table.ts";
import type { OptionRow } from "../../../lib/commands/option-row.ts";

const read = (line: string) => {
  const { pending, given, words, prefix, current } = readLine<OptionRow>(
    [...commands, ...options],
    wordsOf(line).slice(1),
  );
  const texts = given.map(({ row, value }) => (value === undefined ? row.long : `${row.long}=${value}`));
  return { given: texts, words: [...words], pending: pending?.long, prefix, current };
};
const nothing = { given: [], words: [], pending: undefined, prefix: "", current: "" };

t.test("values belong to the option before, or to its word", async (t) => {
  t.strictSame(read("lvsadm -A -t 10.0"), {
    ...nothing,
    given: ["add-service"],
    pending: "tcp-service",
    current: "10.0",
  });
  t.strictSame(read("lvsadm -At "), { ...nothing, given: ["add-service"], pending: "tcp-service" });
  t.match(read("lvsadm -A -t10.0.0.1:80 -s"), { given: ["add-service", "tcp-service=10.0.0.1:80"], current: "-s" });
  t.match(read("lvsadm -A --tcp-service x --sch"), { given: ["add-service", "tcp-service=x"], current: "--sch" });
  t.match(read("lvsadm -A --scheduler=w"), { pending: "scheduler", prefix: "--scheduler=", current: "w" });
  t.match(read("lvsadm -A --scheduler=wlc -"), { given: ["add-service", "scheduler=wlc"], pending: undefined });
});

t.test("an optional value waits for nobody; unknown words are only words", async (t) => {
  t.match(read("lvsadm -A -p "), { given: ["add-service", "persistent"], pending: undefined });
  t.match(read("lvsadm --nonsense -Q word "), { given: [], words: ["word"] });
  t.strictSame(read("lvsadm "), nothing);
});
