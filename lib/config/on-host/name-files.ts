/** Names that numbers of routing have on a host: what keepalived knows by the text of a file of iproute2's, which it reads its own way. */

import type { NameFile } from "../../ports/local-host.ts";

/** The largest number of each kind; an entry above it is passed over. */
const largest: Readonly<Record<NameFile, number>> = {
  rt_tables: 2 ** 32 - 1,
  rt_protos: 255,
  rt_scopes: 255,
  rt_dsfield: 255,
  rt_realms: 255,
  group: 2 ** 31 - 1,
};

/** What keepalived knows without a file, unless the file gives the number another name (linux/rtnetlink.h). */
const builtIn: Readonly<Partial<Record<NameFile, Readonly<Record<string, number>>>>> = {
  rt_tables: { default: 253, main: 254, local: 255 },
  rt_protos: {
    none: 0,
    redirect: 1,
    kernel: 2,
    boot: 3,
    static: 4,
    gated: 8,
    ra: 9,
    mrt: 10,
    zebra: 11,
    bird: 12,
    babel: 42,
    dnrouted: 13,
    xorp: 14,
    ntk: 15,
    dhcp: 16,
  },
  rt_scopes: { global: 0, nowhere: 255, host: 254, link: 253, site: 200 },
};

/** @param text of `file`, or nothing where the host has none. @returns name → number */
export function namesKnown(file: NameFile, text: string): ReadonlyMap<string, number> {
  const written = namesIn(file, text);
  const taken = new Set(written.values());
  const own = Object.entries(builtIn[file] ?? {}).filter(([, number]) => !taken.has(number));
  return new Map([...own, ...written]);
}

/** Entries of one file alone. A line that has more than a number and a name, such as a comment behind them, is none. */
export function namesIn(file: NameFile, text: string): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const line of text.split("\n")) {
    const [first = "", name, more] = line.trim().split(/\s+/);
    const number = numberOf(first);
    if (name === undefined || more !== undefined || number === undefined || number > largest[file]) continue;
    if (!names.has(name)) names.set(name, number);
  }
  return names;
}

/** As strtoul(3) reads it: `0x` begins a hexadecimal number, 0 an octal one. */
function numberOf(text: string): number | undefined {
  if (/^0[0-7]+$/.test(text)) return Number.parseInt(text, 8);
  return /^(0|[1-9]\d*|0x[\da-f]+)$/i.test(text) ? Number(text) : undefined;
}
