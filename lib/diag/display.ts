/** How text looks on a terminal: columns that characters take, and what stands in for characters that must not reach it. */

/** Tabs advance to the next multiple of this. */
const tabWidth = 8;

/** East Asian Wide and Fullwidth blocks and emoji (Unicode TR 11, blocks only): two columns each. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

/** Combining marks and other characters that take no column of their own. */
const zeroWidth = /^[\p{Mn}\p{Me}]$/u;

/** Control and format characters could move the cursor, recolour or reorder what follows: never printed as they are. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** @returns `text` with every character that a terminal would obey replaced by U+FFFD. */
export function printable(text: string): string {
  return text.replace(unprintable, "\ufffd");
}

export function characterWidth(character: string): 0 | 1 | 2 {
  if (zeroWidth.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** @returns `text` with tabs as spaces, assuming that it starts at column 0 of a terminal. */
export function expandTabs(text: string): string {
  let out = "";
  let column = 0;
  for (const character of text) {
    if (character === "\t") {
      const width = tabWidth - (column % tabWidth);
      out += " ".repeat(width);
      column += width;
    } else {
      out += character;
      column += characterWidth(character);
    }
  }
  return out;
}

/** @returns columns that `text` (without tabs) takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}
