/**
 * The recorded runs of Debian 12's ipvsadm 1.31 (test/fixtures/ipvsadm-golden.json), and what lvsadm does in each.
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
  /** UDP datagrams sent after the set-up. */
  readonly traffic?: readonly GoldenTraffic[];
}

export interface GoldenTraffic {
  readonly host: string;
  readonly port: number;
  /** Bytes of each. */
  readonly size: number;
  readonly count?: number;
}

/** Seen from dist/test/support/. */
const recorded = new URL("../../../test/fixtures/ipvsadm-golden.json", import.meta.url);

export const goldenCases: readonly GoldenCase[] = JSON.parse(readFileSync(recorded, "utf8"));

/** What lvsadm does in a recorded case: the same, but for the deliberate differences. */
export function expected({ name, exit, stdout, stderr, saved }: GoldenCase): Result {
  return asLvsadm({ exit, stdout, stderr, ...(saved === undefined ? {} : { saved }) }, name);
}
