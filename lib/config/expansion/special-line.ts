/** Which lines of a text may need anything of what this folder does. Nearly none does, so it must be quick to say no. */

const dollar = 0x24;
const at = 0x40;
const letterI = 0x69;
const letterR = 0x72;
const tilde = 0x7e;
const tab = 0x09;
const space = 0x20;

/**
 * True where a line may hold a use, a definition, a loop, a condition or a directive.
 * @param end offset of the line's end
 */
export function isSpecial(text: string, start: number, end: number): boolean {
  let first = start;
  while (first < end && (text.charCodeAt(first) === space || text.charCodeAt(first) === tab)) first++;
  if (first === end) return false;
  const code = text.charCodeAt(first);
  if (code === at || (code === letterI && text.startsWith("include", first))) return true;
  if (code === letterR && text.startsWith("random_seed", first)) return true;
  for (let i = first; i < end; i++) {
    const character = text.charCodeAt(i);
    if (character === tilde || (character === dollar && beginsName(text.charCodeAt(i + 1)))) return true;
  }
  return false;
}

/** What a `$` before it makes the use of a name: a letter of ASCII, `_` or `{`. */
export function beginsName(code: number): boolean {
  return (code >= 0x61 && code <= 0x7b) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}
