/** The journal as the text of its file, and back. Text that is not one is refused, never guessed at. */

import { type Address, parseAddress } from "../net/address.ts";
import type { Journal, JournalSysctl, JournalVip } from "./journal.ts";
import type { HostAddress, HostScope } from "./model.ts";

/** Grows only when an older rsprep could not read the text. */
const version = 1;
/** Far above any host's needs; a larger file is not ours. */
const maxCharacters = 1_000_000;

export function formatJournal(journal: Journal): string {
  return `${JSON.stringify({ version, ...journal }, undefined, 2)}\n`;
}

/** @returns undefined where the text is not a journal of this version, whole and well formed. */
export function parseJournal(text: string): Journal | undefined {
  if (text.length > maxCharacters) return undefined;
  const raw = fields(json(text));
  if (raw?.version !== version) return undefined;
  const sysctls = every(raw.sysctls, sysctlEntry);
  const vips = every(raw.vips, vipEntry);
  return sysctls && vips ? { sysctls, vips } : undefined;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sysctlEntry(raw: unknown): JournalSysctl | undefined {
  const { path, before, set } = fields(raw) ?? {};
  // A path decides which file root writes: nothing but a link's ARP parameters is ever restored.
  if (typeof path !== "string" || !/^net\/ipv4\/conf\/[^/\0]+\/arp_(ignore|announce)$/.test(path)) return undefined;
  if (path.includes("/../") || path.includes("/./")) return undefined;
  return isNumber(before) && isNumber(set) ? { path, before, set } : undefined;
}

function isNumber(value: unknown): value is string {
  return typeof value === "string" && /^-?\d{1,10}$/.test(value);
}

function vipEntry(raw: unknown): JournalVip | undefined {
  const all = fields(raw);
  const vip = asAddress(all?.vip);
  if (all === undefined || vip === undefined) return undefined;
  const before = hostAddress(all.before);
  const set = hostAddress(all.set);
  if ((all.before !== undefined && !before) || (all.set !== undefined && !set)) return undefined;
  return { vip, ...(before ? { before } : {}), ...(set ? { set } : {}) };
}

function hostAddress(raw: unknown): HostAddress | undefined {
  const { link, address, prefixLength, label, broadcast, scope } = fields(raw) ?? {};
  const parsed = asAddress(address);
  const brd = asAddress(broadcast);
  if (typeof link !== "string" || parsed === undefined || prefixLength !== 32 || !isScope(scope)) return undefined;
  if ((label !== undefined && typeof label !== "string") || (broadcast !== undefined && !brd)) return undefined;
  return {
    link,
    address: parsed,
    prefixLength,
    ...(typeof label === "string" ? { label } : {}),
    ...(brd ? { broadcast: brd } : {}),
    scope,
  };
}

function isScope(value: unknown): value is HostScope {
  if (typeof value === "number") return Number.isInteger(value) && value >= 0 && value <= 255;
  return typeof value === "string" && ["global", "site", "link", "host", "nowhere"].includes(value);
}

function asAddress(value: unknown): Address | undefined {
  return typeof value === "string" ? parseAddress(value) : undefined;
}

function fields(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

/** @returns undefined where the value is no array or one of its items is refused. */
function every<T>(value: unknown, read: (item: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(read);
  return items.every((item) => item !== undefined) ? (items as T[]) : undefined;
}
