/** `npm run demo` and `npm run lab -- SCENARIO [--shell | --peer]`: plays a scenario in the lab with narration. */

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import chalk from "chalk";
import type { LabEvent } from "./events.ts";
import { cannotByNature, runMachine } from "./host/machine.ts";

const here = dirname(fileURLToPath(import.meta.url));
const modes: Readonly<Record<string, string>> = { "--demo": "demo", "--shell": "shell", "--peer": "peer" };

/** Names of the scenarios that exist. */
function scenarios(): string[] {
  const files = readdirSync(join(here, "scenarios")).filter(
    (name) => name.endsWith(".js") && !name.endsWith(".test.js"),
  );
  return files.map((name) => name.slice(0, -".js".length)).sort();
}

/** The scenario and mode that the words ask for, or what is wrong with them. */
function understand(words: readonly string[]): { name: string; mode: string } | { fault: string } {
  const names = words.filter((word) => !word.startsWith("-"));
  const flags = words.filter((word) => word.startsWith("-"));
  const existing = `the scenarios are: ${scenarios().join(", ")}`;
  const usage = "usage: npm run lab -- SCENARIO [--shell | --peer]";
  const [name] = names;
  if (name === undefined || names.length > 1) return { fault: `${usage}; ${existing}` };
  if (!scenarios().includes(name)) return { fault: `there is no scenario '${name}'; ${existing}` };
  const [flag = ""] = flags;
  if (flags.length > 1 || (flag !== "" && !Object.hasOwn(modes, flag)))
    return { fault: `'${flags.join(" ")}' is not understood; ${usage}` };
  return { name, mode: modes[flag] ?? "play" };
}

class Narrator {
  failures = 0;
  readonly #begin = performance.now();
  /** A raw terminal wants the carriage return that nobody adds. */
  readonly #newline: string;

  constructor(raw: boolean) {
    this.#newline = raw ? "\r\n" : "\n";
  }

  hear(event: LabEvent): void {
    if (event.type === "say") this.print(event.text);
    if (event.type === "skip") this.print(chalk.yellow(`- ${event.name}: skipped, ${event.why}`));
    if (event.type !== "check") return;
    if (!event.ok) this.failures++;
    if (event.ok) this.print(`${chalk.green("✓")} ${event.name}`);
    else this.print(chalk.red(`✗ ${event.name}\n${event.detail ?? ""}`));
  }

  print(text: string): void {
    const seconds = ((performance.now() - this.#begin) / 1000).toFixed(1).padStart(5);
    const [first = "", ...rest] = text.split("\n");
    const lines = [`${chalk.dim(`${seconds} s`)}  ${first}`, ...rest.map((line) => `         ${line}`)];
    process.stdout.write(lines.join(this.#newline) + this.#newline);
  }
}

async function play(name: string, mode: string): Promise<number> {
  const interactive = mode === "shell";
  const narrator = new Narrator(interactive);
  const terminal = [process.env.TERM ?? "linux", `${process.stdout.rows ?? 24}`, `${process.stdout.columns ?? 80}`];
  const console: string[] = [];
  narrator.print(`${name}: the lab boots (User Mode Linux with IPVS; nothing of it reaches this machine)`);
  const end = await runMachine({
    script: join(here, "guest/play.js"),
    args: [name, mode, ...terminal],
    secondsLimit: interactive ? 24 * 3600 : 300,
    interactive,
    onEvent: (event) => narrator.hear(event),
    onConsole: (line) => console.push(line),
  });
  if (interactive) spawnSync("stty", ["sane"], { stdio: "inherit" });
  if (end.status === 0 && narrator.failures === 0) return 0;
  const why = end.status === undefined ? end.why : unsuccessful(end.status, narrator.failures);
  process.stderr.write(`lvskit: ${name} FAILED: ${why}\n${console.slice(-20).join("\n")}\n`);
  return 1;
}

function unsuccessful(status: number, failures: number): string {
  if (failures === 0) return `its program ended with status ${status}`;
  return failures === 1 ? "a claim did not hold" : `${failures} of its claims did not hold`;
}

async function main(): Promise<number> {
  const asked = understand(process.argv.slice(2));
  const never = cannotByNature();
  const fault = "fault" in asked ? asked.fault : never;
  if ("fault" in asked || never !== undefined) {
    process.stderr.write(`lvskit: ${fault}\n`);
    return 2;
  }
  if (asked.mode === "shell" && !(process.stdin.isTTY && process.stdout.isTTY)) {
    process.stderr.write("lvskit: --shell needs a terminal on standard input and output\n");
    return 2;
  }
  return await play(asked.name, asked.mode);
}

process.exitCode = await main();
