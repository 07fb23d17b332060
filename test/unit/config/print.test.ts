/** Load → print → load is the identity, for settings and whole configurations made at random and for the fixtures. */

import { readFileSync } from "node:fs";
import t from "tap";
import type { Check } from "../../../lib/check/model.ts";
import type { KeywordBlock } from "../../../lib/config/block-names.ts";
import { BlockValues } from "../../../lib/config/block-values.ts";
import { allKeywords, blocksOf, rowOf, rowsOf } from "../../../lib/config/keywords.ts";
import { printConfiguration } from "../../../lib/config/print.ts";
import type { Settings } from "../../../lib/config/settings.ts";
import { hasErrors } from "../../../lib/diag/diagnostic.ts";
import type { Forwarding, VirtualServer } from "../../../lib/director/model.ts";
import type { ServerPolicy, ServicePolicy } from "../../../lib/director/policy.ts";
import { address } from "../../../lib/net/address.ts";
import { type Manners, Secret, type VrrpInstance } from "../../../lib/vrrp/instance.ts";
import type { Notify } from "../../../lib/vrrp/notify.ts";
import type { Tracked, Trackers } from "../../../lib/vrrp/tracking.ts";
import { loadText as read } from "../../support/configuration.ts";
import { random } from "../../support/random.ts";
import { randomConfiguration } from "../../support/random-configuration.ts";

type Below = (below: number) => number;

/** Secrets as their text, so that two of them can be compared. */
function comparable({ instances, ...rest }: Settings): unknown {
  const open = instances.map(({ authentication, ...instance }) => ({
    ...instance,
    password: authentication.type === "none" ? undefined : authentication.secret.reveal(),
  }));
  return { ...rest, instances: open };
}

const names = ["VI_1", "a b", "x#y", "it's!", "{brace}", "//two", "$NAME", "ü", "@host", "-", "include"];

function maybe<K extends string, V>(below: Below, key: K, value: V): { [P in K]?: V } {
  return below(2) === 0 ? ({ [key]: value } as { [P in K]?: V }) : {};
}

function makeInstance(below: Below, index: number): VrrpInstance {
  const wantedState = below(2) === 0 ? "MASTER" : "BACKUP";
  const priority = 1 + below(255);
  const device = `eth${below(3)}`;
  const preempt = wantedState === "MASTER" || priority === 255 || below(2) === 0;
  return {
    name: `${names[below(names.length)]}${index}`,
    wantedState,
    interface: device,
    virtualRouterId: index + 1,
    priority,
    advertInterval: 1000 * (1 + below(255)),
    version: 2,
    preempt,
    authentication:
      below(2) === 0
        ? { type: "none" }
        : { type: "PASS", secret: new Secret(["a#b{}!", "p w", "plain", "'"][below(4)] ?? "") },
    ...maybe(below, "sourceAddress", address("192.0.2.7")),
    multicastGroup: address("224.0.0.99"),
    virtualAddresses: Array.from({ length: 1 + below(3) }, (_, i) => ({
      address: address(`198.51.100.${10 * index + i + 1}`),
      prefixLength: below(33),
      device: below(2) === 0 ? device : "bond0.7",
      ...maybe(below, "label", "eth0:0"),
      ...maybe(below, "broadcast", address("198.51.100.255")),
      scope: ([...(["global", "site", "link", "host", "nowhere"] as const), 77] as const)[below(6)] ?? "global",
    })),
    garp: {
      masterDelay: 1000 * below(4000),
      masterRepeat: 1 + below(255),
      masterRefresh: 1000 * below(86401),
      masterRefreshRepeat: 1 + below(255),
    },
    manners: makeManners(below, wantedState === "BACKUP" && preempt),
    tracked:
      below(2) === 0 ? [] : [...makeTracked(below), { kind: "interface", name: "eth9", weight: 0, reverse: false }],
    notify: makeNotify(below),
    ...maybe(below, "unicast", {
      ...maybe(below, "source", address("192.0.2.9")),
      ttl: below(256),
      peers: [{ address: address("192.0.2.10"), minTtl: 0, maxTtl: 255 }],
      checkSource: below(2) === 0,
    }),
    excludedAddresses: [],
    routes: [],
    rules: [],
    ...maybe(below, "virtualMac", { interface: `vrrp.${index}`, mac: "02:00:00:00:00" }),
  };
}

const flip = (below: Below) => below(2) === 0;

function makeManners(below: Below, mayDelay: boolean): Manners {
  return {
    preemptDelay: mayDelay ? below(1_000_000) : 0,
    downTimerAdverts: 1 + below(100),
    lowerPrioNoAdvert: flip(below),
    higherPrioSendAdvert: flip(below),
    skipCheckAdvAddr: flip(below),
    accept: flip(below),
    strict: false,
    trackInterface: flip(below),
    trackSource: flip(below),
    garpLowerPrioDelay: 1000 * below(4000),
    garpLowerPrioRepeat: below(100),
  };
}

/** Of definitions with other weights. */
function makeTracked(below: Below): Tracked[] {
  const weight = () => ({ weight: below(400) - 200, reverse: flip(below) });
  return [
    { kind: "script", name: "s", ...weight() },
    { kind: "file", name: "f", ...weight() },
    { kind: "process", name: "p", ...weight() },
  ];
}

function makeCommand(below: Below) {
  return { command: ["/bin/true", "/bin/a 'b c' #1"][below(2)] ?? "", ...maybe(below, "user", "nobody") };
}

function makeNotify(below: Below): Notify {
  return {
    scripts: { ...maybe(below, "master", makeCommand(below)), ...maybe(below, "stop", makeCommand(below)) },
    ...maybe(below, "always", makeCommand(below)),
    priorityChanges: flip(below),
    mail: flip(below),
  };
}

function makeTrackers(below: Below): Trackers {
  return {
    scripts: [
      {
        name: "s",
        command: makeCommand(below),
        interval: time(below),
        timeout: time(below),
        weight: below(400) - 200,
        reverse: flip(below),
        rise: 1 + below(9),
        fall: 1 + below(9),
        failsAtFirst: flip(below),
      },
    ],
    files: [
      {
        name: "f",
        path: "/run/x y",
        weight: below(400) - 200,
        reverse: flip(below),
        ...maybe(below, "initial", { value: below(9), overwrite: flip(below) }),
      },
    ],
    processes: [
      {
        name: "p",
        command: ["/bin/a b", "c"],
        fullCommand: flip(below),
        ...maybe(below, "parameters", "exact" as const),
        weight: below(400) - 200,
        reverse: flip(below),
        least: 1 + below(9),
        ...maybe(below, "most", 10 + below(9)),
        forkDelay: below(3600) * 1000,
        terminateDelay: below(3600) * 1000,
      },
    ],
  };
}

/** Whole microseconds as milliseconds. */
const time = (below: Below) => (1000 + below(4_000_000_000)) / 1000;

function makeCheck(below: Below): Check {
  const common = {
    target: { address: address(below(2) === 0 ? "192.0.2.50" : "2001:db8::50"), port: 1 + below(65535) },
    timing: {
      delayLoop: time(below),
      connectTimeout: time(below),
      retry: below(5),
      delayBeforeRetry: time(below),
      warmup: time(below),
    },
  };
  if (below(2) === 0) return { type: "TCP_CHECK", ...common };
  const urls = Array.from({ length: 1 + below(2) }, () => ({
    path: ["/", "//a", "/a b#c", "/x?y={1}&z=!"][below(4)] ?? "/",
    ...maybe(below, "digest", "0123456789abcdef0123456789abcdef"),
    statusCodes: [
      { from: 100 + below(100), to: 200 + below(400) },
      ...(below(2) === 0 ? [{ from: 404, to: 404 }] : []),
    ],
    ...maybe(below, "virtualHost", "www.example.com"),
  }));
  return { type: "HTTP_GET", ...common, urls };
}

function makeForwarding(below: Below): Forwarding {
  const type = (["gue", "gre"] as const)[below(2)] ?? "gre";
  const checksum = (["none", "checksum", "remote"] as const)[below(type === "gue" ? 3 : 2)] ?? "none";
  const tunnel = { type, port: type === "gue" ? 1 + below(65535) : 0, checksum };
  const method = (["NAT", "DR", "TUN"] as const)[below(3)] ?? "NAT";
  return { method, ...(method === "TUN" ? maybe(below, "tunnel", tunnel) : {}) };
}

function makeServer(below: Below, index: number): VirtualServer {
  const six = below(2) === 0;
  const port = 1 + below(65535);
  const persistent = below(2) === 0;
  return {
    key: {
      kind: "address",
      protocol: (["tcp", "udp", "sctp"] as const)[below(3)] ?? "tcp",
      address: address(six ? `2001:db8::${index + 1}` : `192.0.2.${index + 1}`),
      port,
    },
    scheduler: ["rr", "wlc", "mh"][below(3)] ?? "rr",
    forwarding: makeForwarding(below),
    ...(persistent ? { persistenceTimeout: 1 + below(1000) } : {}),
    ...(persistent ? maybe(below, "persistenceGranularity", six ? "64" : "255.255.255.0") : {}),
    realServers: Array.from({ length: 1 + below(3) }, (_, i) => ({
      endpoint: { address: address(six ? `2001:db8:1::${i + 1}` : `198.51.100.${i + 1}`), port },
      ...maybe(below, "forwarding", makeForwarding(below)),
      weight: below(2 ** 31),
      // Reading puts TCP_CHECK before HTTP_GET.
      checks: Array.from({ length: below(3) }, () => makeCheck(below)).sort((a, b) => b.type.localeCompare(a.type)),
      policy: makeServerPolicy(below),
    })),
    policy: makeServicePolicy(below, six),
  };
}

function makeServicePolicy(below: Below, six: boolean): ServicePolicy {
  const endpoint = { address: address(six ? "2001:db8:2::9" : "203.0.113.9"), port: 99 };
  const sorry = { endpoint, forwarding: makeForwarding(below) };
  return {
    quorum: 1,
    hysteresis: 0,
    ...maybe(below, "quorumUp", makeCommand(below)),
    ...maybe(below, "sorryServer", { ...sorry, inhibit: flip(below) }),
    haSuspend: flip(below),
    omega: flip(below),
    mail: false,
    onePacket: flip(below),
    schedulerFlags: 0,
    ...maybe(below, "persistenceEngine", "sip"),
  };
}

function makeServerPolicy(below: Below): ServerPolicy {
  return {
    alpha: flip(below),
    inhibitOnFailure: flip(below),
    ...maybe(below, "notifyDown", makeCommand(below)),
    mail: flip(below),
    upperThreshold: below(9),
    lowerThreshold: below(9),
  };
}

function makeSettings(below: Below): Settings {
  const instances = Array.from({ length: below(4) }, (_, i) => makeInstance(below, i));
  const [first, ...others] = instances;
  const grouped = first && below(2) === 0 ? [{ ...first, syncGroup: "G 1" }, ...others] : instances;
  return {
    ...maybe(below, "routerId", "host #1"),
    syncGroups:
      grouped === instances || !first
        ? []
        : [
            {
              name: "G 1",
              members: [first.name],
              tracked: makeTracked(below),
              notify: makeNotify(below),
              trackingWeight: flip(below),
            },
          ],
    instances: grouped,
    virtualServers: Array.from({ length: below(4) }, (_, i) => makeServer(below, i)),
    trackers: makeTrackers(below),
    serverGroups: [],
    statics: { addresses: [], routes: [], rules: [] },
    ...maybe(below, "mail", {
      recipients: ["a@b"],
      ...maybe(below, "from", "me@b"),
      server: { host: "mail.b", port: 1 + below(65535) },
      connectTimeout: 1000 * (1 + below(4000)),
    }),
  };
}

/** Settings that come from no file. */
function printSettings(settings: Settings): string {
  const places = { of: () => undefined, from: () => undefined };
  return printConfiguration({ settings, values: new BlockValues("file"), places });
}

t.test("settings made at random", async (t) => {
  for (let seed = 1; seed <= 300; seed++) {
    const settings = makeSettings(random(seed));
    const text = printSettings(settings);
    const { settings: again, diagnostics } = read(text);
    const faults = diagnostics
      .filter(({ severity, code }) => severity === "error" && code !== "LK0003")
      .map(({ code, message }) => `${code} ${message}`);
    if (faults.length > 0) t.fail(`seed ${seed}: ${faults.join("; ")}\n${text}`);
    t.strictSame(comparable(again), comparable(settings), `seed ${seed}`);
  }
});

t.test("fixtures", async (t) => {
  for (const path of ["whole/dr-http.conf", "golden/good-instance.conf", "golden/good-server.conf"]) {
    const loaded = read(readFileSync(`test/fixtures/config/${path}`, "utf8"));
    t.notOk(hasErrors(loaded.diagnostics), path);
    const text = printConfiguration(loaded);
    t.strictSame(comparable(read(text).settings), comparable(loaded.settings), path);
    t.equal(printConfiguration(read(text)), text, "printing again changes nothing");
  }
});

t.test("what is printed of a file without warnings has none", async (t) => {
  const text = `vrrp_instance A {\ninterface eth0\nvirtual_router_id 5\npriority 50\nvirtual_ipaddress {\n10.0.0.1/24\n}\n}
virtual_server 10.0.0.1 80 {\nprotocol TCP\nreal_server 10.0.0.2 80 {\nTCP_CHECK {\n}\n}\n}\n`;
  const warnings = (of: string) => read(of).diagnostics.filter(({ severity }) => severity !== "note");
  t.strictSame(warnings(text), []);
  t.strictSame(warnings(printConfiguration(read(text))), []);
});

t.test("what lvskit does not do yet is printed as it is written", async (t) => {
  const loaded = read(`
    vrrp_instance A {
      interface eth0
      virtual_router_id 7
      version 3
      advert_int 0.125
      mcast_src_ip 2001:db8::1
      authentication {
        auth_type AH
        auth_pass x
      }
      virtual_ipaddress {
        2001:db8::10/64 dev eth1
        192.0.2.10/24
      }
    }
    virtual_server group "the web" {
      protocol TCP
    }`);
  const text = printConfiguration(loaded);
  for (const line of ["version 3", "advert_int 0.125", "mcast_src_ip 2001:db8::1", "auth_type AH", 'group "the web" {'])
    t.match(text, line);
  t.match(text, /2001:db8::10\/64 dev eth1\n +192\.0\.2\.10\/24 dev eth0/);
  t.equal(printConfiguration(read(text)), text);
});

/** What printing takes from the settings, which need not be what is written. */
const resolved: Readonly<Partial<Record<string, RegExp>>> = {
  global_defs:
    /^(vrrp_mcast_group4|notification_email|notification_email_from|smtp_server|smtp_helo_name|smtp_connect_timeout)$/,
  vrrp_script: /./,
  track_file: /^(weight|init_file)$/,
  vrrp_track_process: /^(weight|quorum|quorum_max|(fork_|terminate_)?delay)$/,
  vrrp_sync_group: /^(group|track_.*|notify.*|smtp_alert|sync_group_tracking_weight)$/,
  vrrp_instance: new RegExp(
    `^(${[
      "state|priority|advert_int|version|(no)?preempt|mcast_src_ip|garp_master_.*|authentication|virtual_ipaddress",
      "preempt_delay|down_timer_adverts|(lower|higher)_prio_.*|skip_check_adv_addr|garp_lower_prio_.*|(no_)?accept",
      "dont_track_primary|track_.*|strict_mode|notify.*|smtp_alert|unicast_(src_ip|ttl|peer)|check_unicast_src",
      "virtual_ipaddress_excluded",
    ].join("|")})$`,
  ),
  virtual_server: new RegExp(
    `^(${[
      "protocol|lb_algo|lb_kind|ip_family|persistence_.*|sorry_server.*|quorum.*|hysteresis|smtp_alert",
      "ha_suspend|omega|ops",
    ].join("|")})$`,
  ),
  real_server: /^(weight|lvs_method|alpha|inhibit_on_failure|smtp_alert|[ul]threshold|notify_(up|down))$/,
  TCP_CHECK: /^(connect_(ip|port|timeout)|delay_loop|retry|delay_before_retry|warmup)$/,
  HTTP_GET: /^(connect_(ip|port|timeout)|delay_loop|retry|delay_before_retry|warmup|virtualhost)$/,
  url: /^(path|digest|status_code|virtualhost)$/,
  // Printed where the real server's port was mended.
  ...Object.fromEntries(["SSL_GET", "SMTP_CHECK", "DNS_CHECK", "UDP_CHECK"].map((name) => [name, /^connect_port$/])),
};

interface Block {
  readonly name: KeywordBlock;
  readonly uses: BlockValues<KeywordBlock>["uses"];
}

/** Every keyword that counts and its value, but for what the settings say; in the table's order. */
function written({ name, uses }: Block): unknown[] {
  return [...rowsOf(name)].flatMap(([keyword, row]) => {
    if (resolved[name]?.test(keyword)) return [];
    const usable = uses.filter((use) => use.keyword === keyword && use.value !== undefined);
    return (row.repeats ? usable : usable.slice(-1)).map(({ value, block }) => {
      if (block === undefined) return [keyword, value];
      // A real server's port may have been mended.
      const head = keyword === "real_server" ? undefined : value;
      return [
        keyword,
        head,
        "uses" in block ? written(block) : block.map((entry) => entry.value).filter((one) => one !== undefined),
      ];
    });
  });
}

t.test("configurations made at random over the whole table", async (t) => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 120; seed++) {
    const below = random(seed);
    const source = randomConfiguration(below, 1 + below(12));
    const loaded = read(source);
    const text = printConfiguration(loaded);
    const again = read(text);
    t.strictSame(written(again.values), written(loaded.values), `seed ${seed}: what is written`);
    t.strictSame(comparable(again.settings), comparable(loaded.settings), `seed ${seed}: settings`);
    t.equal(printConfiguration(again), text, `seed ${seed}: printing again changes nothing`);
    for (const keyword of text.matchAll(/^\s*([\w-]+)/gm)) seen.add(keyword[1] ?? "");
  }
  const rows = allKeywords().filter((keyword) => blocksOf(keyword).some((block) => !rowOf(block, keyword)?.standsFor));
  t.strictSame(
    rows.filter((keyword) => !seen.has(keyword)),
    ["include_check", "preempt", "accept"],
    "every keyword has been printed, but for what was obeyed already and what is the default",
  );
});
