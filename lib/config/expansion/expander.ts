/**
 * A file's text → the lexed lines that it means: includes read, conditional lines kept or dropped, definitions and loops
 * expanded. Knows the order in which these are looked for; what each does is in the files beside. Lines that need none of
 * it, nearly all, are lexed where they stand.
 */

import { SystemError } from "../../diag/errors.ts";
import type { Source } from "../../diag/source.ts";
import type { ConfigurationFiles } from "../../ports/configuration-files.ts";
import { isText } from "../foreign-file.ts";
import { hideAfterKeyword, type SecretHider } from "../hide-secrets.ts";
import { KnownBlocks } from "../known-blocks.ts";
import { type Findings, type LexRules, noteLength } from "../lexer.ts";
import { Lines } from "../lines.ts";
import { OddLines } from "../odd-lines.ts";
import type { Report } from "../report.ts";
import { SharedShapes } from "../shared-shapes.ts";
import { makeLine } from "../statements.ts";
import { Budget, mostLines } from "./budget.ts";
import { whereHeld } from "./conditions.ts";
import { readDefinition } from "./definition-lines.ts";
import type { Definition, Surroundings } from "./definitions.ts";
import { type Include, type IncludeCheck, readDirective } from "./directive.ts";
import type { BlockFrame, FileFrame, Frame, IncludeFrame, LoopFrame } from "./feed.ts";
import { checksOf, filesOf, type IncludeChecks, noChecks, readChecks } from "./includes.ts";
import { beginsLoop, opensBlock, readLoopCall, tellOpensBlock } from "./loop-call.ts";
import { lexMade } from "./made-line.ts";
import { MadeText } from "./made-text.ts";
import { OpenFiles } from "./open-files.ts";
import { seededRandom } from "./seeded-random.ts";
import { seenFiles } from "./seen-files.ts";
import { isSpecial } from "./special-line.ts";
import { type Substituted, substitute } from "./substitute.ts";

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

/** Gives the line that a definition goes on with; undefined where there is none. */
type Next = () => MadeText | undefined;

class Expander {
  readonly #tools: Tools;
  readonly #report: Report;
  readonly #lines = new Lines();
  readonly #shapes = new SharedShapes();
  readonly #odd: OddLines;
  readonly #blocks = new Map<Source, KnownBlocks>();
  readonly #definitions = new Map<string, Definition>();
  readonly #budget = new Budget();
  readonly #frames: Frame[] = [];
  readonly #files: ConfigurationFiles;
  readonly #open: OpenFiles;
  #checks: IncludeChecks = noChecks;
  #surroundings: Surroundings;
  #complete = true;

  constructor(tools: Tools) {
    this.#tools = tools;
    this.#report = tools.report;
    this.#odd = new OddLines(tools.rules);
    this.#files = seenFiles(tools.files);
    this.#open = new OpenFiles(this.#files);
    this.#surroundings = tools.surroundings;
  }

  run(path: string): Expanded {
    this.#openFile(path);
    for (let frame = this.#frames.at(-1); frame; frame = this.#frames.at(-1)) this.#advance(frame);
    return { lines: this.#lines, sources: this.#open.sources, complete: this.#complete };
  }

  /** @throws SystemError where the file cannot be read */
  #openFile(path: string): void {
    const frame = this.#open.open(path);
    if (isText(frame.source, this.#report)) this.#frames.push(frame);
    else {
      this.#open.close();
      this.#complete = false;
    }
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

  #leave(): void {
    if (this.#frames.pop()?.kind === "file") this.#open.close();
  }

  /** Reads on until a line puts another frame on top. */
  #readFile(frame: FileFrame): void {
    const { source, written, cursor } = frame;
    const { findings, hider } = this.#tools;
    const depth = this.#frames.length;
    const blocks = this.#blocksOf(source);
    while (cursor.advance()) {
      const { start, end } = cursor;
      const shared = this.#shapes.of(source.text, start, end);
      if (shared?.tokens.length === 0) continue;
      if (shared === undefined && isSpecial(source.text, start, end)) {
        this.#special(frame, start, end);
        if (this.#frames.length !== depth) return;
        blocks.forget();
        continue;
      }
      const repeated = shared && blocks.repeated(shared, written, start, end);
      const line =
        repeated ?? (shared ? makeLine(shared, written, start) : this.#odd.lex(written, start, end, findings));
      if (shared === undefined) noteLength(written, start, end, findings);
      if (line.shape.tokens.length === 0) continue;
      hider.hideWritten(line);
      this.#lines.add(line);
      if (repeated) cursor.skipTo(end + repeated.body.text.length);
      else if (shared) blocks.add(line, end);
      else blocks.forget();
    }
    this.#leave();
  }

  #blocksOf(source: Source): KnownBlocks {
    const blocks = this.#blocks.get(source) ?? new KnownBlocks(source.text, this.#lines);
    this.#blocks.set(source, blocks);
    // A file that includes others goes on behind them.
    blocks.forget();
    return blocks;
  }

  #special(frame: FileFrame, start: number, end: number): void {
    const { source, cursor } = frame;
    const raw = this.#odd.lex(frame.written, start, end);
    hideAfterKeyword(raw);
    if (raw.shape.tokens.length === 0) return;
    this.#process(MadeText.of(source, start, end), false, () => {
      if (!cursor.advance() || cursor.end === cursor.start) return undefined;
      return MadeText.of(source, cursor.start, cursor.end);
    });
  }

  #nextOfBlock(frame: BlockFrame): void {
    const line = frame.lines[frame.next++];
    if (line) this.#made(line, () => frame.lines[frame.next++]);
    else this.#leave();
  }

  /** The variables are definitions, and stay so after the loop. */
  #turn(frame: LoopFrame): void {
    const values = frame.loop.values(frame.turn++);
    for (const [i, name] of frame.loop.names.entries()) {
      const text = values[i] ?? "";
      const line = MadeText.standingFor(frame.call, text);
      this.#definitions.set(name, { lines: [line], loop: frame.call });
    }
    this.#made(frame.line, () => undefined);
  }

  /** A line that was not written as it is: it counts against what may be made. */
  #made(line: MadeText, next: Next): void {
    if (this.#spend(1, line.text.length)) this.#process(line, true, next);
    else this.#leave();
  }

  #process(written: MadeText, made: boolean, next: Next): void {
    let line: MadeText | undefined = written;
    while (line) {
      const held: MadeText | undefined = whereHeld(line, this.#surroundings.id);
      if (held === undefined || this.#define(held, next) || this.#loop(held)) return;
      const substituted = this.#substitute(held);
      if (substituted === undefined) return;
      if (substituted.rest.length > 0) this.#frames.push({ kind: "block", lines: substituted.rest, next: 0 });
      if (substituted.line === held) {
        if (!this.#obey(held)) this.#keep(held, made || held !== written);
        return;
      }
      line = substituted.line.text === "" ? undefined : substituted.line;
    }
  }

  #define(line: MadeText, next: Next): boolean {
    const definition = readDefinition(line, next);
    if (definition === undefined) return false;
    this.#tools.hider.hideDefinition(definition.name, definition.lines);
    this.#definitions.set(definition.name, definition);
    return true;
  }

  #loop(line: MadeText): boolean {
    // That no more is made has been told.
    if (this.#budget.spent && beginsLoop(line)) return true;
    const found = readLoopCall(line, (args) => substitute(args, this.#names(), this.#budget, this.#report)?.line);
    if (found === undefined) return false;
    const { call, loop, rest } = found;
    if (loop === undefined) this.#complete = false;
    else if ("fault" in loop) {
      this.#complete = false;
      this.#report.error("LK0040", call, `${loop.fault}; the line is left out`, { expected: loop.expected });
    } else if (this.#spend(0, line.text.length) && rest.text !== "") {
      const once = loop.count > 1 && opensBlock(rest);
      if (once) tellOpensBlock(call, this.#report);
      this.#frames.push({ kind: "loop", loop: once ? { ...loop, count: 1 } : loop, call, line: rest, turn: 0 });
    }
    return true;
  }

  /** @returns undefined where the line is left out, which has been told. */
  #substitute(line: MadeText): Substituted | undefined {
    const substituted = substitute(line, this.#names(), this.#budget, this.#report);
    if (substituted && !this.#budget.spent) return substituted;
    this.#complete = false;
    this.#spend(0, 0);
    return undefined;
  }

  #names() {
    const folder = this.#open.innermost?.absoluteFolder ?? "";
    return { definitions: this.#definitions, surroundings: this.#surroundings, folder };
  }

  #keep(line: MadeText, changed: boolean): void {
    const { hider } = this.#tools;
    const lexed = lexMade(line, this.#odd, this.#tools);
    if (lexed === undefined) this.#complete = false;
    if (lexed === undefined || lexed.shape.tokens.length === 0) return;
    if (changed) hider.hideMade(lexed, line);
    else hider.hideWritten(lexed);
    this.#lines.add(lexed);
  }

  /** @returns false where the line is to be read as one of keywords. */
  #obey(line: MadeText): boolean {
    const directive = readDirective(line);
    switch (directive?.kind) {
      case "include":
        this.#include(directive);
        return true;
      case "include_check":
        this.#setChecks(directive);
        return true;
      case "random_seed":
        this.#surroundings = { ...this.#surroundings, random: seededRandom(directive.seed) };
        return false;
      case undefined:
        return false;
    }
  }

  #include({ name, pattern, span }: Include): void {
    if (pattern === "") {
      this.#complete = false;
      this.#report.error("LK0011", span, `"${name}" needs a value`, { expected: "a file, or a pattern of files" });
      return;
    }
    const obstacle = this.#open.obstacleToLooking(pattern);
    if (obstacle !== undefined) {
      this.#complete = false;
      this.#report.error("LK0038", span, obstacle);
      return;
    }
    const folder = this.#open.innermost?.folder ?? "";
    const checks = checksOf(name, this.#checks);
    const paths = filesOf({ pattern, span, folder, checks }, this.#files, this.#report);
    if (paths === undefined) this.#complete = false;
    else if (paths.length > 0) this.#frames.push({ kind: "include", paths, span, checks, next: 0 });
  }

  #setChecks({ words, span }: IncludeCheck): void {
    const checks = readChecks(words, this.#checks);
    if (checks) this.#checks = checks;
    else
      this.#report.error("LK0012", span, "these are no checks of includes", {
        expected: "readable, match, wildcard_match and brace_match, all of them or none with + or - before it",
      });
  }

  #openNext(frame: IncludeFrame): void {
    const path = frame.paths[frame.next++];
    if (path === undefined) this.#leave();
    else {
      const spend = (characters: number) => this.#spend(0, characters);
      const obstacle = this.#open.obstacle(path, spend) ?? this.#tryOpen(path, frame);
      if (obstacle === undefined) return;
      this.#complete = false;
      this.#report.error("LK0038", frame.span, obstacle);
    }
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

  #spend(lines: number, characters: number): boolean {
    if (this.#budget.spend(lines, characters)) return true;
    this.#complete = false;
    const span = this.#frames.findLast((frame) => frame.kind === "loop")?.call ?? this.#open.lineSpan;
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
}
