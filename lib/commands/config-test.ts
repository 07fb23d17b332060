/** What both daemons can do with a configuration without running it: test it, print it, and explain its words. */

import { describeLoaded } from "../config/describe.ts";
import { explain } from "../config/explain.ts";
import { holdAgainst } from "../config/on-host/all.ts";
import { printConfiguration } from "../config/print.ts";
import type { Loaded } from "../config/settings.ts";
import { hasErrors } from "../diag/diagnostic.ts";
import { CommandFailure } from "../diag/errors.ts";
import { renderGithub, renderJson } from "../diag/formats.ts";
import type { PipedFiles } from "../ports/configuration-files.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { LocalHost } from "../ports/local-host.ts";
import { type ConfigurationRequest, defaultConfiguration, load, surroundingsOf } from "./daemon-configuration.ts";
import type { OptionRow } from "./option-row.ts";
import type { ParsedWords } from "./options.ts";
import { wantsColour } from "./paint.ts";
import { readOnce, standardInput } from "./piped-configuration.ts";
import { Exit } from "./run.ts";

const formats = ["text", "json", "github"] as const;
type Format = (typeof formats)[number];

export interface TestPorts {
  readonly files: PipedFiles;
  readonly localHost: LocalHost;
}

/** Rows that both daemons have. */
export const configurationOptions: readonly OptionRow[] = [
  { long: "use-file", short: "f", value: "FILE", help: `read FILE instead of ${defaultConfiguration}` },
  {
    long: "config-id",
    short: "i",
    value: "ID",
    help: "keep the lines that begin with @ID; without it ID is the host's name up to its first dot",
  },
  {
    long: "config-test",
    short: "t",
    help: "check the whole file, for both daemons, and end; FILE may be a pipe, or - for standard input",
  },
  {
    long: "on-host",
    help: "with -t: hold the file against this host too: interfaces, addresses, scripts, names of routing tables and the kernel",
  },
  {
    long: "for-keepalived",
    help: "with -t or --print: the file is one that keepalived will run on: leave out what only lvskit does not implement",
  },
  { long: "strict", help: "with -t or --print: warnings count like errors" },
  { long: "format", value: "FORMAT", help: "with -t: text (the default), json, or github for its workflow commands" },
  {
    long: "print",
    help: "print the file's settings with all defaults, as a file that means the same, passwords included, and end",
  },
  { long: "explain", value: "WORD", help: "say what a keyword or a code such as LK0012 means, and end" },
];

export const configurationForms: readonly string[] = [
  "[-f FILE] [-i ID]",
  "-t [-i ID] [--on-host] [--for-keepalived] [--strict] [--format FORMAT] [FILE]",
  "--print [-i ID] [--for-keepalived] [--strict] [FILE]",
  "--explain WORD",
];

export const configurationNote =
  "With -t or --print, exit status: 0 no errors, 1 errors (with --strict: or warnings), 2 the file cannot be read. It needs no privilege, and but for --on-host neither the network nor the interfaces of this host.";

/**
 * @returns what the daemon shall run on, or the exit status where testing or explaining was asked for and is done.
 * @throws CommandFailure where the words make no sense, or the file cannot be read
 */
export async function testOrRun(
  given: ParsedWords,
  environment: Environment,
  { files, localHost }: TestPorts,
): Promise<ExitStatus | ConfigurationRequest> {
  refuseMixture(given);
  const word = given.value("explain");
  if (word !== undefined) return explainWord(word, environment);
  const file = given.words[0] ?? given.value("use-file") ?? defaultConfiguration;
  const surroundings = surroundingsOf(given.value("config-id"), files, environment);
  if (!given.has("config-test") && !given.has("print")) return { file: refuseInput(file), files, surroundings };
  const format = formatOf(given);
  const alone = load({ ...readOnce(file, files), surroundings });
  const all = given.has("on-host") ? await onHost(alone, localHost) : alone;
  const loaded = given.has("for-keepalived") ? withoutOurLacks(all) : all;
  const failed = given.has("strict") ? loaded.diagnostics.some(counts) : hasErrors(loaded.diagnostics);
  if (given.has("print")) print(loaded, given.has("strict") ? failed : isWrong(loaded), environment);
  else environment.stdout.write(report(loaded, format, environment));
  return failed ? Exit.failed : Exit.done;
}

async function onHost(loaded: Loaded, host: LocalHost): Promise<Loaded> {
  const [links, addresses] = await Promise.all([host.links(), host.addresses()]);
  return holdAgainst(loaded, { host, links, addresses });
}

function withoutOurLacks(loaded: Loaded): Loaded {
  return { ...loaded, diagnostics: loaded.diagnostics.filter(({ code }) => code !== "LK0003") };
}

function refuseInput(file: string): string {
  if (file !== standardInput) return file;
  throw new CommandFailure("a reload could not read standard input again; -t and --print take it", Exit.usage);
}

/** That lvskit does not do something keeps a daemon from starting; what the file says is clear all the same. */
function isWrong({ diagnostics }: Loaded): boolean {
  return hasErrors(diagnostics.filter(({ code }) => code !== "LK0003"));
}

/** What is wrong goes to standard error, so that the rest can be piped; a file with mistakes is not printed. */
function print(loaded: Loaded, failed: boolean, { stdout, stderr, variables }: Environment): void {
  stderr.write(describeLoaded(loaded, { colour: wantsColour(stderr, variables) }));
  if (!failed) stdout.write(printConfiguration(loaded));
}

function counts({ severity }: Loaded["diagnostics"][number]): boolean {
  return severity !== "note";
}

function refuseMixture(given: ParsedWords): void {
  const test = given.has("config-test");
  const reads = test || given.has("print");
  const most = reads && !given.has("use-file") ? 1 : 0;
  const surplus = given.words[most];
  if (surplus !== undefined)
    throw new CommandFailure(
      `unexpected word ${JSON.stringify(surplus)}; ${reads ? "one file is read at a time" : "the file to run on is named with -f"}`,
      Exit.usage,
    );
  if (test && given.has("print")) throw new CommandFailure("-t and --print exclude each other", Exit.usage);
  if (given.has("strict") && !reads) throw new CommandFailure("--strict goes with -t or --print", Exit.usage);
  if (given.has("on-host") && !test) throw new CommandFailure("--on-host goes with -t", Exit.usage);
  if (given.has("for-keepalived") && !reads)
    throw new CommandFailure("--for-keepalived goes with -t or --print", Exit.usage);
  if (given.has("format") && !test) throw new CommandFailure("--format goes with -t", Exit.usage);
  if (given.has("explain") && (reads || given.has("use-file")))
    throw new CommandFailure("--explain stands alone", Exit.usage);
}

function formatOf(given: ParsedWords): Format {
  const written = given.value("format") ?? "text";
  const format = formats.find((one) => one === written);
  if (format !== undefined) return format;
  throw new CommandFailure(`--format ${JSON.stringify(written)} is none of ${formats.join(", ")}`, Exit.usage);
}

function report(loaded: Loaded, format: Format, { stdout, variables }: Environment): string {
  switch (format) {
    case "json":
      return renderJson(loaded.diagnostics);
    case "github":
      return renderGithub(loaded.diagnostics);
    case "text":
      return (
        describeLoaded(loaded, { colour: wantsColour(stdout, variables) }) ||
        `${loaded.sources[0]?.name ?? ""}: no errors, no warnings\n`
      );
  }
}

function explainWord(word: string, environment: Environment): ExitStatus {
  const answer = explain(word);
  if ("fault" in answer) throw new CommandFailure(answer.fault, Exit.usage);
  environment.stdout.write(answer.text);
  return Exit.done;
}
