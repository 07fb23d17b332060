/** Renders --help from a command's table with yargs; loaded only when help is asked for. */

import type { OptionRow } from "./option-row.ts";

export interface HelpSubject {
  readonly name: string;
  readonly summary: string;
  readonly forms: readonly string[];
  readonly options: readonly OptionRow[];
  readonly notes?: readonly string[];
  /** The manual page, where it bears another name. */
  readonly page?: string;
}

/** Characters per line: the width that a terminal has unless somebody widened it. */
const width = 80;

export async function renderHelp(subject: HelpSubject): Promise<string> {
  const { default: yargs } = await import("yargs");
  const usage = subject.forms.map((form) => filled(`${subject.name} ${form}`.trimEnd(), width - 7, " ".repeat(11)));
  const builder = yargs([])
    .scriptName(subject.name)
    .usage(`Usage: ${usage.join("\n       ")}\n\n${filled(subject.summary, width)}`)
    .help(false)
    .version(false)
    // yargs breaks words where a text has lines of its own; ours are filled already.
    .wrap(null);
  // The value's name is part of the key because yargs shows no such thing by itself.
  for (const row of subject.options)
    builder.option(`${row.long}${valueText(row)}`, { describe: row.help, ...(row.short ? { alias: row.short } : {}) });
  const notes = (subject.notes ?? []).map((note) => `${filled(note, width)}\n\n`);
  builder.epilogue(`${notes.join("")}More: man ${subject.page ?? subject.name}`);
  return `${await builder.getHelp()}\n`;
}

function valueText(row: OptionRow): string {
  if (row.value === undefined) return "";
  return row.optionalValue ? `[=${row.value}]` : ` ${row.value}`;
}

/** What stays on one line: a bracket with one more inside, an option with its value, a word. */
const unbroken = /\[[^[\]]*(?:\[[^[\]]*\][^[\]]*)*\]\S*|--\S+ [A-Z]\S*|\S+/g;

/** Breaks between words; lines after the first start with `indent`. */
function filled(text: string, columns: number, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.match(unbroken) ?? []) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= columns - (lines.length > 0 ? indent.length : 0) || line === "") line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].join(`\n${indent}`);
}
