/** rtnetlink scopes: the names of iproute2's rt_scopes ⇄ numbers. */

import {
  RT_SCOPE_HOST,
  RT_SCOPE_LINK,
  RT_SCOPE_NOWHERE,
  RT_SCOPE_SITE,
  RT_SCOPE_UNIVERSE,
} from "../kernel/rtnetlink.ts";
import type { Scope } from "../ports/links.ts";

const numbers = {
  global: RT_SCOPE_UNIVERSE,
  site: RT_SCOPE_SITE,
  link: RT_SCOPE_LINK,
  host: RT_SCOPE_HOST,
  nowhere: RT_SCOPE_NOWHERE,
} as const;

const names = new Map(
  Object.entries(numbers).map(([name, number]) => [number as number, name as keyof typeof numbers]),
);

export function scopeNumber(scope: Scope): number {
  return typeof scope === "number" ? scope : numbers[scope];
}

/** @param number 0..255 */
export function scopeOf(number: number): Scope {
  return names.get(number) ?? number;
}
