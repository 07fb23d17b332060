/**
 * Command lines of ipvsadm by chance: most make sense and meet few services again and again, so that entries are there to be
 * changed; the rest are bent in one or two places. Repeatable by their seed.
 */

import { random } from "./random.ts";

/** Chance, and what the lines so far have made likely. */
interface Chance {
  (end: number): number;
  /** Services that were to be added, the last ones. */
  known: (readonly string[])[];
}

type Below = Chance;

/** Hosts that the lines name, for /etc/hosts. */
export const lineHosts =
  "127.0.0.1 localhost\n::1 localhost\n10.0.0.1 vip.example.test vip\n10.0.0.2 web1\n2001:db8::1 vip6\n";

const services: readonly (readonly string[])[] = [
  ["-t", "10.0.0.1:80"],
  ["-t", "10.0.0.1:http"],
  ["-t", "10.0.0.1:0"],
  ["-t", "10.0.0.9"],
  ["--tcp-service", "vip:443"],
  ["-u", "10.0.0.1:53"],
  ["-u", "10.0.0.1:domain"],
  ["--udp-service=10.1:5060"],
  ["--sctp-service", "10.0.0.1:5672"],
  ["--sctp-service", "10.0.0.1:amqp"],
  ["-t", "[2001:db8::1]:443"],
  ["-u", "[2001:db8::1]:5060"],
  ["-t", "2001:db8::1"],
  ["-t", "[::ffff:10.0.0.1]:80"],
  ["-f", "7"],
  ["-f", "7", "-6"],
  ["--fwmark-service", "2147483647"],
  ["-f", "4294967295"],
  ["-f9", "--ipv6"],
];

const servers = [
  "10.0.0.2",
  "10.0.0.2:80",
  "10.0.0.2:8080",
  "10.0.0.3:http",
  "10.0.0.4",
  "web1:www",
  "[2001:db8::2]:443",
  "[2001:db8::2]:0",
  "2001:db8::3",
  "[2001:db8::4]:http",
  "127.0.0.1:80",
] as const;

const schedulers = "rr wrr lc wlc lblc lblcr dh sh sed nq fo ovf mh none".split(" ");
const seconds = ["1", "50", "360", "2678400"] as const;
const counts = ["0", "1", "3", "100", "65535", "2147483647"] as const;

/** Each with how often it is taken. */
const kinds: readonly (readonly [often: number, make: (below: Below) => string[]])[] = [
  [14, addService],
  [7, (below) => withService(below, pick(below, "-E", "--edit-service"), ofService)],
  [3, (below) => [pick(below, "-D", "--delete-service"), ...service(below)]],
  [24, (below) => withService(below, pick(below, "-a", "-a", "--add-server"), server, ofServer)],
  [10, (below) => withService(below, pick(below, "-e", "--edit-server"), server, ofServer)],
  [5, (below) => withService(below, pick(below, "-d", "--delete-server"), server)],
  [1, (below) => [pick(below, "-C", "--clear")]],
  [22, list],
  [3, (below) => [pick(below, "-S", "--save"), ...maybe(below, 2, "-n")]],
  [3, (below) => [pick(below, "-Z", "--zero"), ...(below(3) ? service(below) : [])]],
  [2, (below) => ["--set", ...[0, 1, 2].map(() => pick(below, "0", "7", "900", "+20", " 3", "2678400"))]],
  [2, startDaemon],
  [2, (below) => ["--stop-daemon", pick(below, "master", "backup"), ...maybe(below, 4, "--syncid", "3")]],
  [1, (below) => [pick(below, "-Q", "now", "-n", "--", "-", "")]],
];

/** @returns an endless row of command lines. */
export function* ipvsadmLines(seed: number): Generator<string[], never> {
  const below: Chance = Object.assign(random(seed), { known: [] });
  for (;;) {
    let words = kindAt(below(total))(below);
    for (let bends = [0, 0, 0, 0, 1, 2][below(6)] ?? 0; bends > 0; bends--) words = bend(words, below);
    yield words;
  }
}

const total = kinds.reduce((sum, [often]) => sum + often, 0);

function kindAt(position: number): (below: Below) => string[] {
  let rest = position;
  for (const [often, make] of kinds) {
    if (rest < often) return make;
    rest -= often;
  }
  return list;
}

function pick<T>(below: Below, ...from: readonly T[]): T {
  return from[below(from.length)] as T;
}

/** The words once in `rarely` times. */
function maybe(below: Below, rarely: number, ...words: readonly string[]): readonly string[] {
  return below(rarely) === 0 ? words : [];
}

function addService(below: Below): string[] {
  const added = pick(below, ...services);
  below.known = [added, ...below.known].slice(0, 6);
  return [pick(below, "-A", "-A", "--add-service"), ...added, ...ofService(below, added)];
}

type More = (below: Below, service: readonly string[]) => readonly string[];

function withService(below: Below, command: string, ...more: readonly More[]): string[] {
  const words = service(below);
  return [command, ...words, ...more.flatMap((make) => make(below, words))];
}

/** Mostly one that is there. */
function service(below: Below): readonly string[] {
  return below.known.length > 0 && below(8) > 0 ? pick(below, ...below.known) : pick(below, ...services);
}

/** Mostly of the service's family. */
function server(below: Below, ofService: readonly string[]): string[] {
  const inet6 = /::|-6|--ipv6/.test(ofService.join(" "));
  const fitting = servers.filter((one) => one.includes("::") === inet6);
  return [pick(below, "-r", "-r", "--real-server"), pick(below, ...(below(6) > 0 ? fitting : servers))];
}

function ofService(below: Below, service: readonly string[]): string[] {
  const scheduler = pick(below, ...schedulers);
  const own = scheduler === "sh" || scheduler === "mh" ? `${scheduler}-port,${scheduler}-fallback` : "flag-1,flag-3";
  const persistent = pick(below, ["-p"], ["-p", pick(below, ...seconds)], [`-p${pick(below, ...seconds)}`]);
  const portless = /:0$|\.9$|::1$/.test(service.join(" "));
  const packets = /-u|-f/.test(service.join(" "));
  return [
    ...maybe(
      below,
      2,
      pick(below, "-s", "--scheduler"),
      scheduler,
      ...maybe(below, 3, "-b", pick(below, own, "flag-2")),
    ),
    ...maybe(below, 20, "-b", pick(below, ...own.split(","))),
    ...(portless || below(3) === 0 ? persistent : []),
    ...maybe(below, 4, "-M", pick(below, "255.255.255.0", "255.255.255.255", "0.0.0.0", "64", "128", "1")),
    ...maybe(below, packets ? 4 : 25, pick(below, "-o", "--ops")),
    ...maybe(below, 5, "--pe", "sip"),
  ];
}

function ofServer(below: Below): string[] {
  const tunnel = [
    ["--tun-type", "ipip"],
    ["--tun-type", "gue", "--tun-port", "6080"],
    ["--tun-type", "gue", "--tun-port", "6080", pick(below, "--tun-csum", "--tun-remcsum", "--tun-nocsum")],
    ["--tun-type", "gre", pick(below, "--tun-csum", "--tun-nocsum", "--tun-remcsum")],
    [],
  ];
  const forwarding = pick(below, [], ["-g"], ["-m"], ["-i", ...pick(below, ...tunnel)], ["-m"], ["--ipip"]);
  return [
    ...forwarding,
    ...maybe(below, 2, pick(below, "-w", "--weight"), pick(below, ...counts)),
    ...maybe(below, 4, "-x", pick(below, ...counts)),
    ...maybe(below, 5, "-y", pick(below, ...counts)),
  ];
}

function list(below: Below): string[] {
  const formats = ["--stats", "--rate", "--thresholds", "--persistent-conn", "--tun-info"] as const;
  const what = pick(
    below,
    [],
    service(below),
    [pick(below, ...formats)],
    [pick(below, ...formats)],
    [pick(below, ...formats), ...service(below)],
    [pick(below, ...formats), pick(below, ...formats)],
    [pick(below, "-c", "--timeout", "--daemon")],
  );
  return [
    pick(below, "-L", "-l", "--list", "-Ln", "-ln"),
    ...what,
    ...maybe(below, 3, pick(below, "-n", "-X", "--exact", "--sort", "--nosort")),
  ];
}

function startDaemon(below: Below): string[] {
  return [
    "--start-daemon",
    pick(below, "master", "backup"),
    ...(below(5) ? ["--mcast-interface", "lo"] : []),
    ...maybe(below, 3, "--syncid", pick(below, "0", "7", "255")),
    ...maybe(below, 4, "--mcast-group", pick(below, "239.1.2.3", "224.0.0.81", "ff05::51", "ff02::1:1")),
    ...maybe(below, 4, "--mcast-port", pick(below, "1", "9000", "65535")),
    ...maybe(below, 4, "--mcast-ttl", pick(below, "1", "255")),
    ...maybe(below, 4, "--sync-maxlen", pick(below, "1", "500", "1400", "65507")),
  ];
}

const strangeValues = [
  ...[
    "",
    " ",
    "-",
    "--",
    "-1",
    "0",
    "007",
    "+5",
    " 5",
    "5 ",
    "5x",
    "0x10",
    "1.5",
    "1e3",
    "abc",
    "ä",
    "%s",
    "a b",
    "'",
    "\n",
  ],
  ...["65535", "65536", "2147483648", "4294967295", "4294967296", "9223372036854775808", "99999999999999999999999"],
  ...[
    "[",
    "[]",
    "[]:80",
    "[::1]",
    "[::1]:",
    "[::1]:80",
    "[::1]x:80",
    "[10.0.0.1]:80",
    "[vip]:80",
    "::",
    "::1%lo",
    "1::2::3",
  ],
  ...[":80", "10.0.0.1:", "10.0.0.1:80:80", "10.1:80", "0x0a000001:80", "010.0.0.1:80", "167772161", "167772161:80"],
  ...[
    "1.2.3.4.5:80",
    "256.1.1.1:80",
    "10.0.0.1 x:80",
    "10.0.0.1: 80",
    "10.0.0.1:HTTP",
    "vip",
    "vip:",
    "vip6:80",
    "nobody:80",
  ],
  ...[
    "0.0.0.0:80",
    "0.0.0.0:0",
    "255.255.255.255:80",
    "224.0.0.1:80",
    "[fe80::1]:80",
    "[ff02::1]:80",
    "[::]:0",
    "[::]:80",
  ],
  ...["a-scheduler-that-has-a-long-name", "RR", "sh", "sip-but-longer-than-sixteen", "master", "Backup", "gue", "GRE"],
  ...[
    "rr,sh",
    "flag-1,,flag-2",
    "flag-1,",
    ",flag-1",
    "flag-4",
    "sh-port",
    "mh-port",
    "239.0.0.1",
    "10.0.0.1",
    "ff02::1",
  ],
  ...["eth0", "lo", "lo345678901234567890", "-t", "-s", "-p", "--sort"],
] as const;

const strayOptions = [
  ...[
    "-n",
    "-c",
    "-X",
    "-6",
    "-o",
    "-g",
    "-i",
    "-m",
    "-p",
    "-A",
    "-h",
    "-v",
    "-Q",
    "--sort",
    "--nosort",
    "--stats",
    "--rate",
  ],
  ...[
    "--timeout",
    "--daemon",
    "--thresholds",
    "--persistent-conn",
    "--tun-info",
    "--exact",
    "--ipv6",
    "--ops",
    "--help",
  ],
  ...[
    "--tun-csum",
    "--tun-nocsum",
    "--tun-remcsum",
    "--stats=1",
    "--schedule",
    "--Scheduler",
    "---",
    "-=",
    "-s=rr",
    "-w=3",
  ],
  ...[
    "-gw5",
    "-mw=5",
    "-nX",
    "-p5",
    "-p=5",
    "-p-5",
    "--persistent=5",
    "--weight=7",
    "-f7",
    "-t10.0.0.1:80",
    "-srr",
    "-s=",
  ],
] as const;

const bends: readonly ((words: string[], below: Below) => string[])[] = [
  (words, below) => words.filter((_, i) => i !== (words.length > 1 ? 1 + below(words.length - 1) : 0)),
  (words, below) => words.toSpliced(below(words.length + 1), 0, pick(below, ...strayOptions)),
  (words, below) => words.toSpliced(below(words.length + 1), 0, pick(below, ...strangeValues)),
  (words, below) => replaceValue(words, pick(below, ...strangeValues), below),
  (words, below) => replaceValue(words, pick(below, ...strangeValues), below),
  (words, below) => replaceValue(words, pick(below, ...strangeValues), below),
  swap,
  repeat,
  joinValue,
];

function bend(words: string[], below: Below): string[] {
  return pick(below, ...bends)(words, below);
}

function replaceValue(words: string[], value: string, below: Below): string[] {
  const places = words.flatMap((word, i) => (i > 0 && !/^-\D/.test(word) ? [i] : []));
  return places.length === 0 ? words : words.with(pick(below, ...places), value);
}

/** Two options, each with the word after it. */
function swap(words: string[], below: Below): string[] {
  const [first = "", ...rest] = words;
  const at = below(rest.length + 1);
  return [first, ...rest.slice(at), ...rest.slice(0, at)];
}

function repeat(words: string[], below: Below): string[] {
  const at = below(words.length + 1);
  return [...words, ...words.slice(at, at + 2)];
}

/** `-w 5` → `-w5`, `--weight 5` → `--weight=5`. */
function joinValue(words: string[], below: Below): string[] {
  const at = below(words.length);
  const [word = "", value] = words.slice(at);
  if (value === undefined || !word.startsWith("-")) return words;
  return words.toSpliced(at, 2, word.startsWith("--") ? `${word}=${value}` : `${word}${pick(below, "", "=")}${value}`);
}
