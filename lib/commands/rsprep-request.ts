/** rsprep's words → what is asked for, or one sentence on what is wrong with them. Knows nothing of this host. */

import { nearest } from "../diag/suggest.ts";
import { type Address, addressBytes, familyOf, parseAddress } from "../net/address.ts";
import type { ParsedWords, WordsFault } from "./options.ts";

export interface RsprepRequest {
  readonly verb: Verb;
  /** As written, without repeats; empty only for undo: all that were prepared. */
  readonly vips: readonly Address[];
  /** Undefined only for undo, which knows from apply what it changed. */
  readonly interface: string | undefined;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly changedOk: boolean;
}

export type Verb = (typeof verbs)[number];
const verbs = ["apply", "check", "undo"] as const;

export function readRequest(given: ParsedWords): RsprepRequest | WordsFault {
  const verb = readVerb(given.words);
  if (typeof verb !== "string") return verb;
  const vips = readVips(given.values("vip"));
  if ("fault" in vips) return vips;
  const link = given.value("interface");
  if (link !== undefined && !isLinkName(link))
    return { fault: `--interface: ${quoted(link)} cannot be an interface's name` };
  const missing = verb === "undo" ? undefined : firstMissing(verb, vips.vips, given);
  if (missing !== undefined) return missing;
  if (verb === "check" && given.has("dry-run"))
    return { fault: "check changes nothing; --dry-run is for apply and undo" };
  return {
    verb,
    vips: vips.vips,
    interface: link,
    dryRun: given.has("dry-run"),
    json: given.has("json"),
    changedOk: given.has("changed-ok"),
  };
}

function readVerb(words: readonly string[]): Verb | WordsFault {
  const [word, extra] = words;
  if (word === undefined) return { fault: "say what to do: apply, check or undo" };
  const verb = verbs.find((one) => one === word);
  if (verb === undefined) {
    const near = nearest(word, verbs);
    return { fault: `there is no ${quoted(word)}${near ? `; did you mean ${near}?` : ", only apply, check and undo"}` };
  }
  if (extra === undefined) return verb;
  const hint = parseAddress(extra) === undefined ? "" : `; a VIP is given with --vip ${extra}`;
  return { fault: `unexpected word ${quoted(extra)} after ${verb}${hint}` };
}

function readVips(values: readonly string[]): { readonly vips: readonly Address[] } | WordsFault {
  const vips: Address[] = [];
  for (const text of values.flatMap((value) => value.split(","))) {
    const vip = readVip(text);
    if (typeof vip !== "string") return vip;
    if (vips.includes(vip)) return { fault: `--vip names ${vip} twice` };
    vips.push(vip);
  }
  return { vips };
}

function readVip(text: string): Address | WordsFault {
  if (text === "") return { fault: "--vip has an empty address between its commas" };
  const vip = parseAddress(text);
  if (vip === undefined) {
    const bare = parseAddress(text.replace(/\/\d+$/, ""));
    return {
      fault: bare
        ? `--vip takes ${bare} without a prefix length; on lo a VIP is always a /32`
        : `--vip: ${quoted(text)} is not an IP address`,
    };
  }
  if (familyOf(vip) === "inet6") return { fault: `--vip ${vip}: IPv6 VIPs cannot be prepared yet, only IPv4` };
  const first = addressBytes(vip)[0] ?? 0;
  // RFC 6890: this network, loopback, multicast and above.
  if (first === 0 || first === 127 || first >= 224)
    return { fault: `--vip ${vip}: no host can be reached at that address` };
  return vip;
}

function firstMissing(verb: Verb, vips: readonly Address[], given: ParsedWords): WordsFault | undefined {
  if (vips.length === 0) return { fault: `${verb} needs --vip, the virtual server's address` };
  if (given.has("interface")) return undefined;
  return { fault: `${verb} needs --interface, the one that faces the director` };
}

/** What the kernel takes as a link's name (dev_valid_name in net/core/dev.c); the name becomes part of a path below /proc/sys. */
function isLinkName(text: string): boolean {
  return /^[^\s/:]+$/.test(text) && text !== "." && text !== ".." && Buffer.byteLength(text) <= 15;
}

/** A person's text, safe to print and short. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
