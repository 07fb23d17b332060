/** Words of routes and rules: of static ones and of those of instances, as far as they can be read. */

import type { Checked } from "../checks/checked.ts";
import type { Word } from "../syntax.ts";

/** A word, and the option before it. */
export interface OptionWord {
  readonly option: string;
  readonly word: Word;
}

/** @returns what follows any of `options`. */
export function routingWords({ file, instances }: Checked, options: readonly string[]): readonly OptionWord[] {
  const routes = [...file.all("static_routes"), ...instances.flatMap(({ block }) => block.all("virtual_routes"))];
  const rules = [...file.all("static_rules"), ...instances.flatMap(({ block }) => block.all("virtual_rules"))];
  const entries = [...routes, ...rules].flatMap(({ block }) => [...block]);
  return entries.flatMap(({ value, statement: { keyword, args } }) => {
    const before = [keyword, ...args];
    const found = args.map((word, i) => ({ option: before[i]?.text ?? "", word }));
    return value === undefined ? [] : found.filter(({ option }) => options.includes(option));
  });
}
