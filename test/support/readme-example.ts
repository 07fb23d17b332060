/** The README's example of the library, as a program. */

import { readFileSync } from "node:fs";

/** @returns its text. @throws Error where the README has none */
export function readmeExample(): string {
  const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  const [, text] = /^## As a library$.*?^```js\n(.*?)^```$/ms.exec(readme) ?? [];
  if (text === undefined) throw new Error("README.md has no example of the library");
  return text;
}
