/** The text of iptables-save → base chains. What it does not know makes a condition or a verdict that is unknown. */

import { type Family, parseAddress } from "../../net/address.ts";
import type { Prefix } from "../../net/prefix.ts";
import type { BaseChain, Condition, Hook, Rule, Test, Verdict } from "./model.ts";
import { inNetworks, inRanges, network } from "./tests.ts";

const hooks: Readonly<Record<string, Hook>> = {
  PREROUTING: "prerouting",
  INPUT: "input",
  FORWARD: "forward",
  OUTPUT: "output",
  POSTROUTING: "postrouting",
};

/** NF_IP_PRI_* of include/uapi/linux/netfilter_ipv4.h. */
const priorities: Readonly<Record<string, number>> = { raw: -300, mangle: -150, filter: 0, security: 50 };

/** @param tool the command that edits these rules, such as `iptables-nft`. */
export function readIptables(text: string, tool: string, family: Family): BaseChain[] {
  return tablesOf(text).flatMap(({ name, lines }) => {
    const policies = new Map(lines.flatMap(policyOf));
    const declared = new Set([...policies].filter(([, policy]) => policy === "-").map(([chain]) => chain));
    const chains = new Map<string, Rule[]>([...policies.keys()].map((chain) => [chain, []]));
    for (const line of lines.filter((one) => one.startsWith("-A "))) {
      const rule = readRule(line, declared);
      if (rule !== undefined) chains.get(rule.chain)?.push(rule);
    }
    return Object.entries(hooks).flatMap(([chain, hook]): BaseChain[] => {
      const policy = policies.get(chain);
      if (policy === undefined) return [];
      return [
        {
          tool,
          families: [family],
          table: name,
          name: chain,
          kind: name === "nat" ? "nat" : "filter",
          hook,
          priority: priorities[name] ?? (hook === "prerouting" || hook === "output" ? -100 : 100),
          policy: policy === "DROP" ? "drop" : "accept",
          rules: chains.get(chain) ?? [],
          chains,
        },
      ];
    });
  });
}

/** Of a line such as `:INPUT DROP [0:0]`; a chain that people made has none, `-`. */
function policyOf(line: string): [string, string][] {
  const [, chain, policy] = /^:(\S+) (\S+)/.exec(line) ?? [];
  return chain === undefined || policy === undefined ? [] : [[chain, policy]];
}

function tablesOf(text: string): { name: string; lines: string[] }[] {
  const tables: { name: string; lines: string[] }[] = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("*")) tables.push({ name: line.slice(1).trim(), lines: [] });
    else tables.at(-1)?.lines.push(line);
  }
  return tables;
}

/** What an option with one word asks for. */
const tests: Readonly<Record<string, (word: string) => Test | undefined>> = {
  "-s": (word) => networks("source", word),
  "-d": (word) => networks("destination", word),
  "-i": (word) => ({ of: "in", links: [word.replace(/\+$/, "*")] }),
  "-o": (word) => ({ of: "out", links: [word.replace(/\+$/, "*")] }),
  "-p": (word) => ({ of: "protocol", names: [word] }),
  "--sport": (word) => ports("source-port", word),
  "--sports": (word) => ports("source-port", word),
  "--dport": (word) => ports("destination-port", word),
  "--dports": (word) => ports("destination-port", word),
  "--ctstate": (word) => ({ of: "state", names: word.toLowerCase().split(",") }),
  "--state": (word) => ({ of: "state", names: word.toLowerCase().split(",") }),
  "--dst-type": (word) => (word === "LOCAL" ? { of: "local" } : undefined),
};

/** Names of matches say nothing by themselves. */
const silentOptions: ReadonlySet<string> = new Set(["-m", "--comment"]);

function readRule(line: string, declared: ReadonlySet<string>): (Rule & { readonly chain: string }) | undefined {
  const [, chain, ...words] = wordsOf(line);
  if (chain === undefined) return undefined;
  const conditions: Condition[] = [];
  let verdict: Verdict = { kind: "none" };
  for (let at = 0; at < words.length; at += 2) {
    const not = words[at] === "!";
    if (not) at++;
    const [option = "", value = ""] = [words[at], words[at + 1]];
    if (option === "-j" || option === "-g") {
      // All that follows is the target's.
      verdict = verdictOf(option, words.slice(at + 1), declared);
      break;
    }
    if (silentOptions.has(option)) continue;
    const test = tests[option]?.(value);
    conditions.push({ not, test: test ?? { of: "unknown" } });
    // How many words an unknown option takes, nobody knows.
    if (test === undefined) at = nextOption(words, at + 1) - 2;
  }
  return { chain, text: line.trim(), conditions, verdict };
}

function nextOption(words: readonly string[], from: number): number {
  const next = words.findIndex((word, at) => at >= from && (word.startsWith("-") || word === "!"));
  return next < 0 ? words.length : next;
}

/** Words that hold blanks stand in double quotes, with a backslash before those in them. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"((?:\\.|[^"\\])*)"|(\S+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "") : quoted.replace(/\\(.)/g, "$1"),
  );
}

const targets: Readonly<Record<string, "accept" | "drop" | "return" | "none" | "rewrite">> = {
  ACCEPT: "accept",
  DROP: "drop",
  REJECT: "drop",
  RETURN: "return",
  DNAT: "rewrite",
  SNAT: "rewrite",
  REDIRECT: "rewrite",
  MASQUERADE: "rewrite",
  NETMAP: "rewrite",
  LOG: "none",
  NFLOG: "none",
  MARK: "none",
  CONNMARK: "none",
  TCPMSS: "none",
};

/** @param words the target and its options. @param declared the chains that people made, which have any name. */
function verdictOf(option: string, [target = "", ...words]: readonly string[], declared: ReadonlySet<string>): Verdict {
  if (declared.has(target)) return { kind: option === "-g" ? "goto" : "jump", chain: target };
  const kind = targets[target];
  if (kind !== undefined) return { kind };
  if (target === "NOTRACK" || words.includes("--notrack")) return { kind: "untrack" };
  return { kind: "unknown" };
}

function networks(of: "source" | "destination", text: string): Test | undefined {
  return inNetworks(of, text.split(",").map(prefixOf));
}

function prefixOf(text: string): Prefix | undefined {
  const [host = "", length] = text.split("/");
  const address = parseAddress(host);
  if (address === undefined || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  return network(address, length === undefined ? undefined : Number(length));
}

/** `80`, `8000:8080`, and several with commas between. */
function ports(of: "source-port" | "destination-port", text: string): Test | undefined {
  const ranges = text.split(",").map((one): readonly [number, number] => {
    const [from = "", to = from] = one.split(":");
    return [Number(from || 0), Number(to || 65_535)];
  });
  return inRanges(of, ranges);
}
