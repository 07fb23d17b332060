/** Renders --help from a command's table with yargs; loaded only when help is asked for. */

import type { OptionRow } from "./option-row.ts";

export interface HelpSubject {
  readonly name: string;
  readonly summary: string;
  readonly forms: readonly string[];
  readonly options: readonly OptionRow[];
}

export async function renderHelp(subject: HelpSubject): Promise<string> {
  const { default: yargs } = await import("yargs");
  const usage = subject.forms.map((form) => `${subject.name} ${form}`.trimEnd()).join("\n       ");
  const builder = yargs([])
    .scriptName(subject.name)
    .usage(`Usage: ${usage}\n\n${subject.summary}`)
    .help(false)
    .version(false)
    .wrap(100);
  for (const row of subject.options)
    builder.option(row.long, {
      describe: row.help,
      ...(row.short ? { alias: row.short } : {}),
      ...(row.value ? { requiresArg: !row.optionalValue, defaultDescription: row.value } : {}),
    });
  builder.epilogue(`More: man ${subject.name}`);
  return `${await builder.getHelp()}\n`;
}
