import t from "tap";
import { Progress } from "../../../lib/commands/progress.ts";

function watched(isTerminal = true) {
  const seen = { text: "", now: 5_000 };
  const output = { isTerminal, write: (text: string) => (seen.text += text) };
  return { seen, progress: new Progress(output, () => seen.now) };
}

t.test("nothing in the first second, and then ten times a second", async (t) => {
  const { seen, progress } = watched();
  seen.now += 999;
  progress.show(0.5, "10 lines");
  t.equal(seen.text, "");
  seen.now += 1;
  progress.show(0.5, "10 lines");
  t.equal(seen.text, "\r\u001b[K[===============               ]  50 % 10 lines");
  seen.now += 99;
  progress.show(0.6, "12 lines");
  t.notMatch(seen.text, /12 lines/);
  seen.now += 1;
  progress.show(1.5, "14 lines");
  t.match(seen.text, /\[={30}\] 100 % 14 lines$/, "a file that grew meanwhile");
});

t.test("it is taken away once, and only where there was one", async (t) => {
  const { seen, progress } = watched();
  progress.clear();
  t.equal(seen.text, "");
  seen.now += 1_000;
  progress.show(undefined, "7 lines");
  progress.clear();
  progress.clear();
  t.equal(seen.text, "\r\u001b[K7 lines\r\u001b[K");
});

t.test("nothing where nobody sees it", async (t) => {
  const { seen, progress } = watched(false);
  seen.now += 5_000;
  progress.show(0.5, "10 lines");
  progress.clear();
  t.equal(seen.text, "");
});
