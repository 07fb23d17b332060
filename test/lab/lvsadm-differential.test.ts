/**
 * Random command lines, right and wrong, through Debian's ipvsadm and through lvsadm, each on a table of its own in the kernel:
 * the same words on both streams, the same exit status, and the same table afterwards as ipvsadm reads it. Listings are made of
 * one and the same table. `node dist/test/lab/lvsadm-differential.test.js SEED [LINES]` plays a run again.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { native } from "../../lib/native/addon.ts";
import { fewServices } from "../support/fake-names.ts";
import { asLvsadm, asSavedByIpvsadm, isComparable } from "../support/ipvsadm-differences.ts";
import { ipvsadmLines, lineHosts } from "../support/ipvsadm-lines.ts";
import { type Outcome, runLvsadm, Shell } from "./in-process.ts";
import { labTest } from "./lab-test.ts";

const usualLines = 300;
/** A program starts in 30 ms in a quiet machine, in 200 ms in a busy one. */
const longestLine = 600;
/** How many lines are tried before the tables are compared. */
const linesBetween = 10;
/** Enough to see what is wrong. */
const mostDifferences = 12;

/** A network namespace that one of the two works on, and a shell in it. */
function place(name: string): Shell {
  execFileSync("ip", ["netns", "add", name]);
  execFileSync("ip", ["-n", name, "link", "set", "lo", "up"]);
  return new Shell(["ip", "netns", "exec", name, "sh"]);
}

/** In one program: starting four takes four times as long. */
const readEverything = "printf '%s\\n' '-S -n' '-L -n --thresholds' '-L --timeout' '-L --daemon' | ipvsadm -R";

/** The order of entries is the kernel's where ipvsadm's sorting is undecided, and that is not the same in both. */
async function tableIn(shell: Shell): Promise<string[]> {
  return (await shell.script(readEverything)).stdout.split("\n").sort();
}

function isListing([command = ""]: readonly string[]): boolean {
  return /^(-[LlS]|--list|--save|$)/.test(command);
}

interface Places {
  /** ipvsadm's. */
  readonly theirs: Shell;
  /** lvsadm's, where this process is too. */
  readonly ours: Shell;
}

/** @returns whether they were carried out. */
async function compareWords(words: readonly string[], { theirs, ours }: Places, posix: boolean): Promise<boolean> {
  const variables = posix ? { POSIXLY_CORRECT: "1" } : undefined;
  const peer = await runIpvsadm(words, isListing(words) ? ours : theirs, variables);
  const own = await runLvsadm(words, "", variables);
  const said = /^(-S|--save)/.test(words[0] ?? "") ? { ...own, stdout: asSavedByIpvsadm(own.stdout) } : own;
  assert.deepEqual(
    said,
    asLvsadm(peer),
    `${JSON.stringify(words)}${posix ? " with POSIXLY_CORRECT" : ""}: what it says`,
  );
  return own.exit === 0;
}

/** Compares the tables after a few lines: to read them takes longer than to change them. */
async function compareTables(since: readonly string[][], { theirs, ours }: Places): Promise<void> {
  const [own, peer] = [await tableIn(ours), await tableIn(theirs)];
  assert.deepEqual(own, peer, `the table after ${since.map((words) => JSON.stringify(words)).join(" ")}`);
}

/** ipvsadm may wait for ever once it has stopped a daemon. */
function runIpvsadm(
  words: readonly string[],
  shell: Shell,
  variables: Readonly<Record<string, string>> | undefined,
): Promise<Outcome> {
  const limit = words.some((word) => word.startsWith("--stop-daemon")) ? ["timeout", "5"] : [];
  return shell.run([...limit, "ipvsadm", ...words], variables);
}

async function reset({ theirs, ours }: Places): Promise<void> {
  for (const shell of [theirs, ours])
    await shell.script(
      "ipvsadm -C; ipvsadm --set 900 120 300; for s in master backup; do timeout 5 ipvsadm --stop-daemon $s; done",
    );
}

await labTest(
  import.meta.url,
  async (lab) => {
    const seed = Number(process.argv[2] ?? Date.now() % 1_000_000);
    const lineCount = Number(process.argv[3] ?? usualLines);
    writeFileSync("/etc/hosts", lineHosts);
    writeFileSync("/etc/services", fewServices);
    writeFileSync("/etc/nsswitch.conf", "hosts: files\nservices: files\n");
    const places = { theirs: place("theirs"), ours: place("ours") };
    assert.equal(native().setNetworkNamespace("/run/netns/ours"), 0);
    const lines = ipvsadmLines(seed);
    const differences: string[] = [];
    let carriedOut = 0;
    const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await work();
      } catch (error) {
        differences.push(error instanceof Error ? error.message : String(error));
        await reset(places);
        return undefined;
      }
    };
    await lab.check(
      `${lineCount} random command lines, seed ${seed}: ipvsadm and lvsadm say and do the same`,
      async () => {
        for (let done = 0; done < lineCount && differences.length < mostDifferences; done += linesBetween) {
          const some = Array.from({ length: linesBetween }, () => lines.next().value).filter(isComparable);
          // The last line of each with options that end at the first word.
          for (const words of some)
            if (await attempt(() => compareWords(words, places, words === some.at(-1)))) carriedOut++;
          await attempt(() => compareTables(some, places));
        }
        assert.ok(differences.length === 0, differences.join("\n\n"));
        assert.ok(carriedOut > lineCount / 4, `only ${carriedOut} lines were carried out`);
      },
      { within: lineCount * longestLine },
    );
    for (const shell of [places.theirs, places.ours]) shell.end();
  },
  { args: process.argv.slice(2), secondsLimit: 1_200 },
);
