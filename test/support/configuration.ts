/** Reading a configuration in a test: from one text or from files in memory, in surroundings that the test chooses. */

import type { Surroundings } from "../../lib/config/expansion/definitions.ts";
import { MadeText } from "../../lib/config/expansion/made-text.ts";
import { emptyFindings } from "../../lib/config/lexer.ts";
import { Lines } from "../../lib/config/lines.ts";
import { loadConfiguration } from "../../lib/config/load.ts";
import { OddLines } from "../../lib/config/odd-lines.ts";
import type { Loaded } from "../../lib/config/settings.ts";
import { WrittenSource } from "../../lib/config/written.ts";
import { lineRange, makeSource, type Source } from "../../lib/diag/source.ts";
import { FakeFiles } from "./fake-files.ts";

/** A host called `one`, without environment, whose dice always show the largest number. */
export const plainSurroundings: Surroundings = {
  id: "one",
  variable: () => undefined,
  random: (below) => below - 1,
};

export function filesOf(texts: Readonly<Record<string, string>>): FakeFiles {
  const files = new FakeFiles();
  for (const [path, text] of Object.entries(texts)) files.contents.set(path, { text, mode: 0o644 });
  return files;
}

/** @param name of the only file */
export function loadText(text: string, name = "t.conf", surroundings: Partial<Surroundings> = {}): Loaded {
  return loadConfiguration(name, filesOf({ [name]: text }), { ...plainSurroundings, ...surroundings });
}

/** One line as expansion sees it, alone in its source. */
export function lineOf(text: string): MadeText {
  return MadeText.of(makeSource("t.conf", text), 0, text.length);
}

/** @returns the lines of a source that hold words or braces, nothing expanded. */
export function lexSource(
  source: Source,
  rules = { takesSlashes: (_: string) => false },
  findings = emptyFindings(),
): Lines {
  const written = new WrittenSource(source);
  const lines = new Lines();
  const odd = new OddLines(rules);
  for (const i of source.lineStarts.keys()) {
    const { start, end } = lineRange(source, i + 1);
    const line = odd.lex(written, start, end, findings);
    if (line.shape.tokens.length > 0) lines.add(line);
  }
  return lines;
}
