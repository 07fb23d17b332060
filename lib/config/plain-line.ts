/**
 * The quick way through a line in which nothing needs a second look: ASCII without quotes, backslashes, and what could be a
 * comment of another language, a placeholder of a template, or something for expansion. Nearly all lines are such; lexer and
 * expander read the others, and would read these the same.
 */

import { beginsName } from "./expansion/special-line.ts";
import { type Cut, type LineShape, makeShape } from "./line-shape.ts";
import { sharedText } from "./shared-text.ts";

/** What a character is, by its code; 0: not plain. */
const kinds = new Uint8Array(0x80);
const [blank, wordPart, open, close, comment, sign, slash, dollar] = [1, 2, 3, 4, 5, 6, 7, 8] as const;
kinds.fill(wordPart, 0x21, 0x7f);
setKind(" \t\r", blank);
setKind("{", open);
setKind("}", close);
setKind("#!", comment);
setKind("<|=:", sign);
setKind("/", slash);
setKind("$", dollar);
setKind('"\\;~', 0);

function setKind(characters: string, kind: number): void {
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;
}

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 0x80 ? (kinds[code] ?? 0) : 0;
}

const nothing = makeShape(0, [], false);

/** @returns what the line from `start` to before `end` says; undefined: it needs a second look. */
export function plainShape(text: string, start: number, end: number): LineShape | undefined {
  const first = afterBlanks(text, start, end);
  if (first === end || kindAt(text, first) === comment) return beginsUse(text, first, end) ? undefined : nothing;
  if (beginsDirective(text, first)) return undefined;
  const tokens: Cut[] = [];
  let odd = false;
  for (let at = first; at < end; ) {
    const kind = kindAt(text, at);
    const from = at++;
    switch (kind) {
      case blank:
        break;
      case open:
        if (at < end && beginsTemplate(text.charCodeAt(at))) return undefined;
        tokens.push({ kind: "open", start: from - start, end: at - start });
        break;
      case close:
        tokens.push({ kind: "close", start: from - start, end: at - start });
        break;
      case comment:
        if (beginsUse(text, at, end)) return undefined;
        return shapeOf(text, start, first, tokens, odd);
      case wordPart:
      case sign:
      case slash:
      case dollar: {
        at = from;
        for (let part: number = kind; at < end; part = kindAt(text, ++at)) {
          if (part === sign) odd = true;
          else if (part === slash) {
            if (kindAt(text, at + 1) === slash) return undefined;
          } else if (part === dollar) {
            if (beginsName(text.charCodeAt(at + 1))) return undefined;
          } else if (part !== wordPart) break;
        }
        // Keywords are looked for in tables, values seldom.
        const word = tokens.length === 0 ? sharedText(text, from, at) : text.slice(from, at);
        const cut = commentAt(text, at, end);
        tokens.push({ kind: "word", text: word, start: from - start, end: at - start, quoted: false, cut });
        break;
      }
      default:
        return undefined;
    }
  }
  return shapeOf(text, start, first, tokens, odd);
}

function shapeOf(text: string, start: number, first: number, tokens: readonly Cut[], odd: boolean): LineShape {
  return tokens.length === 0 ? nothing : makeShape(indentOf(text, start, first), tokens, odd);
}

function afterBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && kindAt(text, at) === blank) at++;
  return at;
}

/** What special-line.ts looks for at the start of a line. */
function beginsDirective(text: string, first: number): boolean {
  const code = text.charCodeAt(first);
  return (
    code === at ||
    (code === letterI && text.startsWith("include", first)) ||
    (code === letterR && text.startsWith("random_seed", first))
  );
}

/** What it looks for in all of it, comments too. */
function beginsUse(text: string, from: number, end: number): boolean {
  for (let i = from; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === tilde || (code === dollarSign && beginsName(text.charCodeAt(i + 1)))) return true;
  }
  return false;
}

/** `{{` or `{%` */
function beginsTemplate(second: number): boolean {
  return second === openBrace || second === percent;
}

function commentAt(text: string, at: number, end: number): "" | "#" | "!" {
  if (at === end || kindAt(text, at) !== comment) return "";
  return text.charCodeAt(at) === hash ? "#" : "!";
}

/** @returns the blank columns that a line begins with. @param end no blank is counted from there on */
export function indentOf(text: string, start: number, end: number): number {
  let columns = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === tab) columns += 8 - (columns % 8);
    else if (code === space) columns++;
    else break;
  }
  return columns;
}

const tab = 0x09;
const space = 0x20;
const hash = 0x23;
const dollarSign = 0x24;
const percent = 0x25;
const at = 0x40;
const letterI = 0x69;
const letterR = 0x72;
const openBrace = 0x7b;
const tilde = 0x7e;
