/** What stands in the parentheses of `~SEQ`, `~SEQx` and `~LST` → the values that their variables take, one by one. */

/** One loop: `names` take each tuple of values in turn. */
export interface Loop {
  readonly names: readonly string[];
  readonly count: number;
  /** @param turn from 0 to `count` - 1 */
  values(turn: number): readonly string[];
}

export interface LoopFault {
  readonly fault: string;
  readonly expected: string;
}

const sequenceForms = "~SEQ(NAME, END), ~SEQ(NAME, START, END) or ~SEQ(NAME, START, STEP, END) with whole numbers";
const listForms = "~LST(NAME, VALUE, ...) or ~LST({NAME, NAME}, {VALUE, VALUE}, ...) without blanks in values";
const nameForm = /^[A-Za-z_]\w*$/;

/** @param args between the parentheses, definitions expanded */
export function readSequence(args: string, hexadecimal: boolean): Loop | LoopFault {
  const [name = "", ...words] = args.split(",").map((word) => word.trim());
  const numbers = words.map(Number);
  if (!nameForm.test(name) || !words.every((word) => /^[-+]?\d{1,10}$/.test(word)) || !(numbers.length in takes))
    return { fault: "these are not a loop's values", expected: sequenceForms };
  const { start, step, end } = (takes[numbers.length as 1 | 2 | 3] as (n: readonly number[]) => Range)(numbers);
  if (step === 0 || (end - start) * step < 0)
    return { fault: "this loop would never end", expected: `a step that leads from ${start} to ${end}` };
  if (hexadecimal && Math.min(start, end) < 0)
    return { fault: "~SEQx writes no negative numbers", expected: "numbers from 0" };
  const count = Math.floor((end - start) / step) + 1;
  return { names: [name], count, values: (turn) => [(start + turn * step).toString(hexadecimal ? 16 : 10)] };
}

interface Range {
  readonly start: number;
  readonly step: number;
  readonly end: number;
}

/** By how many numbers are written. */
const takes: Readonly<Record<1 | 2 | 3, (numbers: readonly number[]) => Range>> = {
  1: ([end = 0]) => ({ start: 1, step: end < 1 ? -1 : 1, end }),
  2: ([start = 0, end = 0]) => ({ start, step: end < start ? -1 : 1, end }),
  3: ([start = 0, step = 0, end = 0]) => ({ start, step, end }),
};

/** @param args between the parentheses */
export function readList(args: string): Loop | LoopFault {
  const items = splitItems(args);
  const [names = [], ...tuples] = items ?? [];
  if (items === undefined || tuples.length === 0 || !names.every((name) => nameForm.test(name)))
    return { fault: "these are not a list's values", expected: listForms };
  if (tuples.some((tuple) => tuple.length > names.length))
    return {
      fault: "a tuple has more values than there are names",
      expected: `at most ${names.length} in each pair of braces`,
    };
  return {
    names,
    count: tuples.length,
    values: (turn) => names.map((_, i) => tuples[turn]?.[i] ?? ""),
  };
}

/** @returns each item's parts; undefined where braces or blanks are wrong. */
function splitItems(args: string): readonly (readonly string[])[] | undefined {
  const items: string[][] = [];
  const item = /[ \t]*(?:\{([^{}]*)\}|([^,{}]*))[ \t]*(,|$)/y;
  for (let more = true; more; ) {
    const match = item.exec(args);
    if (match === null) return undefined;
    const parts = match[1] === undefined ? [match[2] ?? ""] : match[1].split(",");
    items.push(parts.map((part) => part.trim()));
    more = match[3] === ",";
  }
  return items.flat().some((part) => /[ \t]/.test(part)) ? undefined : items;
}
