/**
 * A file's text → the lexed lines that it means: includes read, conditional lines kept or dropped, definitions and loops
 * expanded. Knows the order in which these are looked for; what each does is in the files beside. Lines that need none of
 * it, nearly all, are lexed where they stand.
 */

import { SystemError } from "../../diag/errors.ts";
import { lineRange, makeSource, type Source } from "../../diag/source.ts";
import type { ConfigurationFiles } from "../../ports/configuration-files.ts";
import { hideAfterKeyword, type SecretHider } from "../hide-secrets.ts";
import { emptyFindings, type Findings, type LexRules, lexLine, noteLength } from "../lexer.ts";
import { Lines } from "../lines.ts";
import type { Report } from "../report.ts";
import type { Line, Token } from "../syntax.ts";
import { WrittenSource } from "../written.ts";
import { Budget, mostLines } from "./budget.ts";
import { commentStart } from "./comment.ts";
import { type Definition, definitionHead, type Surroundings } from "./definitions.ts";
import { type BlockFrame, type FileFrame, type Frame, folderOf, type IncludeFrame, type LoopFrame } from "./feed.ts";
import { checksOf, filesOf, type IncludeChecks, includeForm, noChecks, readChecks } from "./includes.ts";
import { type Loop, type LoopFault, loopHead, readList, readSequence } from "./loops.ts";
import { MadeText } from "./made-text.ts";
import { seededRandom } from "./seeded-random.ts";
import { substitute } from "./substitute.ts";

export interface Expanded {
  readonly lines: Lines;
  /** Every file that was read, the first one first. */
  readonly sources: readonly Source[];
  /** False where lines were left out, so that what seems to be missing is perhaps in them. */
  readonly complete: boolean;
}

export interface Tools {
  readonly files: ConfigurationFiles;
  readonly surroundings: Surroundings;
  readonly rules: LexRules;
  readonly findings: Findings;
  readonly hider: SecretHider;
  readonly report: Report;
}

/** @throws what reading the file itself throws; what its includes throw is reported. */
export function expandFile(path: string, tools: Tools): Expanded {
  return new Expander(tools).run(path);
}

/** Files inside files. */
const deepestInclude = 32;
/** Of one configuration. */
const mostIncluded = 4096;

class Expander {
  readonly #tools: Tools;
  readonly #report: Report;
  readonly #lines = new Lines();
  readonly #sources = new Map<string, Source>();
  readonly #definitions = new Map<string, Definition>();
  readonly #budget = new Budget();
  readonly #frames: Frame[] = [];
  /** The open files among the frames. */
  readonly #files: FileFrame[] = [];
  #checks: IncludeChecks = noChecks;
  #surroundings: Surroundings;
  #included = 0;
  #complete = true;

  constructor(tools: Tools) {
    this.#tools = tools;
    this.#report = tools.report;
    this.#surroundings = tools.surroundings;
  }

  run(path: string): Expanded {
    this.#openFile(path);
    for (let frame = this.#frames.at(-1); frame; frame = this.#frames.at(-1)) this.#advance(frame);
    return { lines: this.#lines, sources: [...this.#sources.values()], complete: this.#complete };
  }

  #advance(frame: Frame): void {
    switch (frame.kind) {
      case "file":
        this.#readFile(frame);
        break;
      case "include":
        this.#openNext(frame);
        break;
      case "block":
        this.#nextOfBlock(frame);
        break;
      case "loop":
        if (frame.turn < frame.loop.count) this.#turn(frame);
        else this.#leave();
    }
  }

  #nextOfBlock(frame: BlockFrame): void {
    const line = frame.lines[frame.next++];
    if (line) this.#made(line, () => frame.lines[frame.next++]);
    else this.#leave();
  }

  #leave(): void {
    if (this.#frames.pop()?.kind === "file") this.#files.pop();
  }

  /** Reads on until a line puts another frame on top. */
  #readFile(frame: FileFrame): void {
    const { source } = frame;
    const written = new WrittenSource(source);
    const { findings, rules, hider } = this.#tools;
    const depth = this.#frames.length;
    while (frame.line <= source.lineStarts.length) {
      const { start, end } = lineRange(source, frame.line++);
      if (needsExpansion(source.text, start, end)) {
        this.#special(frame, start, end);
        if (this.#frames.length !== depth) return;
      } else {
        const line = lexLine(written, start, end, rules, findings);
        noteLength(written, start, end, findings);
        if (line.tokens.length === 0) continue;
        hider.hideWritten(line);
        this.#lines.add(line);
      }
    }
    this.#leave();
  }

  #special(frame: FileFrame, start: number, end: number): void {
    const { source } = frame;
    const raw = lexLine(new WrittenSource(source), start, end, this.#tools.rules, emptyFindings());
    hideAfterKeyword(raw);
    if (raw.tokens.length === 0) return;
    this.#process(MadeText.of(source, start, end), false, () => {
      if (frame.line > source.lineStarts.length) return undefined;
      const next = lineRange(source, frame.line++);
      return next.end > next.start ? MadeText.of(source, next.start, next.end) : undefined;
    });
  }

  /** A line that was not written as it is: it counts against what may be made. */
  #made(line: MadeText, next: () => MadeText | undefined): void {
    if (this.#spend(1, line.text.length)) this.#process(line, true, next);
    else this.#leave();
  }

  #spend(lines: number, characters: number): boolean {
    if (this.#budget.spend(lines, characters)) return true;
    this.#complete = false;
    const place = this.#frames.findLast((frame) => frame.kind === "loop")?.call;
    const file = this.#files.at(-1);
    const span = place ?? (file && this.#lineSpan(file));
    if (span && this.#report.first("budget"))
      this.#report.error(
        "LK0045",
        span,
        `definitions and loops make too much of this file, more than ${mostLines} lines or as much text; no more is made`,
        {
          hint: "write fewer or shorter loops, or let a script write the file",
        },
      );
    return false;
  }

  #lineSpan(file: FileFrame) {
    return { source: file.source, ...lineRange(file.source, Math.max(file.line - 1, 1)) };
  }

  /** @param next the line that a definition goes on with; undefined where there is none. */
  #process(written: MadeText, made: boolean, next: () => MadeText | undefined): void {
    let line: MadeText | undefined = written;
    while (line) {
      const kept: MadeText | undefined = this.#condition(line);
      if (kept === undefined) return;
      if (this.#define(kept, next) || this.#loop(kept)) return;
      const substituted = substitute(kept, this.#names(), this.#budget, this.#report);
      if (substituted === undefined || this.#budget.spent) {
        this.#complete = false;
        this.#spend(0, 0);
        return;
      }
      if (substituted.rest.length > 0) this.#frames.push({ kind: "block", lines: substituted.rest, next: 0 });
      if (substituted.line === kept) {
        if (!this.#include(kept)) this.#keep(kept, made || kept !== written);
        return;
      }
      line = substituted.line.text === "" ? undefined : substituted.line;
    }
  }

  #names() {
    const folder = this.#tools.files.absolute(this.#files.at(-1)?.folder || ".");
    return { definitions: this.#definitions, surroundings: this.#surroundings, folder };
  }

  /** `@ID rest` is `rest` where ID is ours, `@^ID rest` where it is not. @returns undefined where the line is dropped. */
  #condition(line: MadeText): MadeText | undefined {
    const match = /^[ \t]*@(\^?)([^ \t\r]*)/.exec(line.text);
    if (match === null) return line;
    const ours = match[2] === this.#tools.surroundings.id;
    const rest = line.slice(match[0].length);
    return ours !== (match[1] === "^") && rest.text.trim() !== "" ? rest : undefined;
  }

  #define(line: MadeText, next: () => MadeText | undefined): boolean {
    const match = definitionHead.exec(line.text);
    const name = match?.[1];
    if (match === null || name === undefined) return false;
    const lines: MadeText[] = [];
    let part: MadeText | undefined = line.slice(match[0].length);
    while (part) {
      const { value, goesOn }: { value: MadeText; goesOn: boolean } = withoutContinuation(part);
      if (value.text !== "" || (lines.length === 0 && goesOn && part.text.trim() !== "\\")) lines.push(value);
      part = goesOn ? this.#nextPart(next) : undefined;
    }
    this.#tools.hider.hideDefinition(name, lines);
    this.#definitions.set(name, { lines });
    return true;
  }

  /** Comments between the lines of a definition do not end it; an empty line does. */
  #nextPart(next: () => MadeText | undefined): MadeText | undefined {
    for (let line = next(); line; line = next()) {
      if (line.text.trim() === "") return undefined;
      if (commentStart(line.text.trim()) > 0) return line;
    }
    return undefined;
  }

  #loop(line: MadeText): boolean {
    const match = loopHead.exec(line.text);
    if (match === null) return false;
    const start = match[0].length - (match[1]?.length ?? 0);
    const close = line.text.indexOf(")", match[0].length);
    const end = close < 0 || close > commentStart(line.text) ? commentStart(line.text) : close + 1;
    const call = line.span(start, end);
    const loop = close === end - 1 ? this.#readLoop(match[2] ?? "", line.slice(match[0].length, close)) : unclosed;
    if (loop === undefined) this.#complete = false;
    else if ("fault" in loop) {
      this.#complete = false;
      this.#report.error("LK0040", call, `${loop.fault}; the line is left out`, { expected: loop.expected });
    } else if (this.#spend(0, line.text.length)) {
      const blanks = /^[ \t]*/.exec(line.text.slice(end))?.[0].length ?? 0;
      const rest = line.slice(end + blanks).within(call);
      if (rest.text !== "") this.#frames.push({ kind: "loop", loop, call, line: rest, turn: 0 });
    }
    return true;
  }

  #readLoop(kind: string, args: MadeText): Loop | LoopFault | undefined {
    if (kind === "LST") return readList(args.text);
    if (args.text === "") return readSequence("", false);
    const expanded = substitute(args, this.#names(), this.#budget, this.#report);
    return expanded && readSequence(expanded.line.text, kind === "SEQx");
  }

  /** The variables are definitions, and stay so after the loop. */
  #turn(frame: LoopFrame): void {
    const values = frame.loop.values(frame.turn++);
    for (const [i, name] of frame.loop.names.entries()) {
      const text = values[i] ?? "";
      const line = new MadeText([{ text, from: frame.call, exact: false }], undefined);
      this.#definitions.set(name, { lines: [line], loop: frame.call });
    }
    this.#made(frame.line, () => undefined);
  }

  #keep(line: MadeText, changed: boolean): void {
    const { rules, findings, hider } = this.#tools;
    const lexed = lexLine(line, 0, line.text.length, rules, findings);
    if (lexed.tokens.length === 0) return;
    const mistaken = this.#tellLoopInside(lexed) || isUse(lexed.tokens[0]);
    if (mistaken) this.#complete = false;
    if (mistaken) return;
    noteLength(line, 0, line.text.length, findings);
    if (changed) hider.hideMade(lexed, line);
    else hider.hideWritten(lexed);
    this.#lines.add(lexed);
  }

  #tellLoopInside({ tokens }: Line): boolean {
    const word = tokens.find((token) => token.kind === "word" && !token.quoted && /~(SEQx?|LST)\(/.test(token.text));
    if (word)
      this.#report.error("LK0047", word.span, "a loop is none within its line; the line is left out", {
        hint: "begin the line with ~SEQ(NAME, ...) and write $NAME here",
      });
    return word !== undefined;
  }

  #include(line: MadeText): boolean {
    const text = line.text.slice(0, commentStart(line.text));
    const check = /^[ \t]*include_check(?=\s|$)([^{}]*)$/.exec(text);
    if (check) return this.#setChecks(line, text.trimEnd().length, wordsOf(check[1] ?? ""));
    const seed = /^[ \t]*random_seed[ \t]+(\d{1,10})\s*$/.exec(text)?.[1];
    if (seed !== undefined) this.#surroundings = { ...this.#surroundings, random: seededRandom(Number(seed)) };
    const match = includeForm.exec(text);
    if (match === null) return false;
    const [whole, directive = "", pattern = ""] = match;
    const start = whole.trimEnd().length - pattern.length;
    const span = line.span(start, start + pattern.length);
    const folder = this.#files.at(-1)?.folder ?? "";
    const checks = checksOf(directive, this.#checks);
    const paths = filesOf({ pattern, span, folder, checks }, this.#tools.files, this.#report);
    if (paths.length > 0) this.#frames.push({ kind: "include", paths, span, checks, next: 0 });
    return true;
  }

  #setChecks(line: MadeText, end: number, words: readonly string[]): true {
    const checks = readChecks(words, this.#checks);
    if (checks) this.#checks = checks;
    else
      this.#report.error("LK0012", line.span(line.text.search(/\S/), end), "these are no checks of includes", {
        expected: "readable, match, wildcard_match and brace_match, all of them or none with + or - before it",
      });
    return true;
  }

  #openNext(frame: IncludeFrame): void {
    const path = frame.paths[frame.next++];
    if (path === undefined) this.#leave();
    else {
      const obstacle = this.#obstacle(path) ?? this.#tryOpen(path, frame);
      if (obstacle === undefined) return;
      this.#complete = false;
      this.#report.error("LK0038", frame.span, obstacle);
    }
  }

  #obstacle(path: string): string | undefined {
    const absolute = this.#tools.files.absolute(path);
    const name = JSON.stringify(path);
    if (this.#files.some((file) => file.path === absolute)) return `${name} includes itself; it is not read again`;
    if (this.#files.length > deepestInclude) return `${name} is not read: includes are ${deepestInclude} deep already`;
    if (++this.#included > mostIncluded) return `${name} is not read: ${mostIncluded} files have been included already`;
    const again = this.#sources.get(absolute);
    return again && !this.#spend(0, again.text.length) ? `${name} is not read once more` : undefined;
  }

  /** @returns what stood in the way, where that is an error. */
  #tryOpen(path: string, { span, checks }: IncludeFrame): string | undefined {
    try {
      this.#openFile(path);
      return undefined;
    } catch (failure) {
      if (!(failure instanceof SystemError)) throw failure;
      if (checks.readable) return failure.message;
      this.#complete = false;
      this.#report.warning("LK0038", span, failure.message, { hint: "keepalived goes on without it as well" });
      return undefined;
    }
  }

  #openFile(path: string): void {
    const { files } = this.#tools;
    const absolute = files.absolute(path);
    const source = this.#sources.get(absolute) ?? makeSource(path, files.read(path));
    this.#sources.set(absolute, source);
    const frame: FileFrame = { kind: "file", source, path: absolute, folder: folderOf(path), line: 1 };
    this.#files.push(frame);
    this.#frames.push(frame);
  }
}

/** A name that has no value stands where a keyword must: that has been told. */
function isUse(first: Token | undefined): boolean {
  return first?.kind === "word" && !first.quoted && /^\$[A-Za-z_]\w*$/.test(first.text);
}

const unclosed: LoopFault = { fault: "this loop has no closing parenthesis", expected: "a ) on the same line" };

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** A backslash at the end, blanks around it or not, lets a definition go on. */
function withoutContinuation(line: MadeText): { value: MadeText; goesOn: boolean } {
  const text = line.text.slice(0, commentStart(line.text)).trimEnd();
  const goesOn = text.endsWith("\\");
  const start = /^[ \t]*/.exec(text)?.[0].length ?? 0;
  const end = goesOn ? text.slice(0, -1).trimEnd().length : text.length;
  return { value: line.slice(Math.min(start, end), end), goesOn };
}

const dollar = 0x24;
const at = 0x40;
const tilde = 0x7e;
const letterI = 0x69;
const letterR = 0x72;

/** True where a line may hold anything that is looked for here. */
function needsExpansion(text: string, start: number, end: number): boolean {
  let first = start;
  while (first < end && (text.charCodeAt(first) === 0x20 || text.charCodeAt(first) === 0x09)) first++;
  const code = text.charCodeAt(first);
  if (first < end && (code === at || code === tilde || (code === letterI && text.startsWith("include", first))))
    return true;
  if (code === letterR && text.startsWith("random_seed", first)) return true;
  for (let i = first; i < end; i++) {
    const character = text.charCodeAt(i);
    if (character === dollar || character === tilde) return true;
  }
  return false;
}
