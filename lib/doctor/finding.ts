/** What the doctor says: one thing that is wrong, what shows it, and the commands that mend it. Plain data. */

/** error: clients are not served as the table says; warning: that happens to some, or with the next change; note: worth knowing. */
export type Severity = "error" | "warning" | "note";

/** Stable names for scripts; the manual page lists them. In the order in which findings of one severity are told. */
export const findingCodes = [
  "no-ipvs",
  "empty-table",
  "vip-absent",
  "vip-link-down",
  "vip-without-arp",
  "vip-on-loopback",
  "vip-contested",
  "reverse-path",
  "firewall-drops",
  "firewall-rewrites",
  "no-servers",
  "all-drained",
  "all-overloaded",
  "no-scheduler",
  "no-route",
  "silent-neighbour",
  "nothing-listens",
  "not-forwarding",
  "replies-missing",
  "one-armed",
  "redirects",
  "nat-rules-skipped",
  "port-ignored",
  "not-on-link",
  "tunnel-mtu",
  "overloaded",
  "odd-netmask",
  "sticky-drained",
  "orphaned-connections",
  "sync-link-down",
  "sync-role",
] as const;

export type FindingCode = (typeof findingCodes)[number];

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** What it is about: a service (`TCP 172.16.12.110:80`), a real server of one, or this host. */
  readonly subject: string;
  /** What is wrong and what comes of it, without a full stop. */
  readonly sentence: string;
  /** Never empty. */
  readonly evidence: readonly Evidence[];
  /** Commands in order; words in capitals are for the person to fill in. Empty where no command can mend it. */
  readonly mend: readonly Mend[];
}

export interface Evidence {
  /** Where it can be looked at: a kernel parameter, a command, a file. */
  readonly what: string;
  readonly value: string;
}

export interface Mend {
  readonly command: string;
  /** Where to run it, where that is not this host. */
  readonly on?: string;
}

const severities: readonly Severity[] = ["error", "warning", "note"];

/** Errors first; within a severity in the order of {@link findingCodes}, then as found. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      findingCodes.indexOf(a.code) - findingCodes.indexOf(b.code),
  );
}
