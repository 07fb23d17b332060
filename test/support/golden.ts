/**
 * The recorded runs of Debian 12's ipvsadm 1.31 (test/fixtures/ipvsadm-golden.json), and what of them is ours to repeat now.
 * Recorded inside User Mode Linux 6.1, each in a network namespace of its own.
 */

import { readFileSync } from "node:fs";

export interface GoldenCase {
  readonly name: string;
  /** Command lines of ipvsadm that were carried out first. */
  readonly setup: readonly (readonly string[])[];
  readonly argv: readonly string[];
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The table afterwards as `ipvsadm -S -n`; absent for listings. */
  readonly saved?: string;
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

const laterCommands = /^(-R|--restore|-Z|--zero|--set|--start-daemon|--stop-daemon)(=|$)/;
const laterLists =
  /^(-[A-Za-z]*c|--connection|--timeout|--daemon|--stats|--rate|--thresholds|--persistent-conn|--tun-info)$/;

/** The word that makes a command line one of a later issue. */
export function laterWord(argv: readonly string[]): string | undefined {
  const word = argv.find((one, i) => (i === 0 ? laterCommands : laterLists).test(one));
  return word ?? (/^-[Ll].*c/.test(argv[0] ?? "") ? argv[0] : undefined);
}

/**
 * Why lvsadm does not do this yet: a command or a format of a later issue that ipvsadm carried out or the kernel refused.
 * Complaints about words (status 2 and those of syntax) are ours for every command; those that -R makes about its lines are not.
 */
export function laterReason({ argv, setup, exit, stderr, stdin }: GoldenCase): string | undefined {
  const complaint = exit === 2 || /^Try |: (unknown option|missing argument|option does)/.test(stderr);
  const lines = complaint && (stdin === undefined || argv.length > 1) ? setup : [...setup, argv];
  return lines.map(laterWord).find((word) => word !== undefined);
}

/** Where lvsadm is deliberately better: a mark of 2^31 or more and flag-3 of sh and mh are written so that they can be read back. */
export function improved(text: string): string {
  return text.replace("-f -1 ", "-f 4294967295 ").replace("FWM  2 sh ()", "FWM  2 sh (flag-3)");
}
