/** What a shell may offer at the cursor: options from the tables, values from lists and from the kernel's table. */

import type { ServiceKey } from "../ipvs/model.ts";
import { formatEndpoint } from "../net/endpoint.ts";
import { type ReadLine, readLine } from "./completion-line.ts";
import { commands, type LvsadmCommand, type OptionName, options } from "./lvsadm-table.ts";
import { isVerb, verbNames } from "./lvsadm-verb-names.ts";
import type { OptionRow } from "./option-row.ts";
import { commonOptions } from "./run.ts";

export interface Candidate {
  readonly text: string;
  /** For shells that show it. */
  readonly help?: string;
}

/** The shell offers names of files itself. */
export type Offer = readonly Candidate[] | "files";

/** Where values come from; each asks the kernel only when called, and answers with nothing where it may not. */
export interface Sources {
  services(): Promise<readonly ServiceKey[]>;
  /** Of the services for which `wanted` holds, as `10.0.0.1:80`, each once. */
  servers(wanted: (key: ServiceKey) => boolean): Promise<readonly string[]>;
  /** The options of a command other than lvsadm, or of one of its verbs. */
  optionsOf(command: string): Promise<readonly OptionRow[]>;
  /** Words of keepalived.conf. */
  keywords(): Promise<readonly string[]>;
}

/** @param words of the line up to the cursor, the command's first; the last is at the cursor. */
export async function offer([command = "", ...argv]: readonly string[], sources: Sources): Promise<Offer> {
  const name = (command.split("/").at(-1) ?? "").replace(/\.cjs$/, "");
  const [first = ""] = argv;
  if (name !== "lvsadm") return ordinary(name, argv, sources);
  if (argv.length > 1 && isVerb(first)) return ordinary(first, argv.slice(1), sources);
  if (argv.length <= 1 && !first.startsWith("-"))
    return starting(
      verbNames.map((text) => ({ text })),
      first,
    );
  return classic(argv, sources);
}

async function classic(argv: readonly string[], sources: Sources): Promise<Offer> {
  const line = readLine<OptionRow>([...commands, ...options], argv);
  if (line.pending !== undefined) return values(line, await classicValues(line, sources));
  const [head] = line.given;
  const command = commands.find((row) => row === head?.row);
  return starting(optionCandidates(command === undefined ? commands : allowed(command, line)), line.current);
}

/** Options that the command takes and that were not given yet; of a group that excludes each other none after one. */
function allowed(command: LvsadmCommand, { given }: ReadLine<OptionRow>): readonly OptionRow[] {
  const { requires = [], takes = [], takesOneOf = [] } = command;
  const namesGiven = options.filter((one) => given.some(({ row }) => row === one)).flatMap((one) => nameOf(one));
  const chosen = takesOneOf.some((name) => namesGiven.includes(name));
  return options.filter((row) => {
    const [name] = nameOf(row);
    if (row.long === "ipv6") return given.some((one) => one.row.long === "fwmark-service");
    if (name === undefined || namesGiven.includes(name)) return false;
    return requires.includes(name) || takes.includes(name) || (!chosen && takesOneOf.includes(name));
  });
}

function nameOf(row: (typeof options)[number]): OptionName[] {
  return "name" in row ? [row.name] : [];
}

const schedulers = ["rr", "wrr", "lc", "wlc", "lblc", "lblcr", "dh", "sh", "mh", "sed", "nq", "fo", "ovf", "twos"];
const lists: Readonly<Record<string, readonly string[]>> = {
  scheduler: schedulers,
  pe: ["sip"],
  "sched-flags": ["sh-fallback", "sh-port", "mh-fallback", "mh-port", "flag-1", "flag-2", "flag-3"],
  "tun-type": ["ipip", "gue", "gre"],
  "start-daemon": ["master", "backup"],
  "stop-daemon": ["master", "backup"],
};
const protocols: Readonly<Record<string, string>> = {
  "tcp-service": "tcp",
  "udp-service": "udp",
  "sctp-service": "sctp",
};

async function classicValues({ pending, given }: ReadLine<OptionRow>, sources: Sources): Promise<readonly string[]> {
  const long = pending?.long ?? "";
  const protocol = protocols[long];
  if (protocol !== undefined)
    return (await sources.services()).flatMap((key) =>
      key.kind === "address" && key.protocol === protocol ? [formatEndpoint(key)] : [],
    );
  if (long === "fwmark-service")
    return (await sources.services()).flatMap((key) => (key.kind === "fwmark" ? [String(key.fwmark)] : []));
  if (long === "real-server") return sources.servers((key) => given.some(({ row, value }) => names(row, value, key)));
  return lists[long] ?? [];
}

/** Whether an option with its value is the service's address. */
function names({ long }: OptionRow, value: string | undefined, key: ServiceKey): boolean {
  if (key.kind === "fwmark") return long === "fwmark-service" && value === String(key.fwmark);
  return protocols[long] === key.protocol && value === formatEndpoint(key);
}

/** Of commands with one grammar for all: options, and what each takes besides. */
async function ordinary(name: string, argv: readonly string[], sources: Sources): Promise<Offer> {
  const rows = [...(await sources.optionsOf(name)), ...commonOptions];
  const line = readLine(rows, argv);
  if (line.pending !== undefined) {
    if (/FILE|PATH/.test(line.pending.value ?? "") && name !== "genhash") return "files";
    return values(line, line.pending.long === "explain" ? await sources.keywords() : []);
  }
  if (line.current.startsWith("-")) {
    const left = rows.filter((row) => row.repeatable || !line.given.some((one) => one.row === row));
    return starting(optionCandidates(left), line.current);
  }
  return wordOffer(name, line, sources);
}

async function wordOffer(name: string, line: ReadLine<OptionRow>, sources: Sources): Promise<Offer> {
  if (line.words.length > 0) return [];
  switch (name) {
    case "diff":
    case "apply":
      return "files";
    case "show":
    case "top":
      return values(line, (await sources.services()).map(serviceText));
    case "drain":
    case "undrain":
      return values(line, await sources.servers(() => true));
    case "completion":
      return values(line, ["bash", "zsh"]);
    case "rsprep":
      return values(line, ["apply", "check", "undo"]);
    default:
      return [];
  }
}

/** One word that `lvsadm show` understands. */
function serviceText(key: ServiceKey): string {
  return key.kind === "fwmark" ? "FWM" : formatEndpoint(key);
}

/** Long names: they say what they mean, and each letter has one. */
function optionCandidates(rows: readonly OptionRow[]): Candidate[] {
  return rows.map(({ long, help }) => ({ text: `--${long}`, help }));
}

function values({ prefix, current }: ReadLine<OptionRow>, texts: readonly string[]): Candidate[] {
  return starting(
    texts.map((text) => ({ text })),
    current,
  ).map(({ text }) => ({ text: prefix + text }));
}

/** @returns what begins so, each once. */
function starting(candidates: readonly Candidate[], current: string): Candidate[] {
  const found = new Map(candidates.filter(({ text }) => text.startsWith(current)).map((one) => [one.text, one]));
  return [...found.values()];
}
