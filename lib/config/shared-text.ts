/**
 * One string for all places where a word is written. Of a large file nearly all words are the same few hundred keywords and
 * numbers: strings of their own take memory, and are slower to find in tables. Knows nothing of what words mean.
 */

/** A power of two; of two words in one slot, the later takes it. */
const slots = 1024;
const words: string[] = new Array(slots).fill("");
/** Longer ones are values, which seldom repeat; and a slice of a file would keep all of it. */
const longest = 24;

/** @returns characters `start` to before `end` of `text`. */
export function sharedText(text: string, start: number, end: number): string {
  const length = end - start;
  if (length > longest || length < 2) return text.slice(start, end);
  const slot = slotOf(text, start, end);
  const known = words[slot] ?? "";
  if (known.length === length && text.startsWith(known, start)) return known;
  const word = asName(text.slice(start, end));
  words[slot] = word;
  return word;
}

function slotOf(text: string, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at++) hash = (hash * 31 + text.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 10)) & (slots - 1);
}

/** The same text as the engine keeps names of properties and literals: equal ones are one object, and quick to compare. */
function asName(word: string): string {
  return onlyLetters.test(word) ? (Object.keys({ [word]: 0 })[0] ?? word) : word;
}

/** Keywords are; of words with digits a hostile text has a hundred thousand that differ, and each would cost a name. */
const onlyLetters = /^[A-Za-z_]+$/;
