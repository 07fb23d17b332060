/** lvsadm completion: prints a shell's completion, and answers what that asks on each Tab. */

import type { ServiceKey } from "../ipvs/model.ts";
import { formatEndpoint } from "../net/endpoint.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import { wordsOf } from "./completion-line.ts";
import { filesMark, scripts } from "./completion-scripts.ts";
import { offer, type Sources } from "./completion-words.ts";
import { VerbFailure } from "./lvsadm-verb-failure.ts";
import type { VerbPorts, VerbSpec } from "./lvsadm-verb-ports.ts";
import type { ParsedWords } from "./options.ts";
import { Exit } from "./run.ts";

/** Services whose real servers are offered where none is named: more is no choice any more, and takes time. */
const mostServices = 200;

export const completion: VerbSpec = {
  name: "completion",
  summary: "Prints a shell's completion of lvsadm, checkd, vrrpd, rsprep and genhash.",
  forms: ["bash|zsh"],
  options: [],
  notes: ["For example: lvsadm completion bash >/etc/bash_completion.d/lvsadm"],
  run,
};

async function run({ words }: ParsedWords, { stdout }: Environment, ports: VerbPorts): Promise<ExitStatus> {
  const [shell = "", line = ""] = words;
  if (shell === "words") return answer(line, stdout, ports);
  const script = words.length === 1 ? scripts[shell] : undefined;
  if (script === undefined) throw new VerbFailure("which shell? bash or zsh", Exit.usage);
  stdout.write(script);
  return Exit.done;
}

/** One candidate to a line, after a tab what it means. Never says why it has none: that would be in the middle of a prompt. */
async function answer(line: string, stdout: Environment["stdout"], ports: VerbPorts): Promise<ExitStatus> {
  const offered = await offer(wordsOf(line), sourcesOf(ports));
  if (offered === "files") stdout.write(`${filesMark}\n`);
  else for (const { text, help } of offered) stdout.write(help === undefined ? `${text}\n` : `${text}\t${help}\n`);
  return Exit.done;
}

function sourcesOf(ports: VerbPorts): Sources {
  return {
    services: () => withQuietTable(ports, servicesOf),
    servers: (wanted) => withQuietTable(ports, (table) => serversOf(table, wanted)),
    optionsOf: ports.optionsOf,
    keywords: async () => (await import("../config/keywords.ts")).allKeywords(),
  };
}

async function servicesOf(table: IpvsTable): Promise<ServiceKey[]> {
  return (await table.services()).map(({ key }) => key);
}

async function serversOf(table: IpvsTable, wanted: (key: ServiceKey) => boolean): Promise<string[]> {
  const all = await servicesOf(table);
  const named = all.filter(wanted);
  const texts = new Set<string>();
  for (const key of (named.length > 0 ? named : all).slice(0, mostServices))
    for (const destination of await table.destinations(key)) texts.add(formatEndpoint(destination.key));
  return [...texts];
}

/** Without IPVS the kernel is not asked: that would load it, and Tab changes nothing. Without privilege there is nothing to say. */
async function withQuietTable<T>(
  { files, openTable }: VerbPorts,
  work: (table: IpvsTable) => Promise<T[]>,
): Promise<T[]> {
  if (!files.exists("/proc/net/ip_vs")) return [];
  let table: IpvsTable | undefined;
  try {
    table = await openTable();
    return await work(table);
  } catch {
    return [];
  } finally {
    table?.close();
  }
}
