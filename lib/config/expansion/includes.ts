/** `include` and its relatives: which files a pattern names, and what is said where it names none. Reads no file. */

import type { Span } from "../../diag/source.ts";
import type { ConfigurationFiles } from "../../ports/configuration-files.ts";
import type { Report } from "../report.ts";
import { mostFiles } from "./budget.ts";
import { expandBraces, glob, hasWildcard } from "./glob.ts";

/** What must hold for an include not to be an error. */
export interface IncludeChecks {
  /** Every file that matches can be read. */
  readonly readable: boolean;
  /** Something matches. */
  readonly match: boolean;
  /** Every pattern with wildcards matches something. */
  readonly wildcard: boolean;
  /** Every alternative in braces matches something. */
  readonly brace: boolean;
}

export const noChecks: IncludeChecks = { readable: false, match: false, wildcard: false, brace: false };
export const allChecks: IncludeChecks = { readable: true, match: true, wildcard: true, brace: true };

/** @param plain what holds for `include` itself, as `include_check` has set it */
export function checksOf(directive: string, plain: IncludeChecks): IncludeChecks {
  switch (directive) {
    case "includer":
      return { ...noChecks, readable: true };
    case "includem":
      return { ...noChecks, match: true };
    case "includew":
      return { ...noChecks, wildcard: true };
    case "includeb":
      return { ...noChecks, brace: true };
    case "includea":
      return allChecks;
    default:
      return plain;
  }
}

/** The words after `include_check`: `readable match`, or changes `+match -readable`; nothing: all. @returns undefined: not such words. */
export function readChecks(words: readonly string[], before: IncludeChecks): IncludeChecks | undefined {
  if (words.length === 0) return allChecks;
  const changes = words.every((word) => /^[-+]/.test(word));
  const checks: Record<keyof IncludeChecks, boolean> = changes ? { ...before } : { ...noChecks };
  for (const word of words) {
    const key = checkNames.get(word.replace(/^[-+]/, ""));
    if (key === undefined) return undefined;
    checks[key] = !word.startsWith("-");
  }
  return checks;
}

/** keepalived's manual says `readable`, its program reads `read`. */
const checkNames: ReadonlyMap<string, keyof IncludeChecks> = new Map([
  ["read", "readable"],
  ["readable", "readable"],
  ["match", "match"],
  ["wildcard_match", "wildcard"],
  ["brace_match", "brace"],
]);

export interface IncludeRequest {
  readonly pattern: string;
  /** Where the pattern stands. */
  readonly span: Span;
  /** Folder of the file that the line is in; empty: the working directory. */
  readonly folder: string;
  readonly checks: IncludeChecks;
}

/** PATH_MAX (linux/limits.h) with its zero at the end. */
const longestPattern = 4095;
/** @returns the files in the order in which they are read, what is wrong has been reported; undefined: none is read. */
export function filesOf(
  request: IncludeRequest,
  files: ConfigurationFiles,
  report: Report,
): readonly string[] | undefined {
  const tooLong = request.pattern.length > longestPattern;
  const alternatives = tooLong ? undefined : expandBraces(request.pattern);
  if (alternatives === undefined) {
    const what = tooLong
      ? "this include is longer than any path"
      : "the braces of this include stand for too many names";
    report.error("LK0038", request.span, `${what}; it is left out`);
    return undefined;
  }
  const matched = alternatives.flatMap((alternative) => {
    const paths = matchesOf(alternative, request, files);
    return paths ? [paths] : [];
  });
  if (matched.length < alternatives.length) {
    report.error("LK0038", request.span, `this include stands for more than ${mostFiles} files; it is left out`);
    return undefined;
  }
  const found = matched.map((paths) => paths.filter((path) => files.kind(path) === "file"));
  const skipped = matched.flat().filter((path) => files.kind(path) !== "file");
  for (const path of skipped) tellSkipped(path, request.span, files, report);
  tellMissing(request, alternatives, found, skipped.length > 0, report);
  return found.flat();
}

function matchesOf(
  alternative: string,
  { folder }: IncludeRequest,
  files: ConfigurationFiles,
): readonly string[] | undefined {
  const pattern = alternative.startsWith("/") || folder === "" ? alternative : `${escaped(folder)}/${alternative}`;
  return glob(
    pattern,
    (name) => files.list(name),
    (path) => files.kind(path) !== undefined,
    mostFiles,
  );
}

function tellSkipped(path: string, span: Span, files: ConfigurationFiles, report: Report): void {
  const kind = files.kind(path);
  const name = JSON.stringify(path);
  if (kind === "executable")
    report.warning("LK0039", span, `${name} is not read: it is executable`, {
      hint: `keepalived skips it as well; chmod a-x ${path}`,
    });
  else if (kind === "folder")
    report.warning("LK0039", span, `${name} is not read: it is a folder`, {
      hint: `write ${path.replace(/[/]$/, "")}/*`,
    });
  else report.warning("LK0039", span, `${name} is not read: it is not a regular file`);
}

function escaped(folder: string): string {
  return folder.replace(/[*?[\\]/g, "\\$&");
}

function tellMissing(
  { pattern, span, checks }: IncludeRequest,
  alternatives: readonly string[],
  found: readonly (readonly string[])[],
  skipped: boolean,
  report: Report,
): void {
  const missing = alternatives.filter((_, i) => found[i]?.length === 0);
  const [first] = missing;
  if (first === undefined) return;
  const all = missing.length === alternatives.length;
  const wrong =
    (checks.match && all) ||
    (checks.wildcard && (hasWildcard(pattern) ? missing.some(hasWildcard) : all)) ||
    (checks.brace && alternatives.length > 1);
  if (!wrong && skipped) return;
  const severity = wrong ? "error" : missing.every(hasWildcard) ? "note" : "warning";
  const quoted = /^".*"$/.test(pattern);
  report.add(
    severity,
    "LK0037",
    span,
    `no file to include matches ${missing.map((name) => JSON.stringify(name)).join(", ")}`,
    {
      ...(quoted ? { hint: "quotes are part of the name here; leave them out" } : {}),
    },
  );
}
