/** Switches: exactly these six words, lower case. */

import { choice } from "./choice.ts";
import type { Kind } from "./kind.ts";

const words = choice("a switch", ["on", "off", "true", "false", "yes", "no"]);

export const boolean: Kind<boolean> = {
  synopsis: "BOOL",
  expected: words.expected,
  words: ["on", "off", "true", "false", "yes", "no"],
  read(text) {
    const word = words.read(text);
    return "fault" in word ? word : { value: word.value === "on" || word.value === "true" || word.value === "yes" };
  },
  write: (value) => (value ? "on" : "off"),
};
