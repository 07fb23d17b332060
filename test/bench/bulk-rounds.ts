/**
 * Times whole runs of -R, -Ln and -Sn on large tables, lvsadm's and ipvsadm's turn about, and their peak memory. Each program
 * has a network namespace of its own, which no table was in before: the kernel keeps removed destinations for one to three
 * minutes and looks through all of them for each that is added (ip_vs_trash_get_dest), so that after `-C` of 50,000 lines the
 * next `-R` takes several seconds more, whoever makes it.
 */

import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type NetworkNamespace, newNamespace } from "../support/namespace.ts";
import type { Figures } from "./figures.ts";
import { peakMemory } from "./peak-memory.ts";

export const programs = ["ipvsadm", "lvsadm"] as const;
export const commands = ["-R", "-Ln", "-Sn"] as const;

/** Lines of rules. */
export const bulkSizes = [10_000, 50_000] as const;
/** So few that all ends within two minutes on an idle machine, so many that one slow spell does not decide: ipvsadm -R takes most of it. */
const rounds = 3;

/** Services of 100 lines each: one -A and 99 -a. */
export function rulesOf(lines: number): string {
  const services = Array.from({ length: lines / 100 }, (_, i) => `10.0.${i >> 8}.${i & 255}:80`);
  const servers = Array.from({ length: 99 }, (_, i) => `10.1.0.${i + 1}:80`);
  return services
    .map((service) => {
      const own = servers.map((server, i) => `-a -t ${service} -r ${server} -m -w ${i}\n`);
      return `-A -t ${service} -s wlc\n${own.join("")}`;
    })
    .join("");
}

/**
 * @returns `ipvsadm -R 10000` and so on in ms; `… memory` the peak in MiB, of a run of its own.
 * @throws Error where a program fails, or the two print different tables
 */
export async function measureBulk(): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), "lvskit-bulk-"));
  const figures = new Map<string, number[]>();
  const note: Note = (name, value) => figures.set(name, [...(figures.get(name) ?? []), value]);
  const namespaces: NetworkNamespace[] = [];
  const emptyTable = () => {
    namespaces.push(newNamespace());
  };
  try {
    for (const size of bulkSizes)
      for (let round = 0; round < rounds; round++) {
        note(`node -e 0 ${size}`, timed(folder, ["node", "-e", "0"]).time);
        timeSize(folder, size, note, emptyTable);
      }
    for (const size of bulkSizes) {
      emptyTable();
      await weighSize(folder, size, note);
    }
    return figures;
  } finally {
    // Not before: the kernel would take the tables down while the next program is timed.
    for (const namespace of namespaces) namespace.close();
    rmSync(folder, { recursive: true });
  }
}

type Note = (name: string, value: number) => void;

const nothing = "/dev/null";

function timeSize(folder: string, size: number, note: Note, emptyTable: () => void): void {
  const rules = join(folder, "rules");
  writeFileSync(rules, rulesOf(size));
  const printed = new Map<string, string>();
  for (const program of programs) {
    emptyTable();
    for (const words of commands) {
      const { time, text } = timed(folder, [program, words], words === "-R" ? rules : nothing);
      note(`${program} ${words} ${size}`, time);
      if ((printed.get(words) ?? text) !== text)
        throw new Error(`ipvsadm and lvsadm differ in ${words} of ${size} lines`);
      printed.set(words, text);
    }
  }
}

function timed(folder: string, argv: readonly string[], input = nothing): { time: number; text: string } {
  const [program = "", ...words] = argv;
  const output = join(folder, "output");
  const [from, to] = [openSync(input, "r"), openSync(output, "w")];
  const begin = performance.now();
  const { status, stderr } = spawnSync(program, words, {
    stdio: [from, to, "pipe"],
    encoding: "utf8",
    timeout: 300_000,
  });
  const time = performance.now() - begin;
  closeSync(from);
  closeSync(to);
  if (status !== 0) throw new Error(`${argv.join(" ")} ended with status ${status}: ${stderr}`);
  return { time, text: readFileSync(output, "utf8") };
}

/** ipvsadm -R is left out: it holds one line at a time, and takes long for all of them. */
const weighed = [
  ["lvsadm", "-R"],
  ["lvsadm", "-Ln"],
  ["ipvsadm", "-Ln"],
  ["lvsadm", "-Sn"],
  ["ipvsadm", "-Sn"],
] as const;

async function weighSize(folder: string, size: number, note: Note): Promise<void> {
  const rules = join(folder, "rules");
  writeFileSync(rules, rulesOf(size));
  for (const [program, words] of weighed) {
    const start = { name: `${program} ${words}`, argv: [program, words] };
    note(`${start.name} ${size} memory`, await peakMemory(start, words === "-R" ? rules : nothing));
  }
}
