/** Networks as routes and rules name them, where `default`, `all` and `any` mean every address. */

import { address, widthOf } from "../../net/address.ts";
import type { Prefix } from "../../net/prefix.ts";
import { prefix } from "../address-line.ts";
import { type Kind, type Reading, wrong } from "./kind.ts";

export const every6: Prefix = { address: address("::"), prefixLength: 0 };
/** As keepalived up to 2.0.7 wrote it, and later ones still read it. */
export const oldEvery6 = "default6";

/** Of no family yet where it is every address. */
export const network: Kind<Prefix | "default"> = {
  synopsis: "PREFIX",
  expected: "an address, perhaps with /LEN, or default",
  read(text): Reading<Prefix | "default"> {
    if (/^(default|all|any)$/.test(text)) return { value: "default" };
    if (text === oldEvery6) return { value: every6 };
    const reading = prefix.read(text);
    if ("fault" in reading) {
      const hint = shortHint(text);
      return hint === undefined ? reading : wrong(reading.fault, hint);
    }
    const { address: at, length } = reading.value;
    return { value: { address: at, prefixLength: length ?? widthOf(at) } };
  },
  write: (value) => (value === "default" ? value : `${value.address}/${value.prefixLength}`),
};

/** @returns the same without those of `networks` that mean every address, as if they were not written. */
export function withoutEvery<T extends object>(values: T, networks: readonly string[]): Partial<T> {
  const every = ([name, value]: readonly [string, unknown]) => networks.includes(name) && value === "default";
  return Object.fromEntries(Object.entries(values).filter((entry) => !every(entry))) as Partial<T>;
}

/** `10/8` and `0/0`, as ip(8) takes them. */
function shortHint(text: string): string | undefined {
  const [, parts, length] = /^(\d{1,3}(?:\.\d{1,3}){0,2})\/(\d{1,2})$/.exec(text) ?? [];
  if (parts === undefined) return undefined;
  if (/^[0.]+$/.test(parts) && Number(length) === 0) return "write default";
  const missing = 3 - (parts.match(/\./g)?.length ?? 0);
  return `all four parts of an IPv4 address are written: ${parts}${".0".repeat(missing)}/${length}`;
}
