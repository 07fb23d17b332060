/** Forms of arguments with several words: by position, options with names, command lines of scripts. */

import { type Arguments, type Call, missing, readWord, refuseSurplus } from "./arguments.ts";
import { joinSpans, quote, type Word } from "./syntax.ts";
import type { Kind } from "./values/kind.ts";

/** Words by position, of which the first `least` must be written. The value is what was read, in order. */
export function positional(least: number, ...kinds: readonly Kind<unknown>[]): Arguments<readonly unknown[]> {
  return { ...named(kinds, {}, least), synopsis: positionalSynopsis(kinds, least), read: readPositional };

  function readPositional(call: Call): readonly unknown[] | undefined {
    refuseSurplus(call, kinds.length);
    return readHead(call, kinds, least);
  }
}

/** The words that follow an option's name; none: the name alone says it. */
export type NamedOptions = Readonly<Record<string, readonly Kind<unknown>[]>>;

/** Words by position, then options with names in any order. The value is what the words by position say. */
export function named(
  head: readonly Kind<unknown>[],
  options: NamedOptions,
  least: number = head.length,
): Arguments<readonly unknown[]> {
  const expected = head.map((kind) => kind.expected).join(", then ");
  const names = Object.entries(options).map(([name, kinds]) => `[${[name, ...kinds.map(synopsisOf)].join(" ")}]`);
  return {
    synopsis: [positionalSynopsis(head, least), ...names].filter((part) => part !== "").join(" "),
    expected: expected || `options: ${Object.keys(options).join(", ")}`,
    kinds: head,
    least,
    read(call) {
      const values = readHead(call, head, least, options);
      const rest = call.words.slice(Math.min(head.length, positionalCount(call, options)));
      return readOptions(call, rest, options) ? values : undefined;
    },
  };
}

/** `CMD`, one word or quoted, then the user and the group that it runs as. The value is the command line. */
export function script(...more: readonly Kind<unknown>[]): Arguments<string> {
  const kinds = [commandLine, ...more];
  return {
    synopsis: positionalSynopsis(kinds, 1),
    expected: commandLine.expected,
    kinds,
    least: 1,
    takesSlashes: true,
    read(call) {
      const words = joinSingleQuoted(call.words);
      refuseSurplus({ ...call, words }, kinds.length);
      return readHead({ ...call, words }, kinds, 1)?.[0] as string | undefined;
    },
  };
}

/** Any words at all, at least `least`. */
export function words(kind: Kind<unknown>, least: number): Arguments<readonly unknown[]> {
  return {
    synopsis: least > 0 ? `${kind.synopsis} ...` : `[${kind.synopsis} ...]`,
    expected: kind.expected,
    kinds: [kind],
    least,
    read: (call) =>
      call.words.length < least
        ? missing(call, kind.expected)
        : readHead(
            call,
            call.words.map(() => kind),
            least,
          ),
  };
}

/** Options of which at least one must be written. */
export function required<T>(options: Arguments<T>): Arguments<T> {
  return {
    ...options,
    read: (call) => (call.words.length === 0 ? missing(call, options.expected ?? "") : options.read(call)),
  };
}

const commandLine: Kind<string> = {
  synopsis: "COMMAND",
  expected: "a command line, in double quotes where it has arguments",
  freeText: true,
  read: (text) => (text.trim() === "" ? { code: "LK0012", fault: "is empty" } : { value: text }),
};

const synopsisOf = (kind: Kind<unknown>) => kind.synopsis;

function positionalSynopsis(kinds: readonly Kind<unknown>[], least: number): string {
  const first = kinds.slice(0, least).map(synopsisOf).join(" ");
  const rest = kinds.slice(least).reduceRight((inner, kind) => ` [${kind.synopsis}${inner}]`, "");
  return `${first}${rest}`.trim();
}

/** @returns how many words stand before the first that is an option's name. */
function positionalCount(call: Call, options: NamedOptions): number {
  const at = call.words.findIndex((word) => Object.hasOwn(options, word.text));
  return at < 0 ? call.words.length : at;
}

function readHead(
  call: Call,
  kinds: readonly Kind<unknown>[],
  least: number,
  options: NamedOptions = {},
): readonly unknown[] | undefined {
  const count = Math.min(kinds.length, positionalCount(call, options));
  if (count < least) return missing(call, kinds[count]?.expected ?? "");
  const read = kinds.slice(0, count).map((kind, i) => {
    const word = call.words[i];
    return word && readWord(call, kind, word);
  });
  return read.includes(undefined) ? undefined : read;
}

function readOptions(call: Call, rest: readonly Word[], options: NamedOptions): boolean {
  for (let i = 0; i < rest.length; i++) {
    const name = rest[i];
    const kinds = name && Object.hasOwn(options, name.text) ? options[name.text] : undefined;
    if (name === undefined) break;
    if (kinds === undefined) return tellUnknown(call, name, options);
    for (const kind of kinds) {
      const word = rest[++i];
      if (word === undefined) {
        missing({ ...call, keyword: name }, kind.expected);
        return false;
      }
      if (readWord({ ...call, keyword: name }, kind, word) === undefined) return false;
    }
  }
  return true;
}

function tellUnknown(call: Call, name: Word, options: NamedOptions): false {
  call.report.error("LK0012", name.span, `${quote(name)} is not an option here`, {
    expected: `one of ${Object.keys(options).join(", ")}`,
  });
  return false;
}

/** Commands may stand in single quotes too, which group words nowhere else. */
function joinSingleQuoted(given: readonly Word[]): readonly Word[] {
  const [first] = given;
  if (first === undefined || first.quoted || !first.text.startsWith("'")) return given;
  const end = given.findIndex((word, i) => word.text.endsWith("'") && (i > 0 || word.text.length > 1));
  const last = given[end];
  if (last === undefined) return given;
  const text = given.slice(0, end + 1).map((word) => word.text);
  const joined: Word = { ...first, text: text.join(" ").slice(1, -1), span: joinSpans(first.span, last.span) };
  return [joined, ...given.slice(end + 1)];
}
