/** One of a few words, spelled exactly. */

import { nearest } from "../../diag/suggest.ts";
import { type Kind, wrong } from "./kind.ts";

/**
 * @param what completes `is not ...`: `a scheduler`.
 * @param others words of other programs, in lower case, with the one that means the same here
 */
export function choice<const T extends string>(
  what: string,
  words: readonly T[],
  others: Readonly<Record<string, T>> = {},
): Kind<T> {
  return {
    synopsis: words.join("|"),
    expected: words.length === 1 ? `${words[0]}` : `one of ${words.join(", ")}`,
    words,
    read(text) {
      const exact = words.find((word) => word === text);
      if (exact !== undefined) return { value: exact };
      const otherCase = words.find((word) => word.toLowerCase() === text.toLowerCase());
      const other = Object.hasOwn(others, text.toLowerCase()) ? others[text.toLowerCase()] : undefined;
      const near = otherCase ?? other ?? nearest(text, words);
      return wrong(`is not ${what}`, near && `did you mean "${near}"?`);
    },
  };
}
