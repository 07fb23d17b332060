/** Settings → text → settings is the identity, for settings made at random and for the fixtures. */

import { readFileSync } from "node:fs";
import t from "tap";
import type { Check } from "../../../lib/check/model.ts";
import { printSettings } from "../../../lib/config/print.ts";
import type { Settings } from "../../../lib/config/settings.ts";
import { hasErrors } from "../../../lib/diag/diagnostic.ts";
import type { VirtualServer } from "../../../lib/director/model.ts";
import { address } from "../../../lib/net/address.ts";
import { Secret, type VrrpInstance } from "../../../lib/vrrp/instance.ts";
import { loadText as read } from "../../support/configuration.ts";
import { random } from "../../support/random.ts";

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
  return {
    name: `${names[below(names.length)]}${index}`,
    wantedState,
    interface: device,
    virtualRouterId: index + 1,
    priority,
    advertInterval: 1000 * (1 + below(255)),
    version: 2,
    preempt: wantedState === "MASTER" || priority === 255 || below(2) === 0,
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
    forwarding: (["NAT", "DR", "TUN"] as const)[below(3)] ?? "NAT",
    ...(persistent ? { persistenceTimeout: 1 + below(1000) } : {}),
    ...(persistent ? maybe(below, "persistenceGranularity", six ? "64" : "255.255.255.0") : {}),
    realServers: Array.from({ length: 1 + below(3) }, (_, i) => ({
      endpoint: { address: address(six ? `2001:db8:1::${i + 1}` : `198.51.100.${i + 1}`), port },
      weight: below(2 ** 31),
      // Reading puts TCP_CHECK before HTTP_GET.
      checks: Array.from({ length: below(3) }, () => makeCheck(below)).sort((a, b) => b.type.localeCompare(a.type)),
    })),
  };
}

function makeSettings(below: Below): Settings {
  const instances = Array.from({ length: below(4) }, (_, i) => makeInstance(below, i));
  const [first, ...others] = instances;
  const grouped = first && below(2) === 0 ? [{ ...first, syncGroup: "G 1" }, ...others] : instances;
  return {
    ...maybe(below, "routerId", "host #1"),
    syncGroups: grouped === instances || !first ? [] : [{ name: "G 1", members: [first.name] }],
    instances: grouped,
    virtualServers: Array.from({ length: below(4) }, (_, i) => makeServer(below, i)),
  };
}

t.test("settings made at random", async (t) => {
  for (let seed = 1; seed <= 300; seed++) {
    const settings = makeSettings(random(seed));
    const text = printSettings(settings);
    const { settings: again, diagnostics } = read(text);
    const faults = diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ code, message }) => `${code} ${message}`);
    if (faults.length > 0) t.fail(`seed ${seed}: ${faults.join("; ")}\n${text}`);
    t.strictSame(comparable(again), comparable(settings), `seed ${seed}`);
  }
});

t.test("fixtures", async (t) => {
  for (const path of ["whole/dr-http.conf", "golden/good-instance.conf", "golden/good-server.conf"]) {
    const loaded = read(readFileSync(`test/fixtures/config/${path}`, "utf8"));
    t.notOk(hasErrors(loaded.diagnostics), path);
    const text = printSettings(loaded.settings);
    t.strictSame(comparable(read(text).settings), comparable(loaded.settings), path);
    t.equal(printSettings(read(text).settings), text, "printing again changes nothing");
  }
});
