/**
 * The stage between lines of text and the tree: where includes, conditional lines, definitions and loops take effect.
 * None of them is implemented yet: such lines are left out, each kind told once, because to go on without them is to run
 * another configuration than the one written.
 */

import type { Report } from "./report.ts";
import type { Line, Word } from "./syntax.ts";

interface Form {
  readonly what: string;
  readonly matches: RegExp;
}

/** By the first word of the line. A definition's use is left out silently: its definition has been told. */
const forms: readonly Form[] = [
  { what: "includes", matches: /^include[rmwba]?$/ },
  { what: "conditional lines (@ID)", matches: /^@/ },
  { what: "definitions ($NAME=...)", matches: /^\$[A-Za-z_]\w*=/ },
];

const loop: Form = { what: "loops (~SEQ, ~LST)", matches: /~(SEQx?|LST)\(/ };

/**
 * @returns the lines that mean what they say; `complete` is false where others were left out, so that what seems to be
 * missing is perhaps in them.
 */
export function expandLines(lines: readonly Line[], report: Report): { lines: readonly Line[]; complete: boolean } {
  const kept = keepPlain(lines, report);
  return { lines: kept, complete: kept.length === lines.length };
}

function keepPlain(lines: readonly Line[], report: Report): readonly Line[] {
  const defined = new Set<string>();
  let goesOn = false;
  return lines.filter((line) => {
    const [first] = line.tokens;
    const within = goesOn;
    goesOn =
      (within || (first?.kind === "word" && /^\$\w+=/.test(first.text))) &&
      lastWord(line)?.text.endsWith("\\") === true;
    if (within) return false;
    if (first?.kind === "word" && tellForm(first, report)) {
      const name = /^\$(\w+)=/.exec(first.text)?.[1];
      if (name !== undefined) defined.add(name);
      return false;
    }
    return !tellLoop(line, report) && !uses(line, defined);
  });
}

function tellForm(word: Word, report: Report): boolean {
  const form = word.quoted ? undefined : forms.find(({ matches }) => matches.test(word.text));
  if (form) tell(form, word, report);
  return form !== undefined;
}

function tellLoop(line: Line, report: Report): boolean {
  const word = line.tokens.find((token): token is Word => token.kind === "word" && loop.matches.test(token.text));
  if (word) tell(loop, word, report);
  return word !== undefined;
}

function tell({ what }: Form, word: Word, report: Report): void {
  if (!report.first(what)) return;
  report.error(
    "LK0003",
    word.span,
    `lvskit does not implement ${what} yet; the line is left out, and all others of the kind`,
  );
}

function uses(line: Line, defined: ReadonlySet<string>): boolean {
  if (defined.size === 0) return false;
  return line.tokens.some(
    (token, i) =>
      token.kind === "word" &&
      [...token.text.matchAll(/\$(\w*)/g)].some(([, name]) => {
        const next = line.tokens[i + 2];
        const braced = name === "" && next?.kind === "word" ? next.text : name;
        return braced !== undefined && defined.has(braced);
      }),
  );
}

function lastWord(line: Line): Word | undefined {
  const last = line.tokens.at(-1);
  return last?.kind === "word" ? last : undefined;
}
