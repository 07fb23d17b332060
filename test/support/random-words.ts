/** Words that a kind of value or a form of arguments takes, chosen at random: what the table allows, a test can try. */

import type { Arguments } from "../../lib/config/arguments.ts";
import type { Kind } from "../../lib/config/values/kind.ts";

export type Below = (below: number) => number;

/** What stands for kinds that are neither numbers nor words of a list, by their name in the synopsis. */
const samples: Readonly<Record<string, readonly string[]>> = {
  ADDRESS: ["192.0.2.1", "192.0.2.250", "2001:db8::7"],
  "ADDRESS[/LEN]": ["192.0.2.1", "192.0.2.2/24", "2001:db8::1/64"],
  "ADDRESS[-LAST]|ADDRESS/LEN": ["192.0.2.1", "192.0.2.1-9", "2001:db8::1-1f", "198.51.100.0/28", "2001:db8::/120"],
  "ADDRESS|+|-": ["192.0.2.255", "+", "-"],
  GROUP4: ["224.0.0.18", "239.255.0.1"],
  GROUP6: ["ff02::12"],
  MULTICAST: ["224.0.0.19", "ff02::13"],
  INTERFACE: ["eth0", "bond0.7"],
  USER: ["root", "keepalived_script"],
  GROUP: ["root", "wheel"],
  COMMAND: ["/bin/true", "\"/bin/sh -c 'exit 3'\"", "'/usr/bin/killall -0 haproxy'", '"//odd $HOME #1"'],
  MD5: ["0123456789abcdef0123456789ABCDEF"],
  HEX: ["0a0b", "00"],
  MASK: ["022", "IRWXG|IRWXO"],
  "MASK|LEN": ["255.255.255.0"],
  "CODE[-CODE]": ["200", "200-204", "300-399"],
  "2|3": ["2", "3"],
  PASS: ["PASS", "AH"],
  "MTU|ADVERT|BYTES": ["MTU", "4096"],
  HOST: ["127.0.0.1", "mail.example.com"],
  REGEX: ['"a.c"', "'[a-z]+ x'", '"^\\s*\\d{3}$"'],
  SCOPE: ["global", "link", "77"],
  SEC: ["forever", "0", "3600"],
  PREFIX: ["192.0.2.0/24", "198.51.100.7", "default", "any", "2001:db8::/64"],
  TABLE: ["main", "100", "0x10"],
  PROTOCOL: ["static", "18"],
  TOS: ["AF11", "0x10", "8"],
  "REALM[/REALM]": ["1", "cosmos/2"],
  "MARK[/MASK]": ["7", "0x10/0xff"],
  "FIRST-LAST": ["10-20", "1-1"],
  IPPROTO: ["tcp", "17"],
  ID: ["5", "18446744073709551615"],
  PREFERENCE: ["low", "200"],
  MAC: ["02:00:00:00:00:01", "2:0:0:0:0", "0a:0B:0c:00:00:"],
  "[lock] NAME": ["reno", "lock cubic"],
  "ip|ip6|mpls|ila ...": [
    "ip dst 192.0.2.1 ttl 9",
    "ip6 dst 2001:db8::1 tc AF11 hoplimit 3",
    "mpls 100/200",
    "ila 1:2:3:4",
  ],
  PASSWORD: ['"p#w {1}"', "plain", '"~x"'],
};

const names = [
  "n1",
  '"a b"',
  '"x#y"',
  "it's",
  '"{brace}"',
  '"//two"',
  '"$NAME"',
  "ü",
  '"@host"',
  "-",
  '"include"',
  "a\\!b",
];

/** @returns a word, in quotes where it needs them. */
export function wordOf(kind: Kind<unknown>, below: Below): string {
  const pick = (of: readonly string[]) => of[below(of.length)] ?? "";
  if (kind.range && kind.extent && below(2) === 0) return `lock ${numberIn(kind.range, kind.synopsis, below)}`;
  if (kind.range) return numberIn(kind.range, kind.synopsis, below);
  if (kind.words) return pick(kind.words);
  return pick(samples[kind.synopsis] ?? names);
}

/** @returns the words, each in quotes where it needs them. */
export function wordsOf(takes: Arguments<unknown>, below: Below): string[] {
  const count = takes.least + below(takes.kinds.length - takes.least + 1);
  const last = takes.kinds.at(-1);
  const more =
    takes.repeats && last && count === takes.kinds.length ? Array.from({ length: below(3) }, () => last) : [];
  const words = [...takes.kinds.slice(0, count), ...more].map((kind) => wordOf(kind, below));
  const options = Object.entries(takes.options ?? {}).filter(() => below(3) === 0);
  return [...words, ...options.flatMap(([name, kind]) => (kind === true ? name : [name, wordOf(kind, below)]))];
}

/** Seconds have decimals where the kind's text says so. */
function numberIn([least, most]: readonly [number, number], synopsis: string, below: Below): string {
  const whole = Math.ceil(least) + below(Math.floor(most) - Math.ceil(least) + 1);
  const decimals = synopsis === "SEC" && !Number.isInteger(least) && whole < most && below(2) === 0;
  return decimals ? `${whole}.${String(1 + below(999_999)).padStart(6, "0")}` : String(whole);
}
