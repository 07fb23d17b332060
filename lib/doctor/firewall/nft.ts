/** What `nft -j list ruleset` prints → base chains. What it does not know makes a condition or a verdict that is unknown. */

import { type Family, parseAddress } from "../../net/address.ts";
import type { Prefix } from "../../net/prefix.ts";
import type { BaseChain, Condition, Hook, Rule, Test, Verdict } from "./model.ts";
import { inNetworks, inRanges, network } from "./tests.ts";

const families: Readonly<Record<string, readonly Family[]>> = { ip: ["inet"], ip6: ["inet6"], inet: ["inet", "inet6"] };
const hooks: readonly Hook[] = ["prerouting", "input", "forward", "output", "postrouting"];

type Fields = Readonly<Record<string, unknown>>;

/** @returns none where the text is not what nft prints. */
export function readNft(text: string): BaseChain[] {
  const objects = listOf(fieldsOf(json(text)).nftables).map(fieldsOf);
  const named = (kind: string) => objects.flatMap((one) => (kind in one ? [fieldsOf(one[kind])] : []));
  const sets = new Map(named("set").map((set) => [tableOf(set, set.name), listOf(set.elem)]));
  const chains = named("chain");
  const rules = new Map<string, Rule[]>(chains.map((chain) => [tableOf(chain, chain.name), []]));
  for (const rule of named("rule"))
    rules.get(tableOf(rule, rule.chain))?.push(readRule(rule, (name) => sets.get(tableOf(rule, name))));
  return chains.flatMap((chain): BaseChain[] => {
    const hook = hooks.find((one) => one === chain.hook);
    const own = families[`${chain.family}`];
    if (hook === undefined || own === undefined) return [];
    const siblings = chains.filter((one) => one.family === chain.family && one.table === chain.table);
    return [
      {
        tool: "nft",
        families: own,
        table: `${chain.family} ${chain.table}`,
        name: `${chain.name}`,
        kind: chain.type === "nat" ? "nat" : "filter",
        hook,
        priority: Number(chain.prio),
        policy: chain.policy === "drop" ? "drop" : "accept",
        rules: rules.get(tableOf(chain, chain.name)) ?? [],
        chains: new Map(siblings.map((one) => [`${one.name}`, rules.get(tableOf(one, one.name)) ?? []])),
      },
    ];
  });
}

/** Names are unique within a table, tables within a family. */
function tableOf({ family, table }: Fields, name: unknown): string {
  return `${family} ${table} ${name}`;
}

function readRule({ handle, expr }: Fields, setNamed: SetNamed): Rule {
  const conditions: Condition[] = [];
  let verdict: Verdict = { kind: "none" };
  for (const statement of listOf(expr)) {
    const [[kind = "", value] = []] = Object.entries(fieldsOf(statement));
    if (kind === "match") conditions.push(...readMatch(fieldsOf(value), setNamed));
    else if (idle.has(kind)) continue;
    else if (kind === "xt" && fieldsOf(value).type === "match")
      conditions.push({ not: false, test: { of: "unknown" } });
    else if (limits.has(kind)) conditions.push({ not: false, test: { of: "unknown" } });
    else verdict = verdictOf(kind, fieldsOf(value));
  }
  return { text: `handle ${handle}`, conditions, verdict };
}

/** Statements that leave the packet's way alone. */
const idle: ReadonlySet<string> = new Set(["counter", "log", "mangle", "ct helper", "dup"]);
/** Statements that hold for some packets only. */
const limits: ReadonlySet<string> = new Set(["limit", "quota", "ct count", "set", "meter"]);

function verdictOf(kind: string, { target }: Fields): Verdict {
  switch (kind) {
    case "accept":
    case "drop":
    case "return":
      return { kind };
    case "reject":
      return { kind: "drop" };
    case "jump":
    case "goto":
      return { kind, chain: `${target}` };
    case "dnat":
    case "snat":
    case "redirect":
    case "masquerade":
      return { kind: "rewrite" };
    case "notrack":
      return { kind: "untrack" };
    default:
      return { kind: "unknown" };
  }
}

type SetNamed = (name: string) => readonly unknown[] | undefined;

function readMatch({ op, left, right }: Fields, setNamed: SetNamed): Condition[] {
  const understood = op === "==" || op === "in" || op === "!=";
  const values = valuesOf(right, setNamed);
  const test = understood && values !== undefined ? testOf(fieldsOf(left), values) : undefined;
  return [...implied(fieldsOf(fieldsOf(left).payload)), { not: op === "!=", test: test ?? { of: "unknown" } }];
}

/** Whoever looks at a header looks at packets that have it, also where it must not be like this. */
function implied({ protocol }: Fields): Condition[] {
  switch (protocol) {
    case "ip":
    case "ip6":
      return [{ not: false, test: { of: "family", families: families[protocol] ?? [] } }];
    case "tcp":
    case "udp":
    case "sctp":
      return [{ not: false, test: { of: "protocol", names: [protocol] } }];
    default:
      return [];
  }
}

/** The alternatives that a match has at its right: of a set, of a list, or the one value. */
function valuesOf(right: unknown, setNamed: SetNamed): readonly unknown[] | undefined {
  if (typeof right === "string" && right.startsWith("@")) return setNamed(right.slice(1))?.map(plain);
  if (Array.isArray(right)) return right;
  const { set } = fieldsOf(right);
  return (set === undefined ? [right] : listOf(set)).map(plain);
}

/** Elements with a timeout or a comment are wrapped. */
function plain(element: unknown): unknown {
  const { elem } = fieldsOf(element);
  return elem === undefined ? element : fieldsOf(elem).val;
}

function testOf({ payload, meta, ct, fib }: Fields, values: readonly unknown[]): Test | undefined {
  const { protocol, field } = fieldsOf(payload);
  const texts = values.map((one) => `${one}`);
  if (field === "saddr" || field === "daddr")
    return inNetworks(field === "saddr" ? "source" : "destination", values.map(prefixOf));
  if (field === "sport" || field === "dport")
    return ports(field === "sport" ? "source-port" : "destination-port", values);
  if ((protocol === "ip" && field === "protocol") || (protocol === "ip6" && field === "nexthdr"))
    return { of: "protocol", names: texts };
  switch (fieldsOf(meta).key) {
    case "l4proto":
      return { of: "protocol", names: texts };
    case "iif":
    case "iifname":
      return { of: "in", links: texts };
    case "oif":
    case "oifname":
      return { of: "out", links: texts };
    case "nfproto":
      return { of: "family", families: texts.flatMap((one) => (one === "ipv4" ? "inet" : "inet6")) };
    case "protocol":
      return { of: "family", families: texts.flatMap((one) => families[one] ?? []) };
  }
  if (fieldsOf(ct).key === "state") return { of: "state", names: texts };
  const { result, flags } = fieldsOf(fib);
  if (result === "type" && `${[flags].flat()}` === "daddr" && `${texts}` === "local") return { of: "local" };
  return undefined;
}

function prefixOf(value: unknown): Prefix | undefined {
  const { addr, len } = fieldsOf(fieldsOf(value).prefix);
  const address = parseAddress(`${addr ?? value}`);
  if (address === undefined) return undefined;
  return network(address, len === undefined ? undefined : Number(len));
}

function ports(of: "source-port" | "destination-port", values: readonly unknown[]): Test | undefined {
  const ranges = values.map((value): readonly [number, number] => {
    const [from, to] = listOf(fieldsOf(value).range);
    return from === undefined ? [Number(value), Number(value)] : [Number(from), Number(to)];
  });
  return inRanges(of, ranges);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @returns no fields where it is no object. */
function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
