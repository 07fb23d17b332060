/** File patterns as glob(3) reads them: `*`, `?`, `[...]`, `\`, and alternatives in braces. Time and answers are bounded. */

/** More alternatives than this are a mistake or an attack. */
const mostAlternatives = 1000;

/** @returns `a{b,c}d` as `abd`, `acd`, in that order; undefined where there are too many. A lone brace stands for itself. */
export function expandBraces(pattern: string): readonly string[] | undefined {
  const done: string[] = [];
  const open = [pattern];
  while (open.length > 0) {
    const next = open.pop() ?? "";
    const parts = firstBraces(next);
    if (parts === undefined) done.push(next);
    else open.push(...parts.toReversed());
    if (done.length + open.length > mostAlternatives) return undefined;
  }
  return done;
}

/** @returns the pattern with its first pair of braces resolved; undefined where it has none. */
function firstBraces(pattern: string): string[] | undefined {
  const start = indexOutside(pattern, "{");
  if (start < 0) return undefined;
  const cuts = [start];
  let depth = 0;
  for (let at = start; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === "\\") at++;
    else if (character === "{") depth++;
    else if (character === "," && depth === 1) cuts.push(at);
    else if (character === "}" && --depth === 0) {
      cuts.push(at);
      const [before, after] = [pattern.slice(0, start), pattern.slice(at + 1)];
      return cuts.slice(1).map((cut, i) => `${before}${pattern.slice((cuts[i] ?? 0) + 1, cut)}${after}`);
    }
  }
  return undefined;
}

function indexOutside(pattern: string, character: string): number {
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern[at] === character) return at;
  }
  return -1;
}

export function hasWildcard(pattern: string): boolean {
  return /[*?[]/.test(pattern);
}

/**
 * @param pattern without braces
 * @param list names in a folder; @param exists whether a path without wildcards leads anywhere
 * @returns paths that match, sorted; undefined: more than `most` would have to be looked at.
 */
export function glob(
  pattern: string,
  list: (folder: string) => readonly string[],
  exists: (path: string) => boolean,
  most: number,
): readonly string[] | undefined {
  let found = [pattern.startsWith("/") ? "/" : ""];
  for (const part of pattern.split("/").filter((name) => name !== "")) {
    const matches = hasWildcard(part) ? matcherOf(part) : undefined;
    const inside: string[] = [];
    for (const folder of found) {
      if (!matches) inside.push(joinPath(folder, part.replace(/\\(.)/g, "$1")));
      else
        for (const name of list(folder === "" ? "." : folder)) if (matches(name)) inside.push(joinPath(folder, name));
      if (inside.length > most) return undefined;
    }
    found = inside;
  }
  const leading = pattern.endsWith("/") ? found.map((folder) => joinPath(folder, "")) : found;
  return leading.filter(exists).sort();
}

function joinPath(folder: string, name: string): string {
  return folder === "" || folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}

/**
 * @returns whether a name matches; it takes time of at most pattern × name: only the last `*` is ever tried again. A leading
 * dot matches nothing but a dot.
 */
export function matcherOf(pattern: string): (name: string) => boolean {
  const parts = partsOf(pattern);
  const hidden = pattern.startsWith(".");
  return (name) => (hidden || !name.startsWith(".")) && matches(parts, name);
}

function matches(parts: readonly Part[], name: string): boolean {
  let star = -1;
  let starAt = 0;
  let at = 0;
  let i = 0;
  while (at < name.length) {
    const part = parts[i];
    if (part === "*") {
      star = i++;
      starAt = at;
    } else if (part?.(name[at] ?? "")) {
      i++;
      at++;
    } else if (star >= 0) {
      i = star + 1;
      at = ++starAt;
    } else return false;
  }
  return parts.slice(i).every((part) => part === "*");
}

type Part = "*" | ((character: string) => boolean);

function partsOf(pattern: string): Part[] {
  const parts: Part[] = [];
  const form = /\\(.)|\[([!^]?)((?:\]|\[:\w+:\]|\\.|[^\]\\])(?:\[:\w+:\]|\\.|[^\]\\])*)\]|(.)/gsu;
  for (const [, escaped, negation, set, character] of pattern.matchAll(form)) {
    if (set !== undefined) parts.push(classOf(set, negation !== ""));
    else if (character === "*") parts.push("*");
    else if (character === "?") parts.push(() => true);
    else parts.push((other) => other === (escaped ?? character));
  }
  return parts;
}

function classOf(set: string, negated: boolean): Part {
  const members = [...set.matchAll(/\[:(\w+):\]|\\?(.)(?:-\\?(.))?/gsu)].map(([, named, from = "", to = from]) => {
    const like = named === undefined ? undefined : (namedClasses.get(named) ?? nothing);
    return like ? (one: string) => like.test(one) : (one: string) => one >= from && one <= to;
  });
  return (character) => members.some((has) => has(character)) !== negated;
}

const nothing = /^(?!)/;

/** POSIX's, of ASCII alone: a daemon runs in no language. Those that no name of a file has are left out. */
const namedClasses: ReadonlyMap<string, RegExp> = new Map([
  ["alnum", /^[0-9A-Za-z]/],
  ["alpha", /^[A-Za-z]/],
  ["blank", /^[ \t]/],
  ["digit", /^[0-9]/],
  ["graph", /^[!-~]/],
  ["lower", /^[a-z]/],
  ["print", /^[ -~]/],
  ["punct", /^[!-/:-@[-`{-~]/],
  ["space", /^\s/],
  ["upper", /^[A-Z]/],
  ["xdigit", /^[0-9A-Fa-f]/],
]);
