import t from "tap";
import { textLog } from "../../../lib/daemon/text-log.ts";

function written(journal: boolean): { lines: string[]; log: ReturnType<typeof textLog> } {
  const lines: string[] = [];
  const output = { write: (text: string) => void lines.push(text), isTerminal: false };
  return { lines, log: textLog(output, { wallSeconds: () => 1_700_000_000.25 }, { least: "info", journal }) };
}

t.test("one line with time and level", async (t) => {
  const { lines, log } = written(false);
  log.write("notice", "VI_1 is MASTER");
  t.same(lines, ["2023-11-14T22:13:20.250Z notice: VI_1 is MASTER\n"]);
});

t.test("one line with the priority for the journal", async (t) => {
  const { lines, log } = written(true);
  log.write("warning", "late");
  t.same(lines, ["<4>late\n"]);
});

t.test("below the least level nothing, and foreign line ends make no second line", async (t) => {
  const { lines, log } = written(true);
  log.write("debug", "noise");
  log.write("error", "it said a\r\n<0>b\x1b[2J");
  t.same(lines, ["<3>it said a <0>b [2J\n"]);
});
