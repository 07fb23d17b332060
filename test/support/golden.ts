/**
 * The recorded runs of Debian 12's ipvsadm 1.31 (test/fixtures/ipvsadm-golden.json), and what of them is ours to repeat now.
 * Recorded inside User Mode Linux 6.1, each in a network namespace of its own.
 */

import { readFileSync } from "node:fs";
import { asLvsadm, type Result } from "./ipvsadm-differences.ts";

export interface GoldenCase extends Result {
  readonly name: string;
  /** Command lines of ipvsadm that were carried out first. */
  readonly setup: readonly (readonly string[])[];
  readonly argv: readonly string[];
  /** Text for standard input. */
  readonly stdin?: string;
  /** Text of /etc/hosts. */
  readonly hosts?: string;
  /** Text of /proc/net/ip_vs_conn. */
  readonly conn?: string;
  readonly uid?: number;
  readonly links?: readonly string[];
  readonly addrs?: readonly string[];
  readonly traffic?: readonly { readonly host: string; readonly port: number }[];
}

/** Seen from dist/test/support/. */
const recorded = new URL("../../../test/fixtures/ipvsadm-golden.json", import.meta.url);

export const goldenCases: readonly GoldenCase[] = JSON.parse(readFileSync(recorded, "utf8"));

const laterCommands = /^(-Z|--zero|--set|--start-daemon|--stop-daemon)(=|$)/;
const laterLists =
  /^(-[A-Za-z]*c|--connection|--timeout|--daemon|--stats|--rate|--thresholds|--persistent-conn|--tun-info)$/;

/** The word that makes a command line one of a later issue. */
export function laterWord(argv: readonly string[]): string | undefined {
  const word = argv.find((one, i) => (i === 0 ? laterCommands : laterLists).test(one));
  return word ?? (/^-[Ll].*c/.test(argv[0] ?? "") ? argv[0] : undefined);
}

/**
 * Why lvsadm does not do this yet: a command or a format of a later issue that ipvsadm carried out or the kernel refused.
 * Complaints about words (status 2 and those of syntax) are ours for every command.
 */
export function laterReason({ argv, setup, exit, stderr, stdin }: GoldenCase): string | undefined {
  const complaint = exit === 2 || /^Try |: (unknown option|missing argument|option does)/.test(stderr);
  const rules = stdin?.split("\n").map((line) => line.split(" ")) ?? [];
  const lines = complaint ? setup : [...setup, argv, ...rules];
  return lines.map(laterWord).find((word) => word !== undefined);
}

/** What lvsadm does in a recorded case: the same, but for the deliberate differences. */
export function expected({ name, exit, stdout, stderr, saved }: GoldenCase): Result {
  return asLvsadm({ exit, stdout, stderr, ...(saved === undefined ? {} : { saved }) }, name);
}
