import { readFileSync } from "node:fs";
import t from "tap";
import { describeLoaded, shownOf } from "../../../lib/config/describe.ts";
import { loadConfiguration } from "../../../lib/config/load.ts";
import { hasErrors } from "../../../lib/diag/diagnostic.ts";
import { positionAt } from "../../../lib/diag/source.ts";
import type { RealServer } from "../../../lib/director/model.ts";
import { address } from "../../../lib/net/address.ts";
import { filesOf, loadText, plainSurroundings } from "../../support/configuration.ts";
import { plainServer, plainService } from "../../support/director.ts";
import { plainManners, silent } from "../../support/vrrp-instance.ts";

const fixture = "test/fixtures/config/whole/dr-http.conf";
const load = (path: string) => loadText(readFileSync(path, "utf8"), path);

function pageServer(last: number, digest: string): RealServer {
  const endpoint = { address: address(`10.20.0.${last}`), port: 80 };
  return {
    endpoint,
    weight: 10,
    checks: [
      {
        type: "HTTP_GET",
        target: endpoint,
        timing: { delayLoop: 6000, connectTimeout: 3000, retry: 3, delayBeforeRetry: 3000, warmup: 6000 },
        urls: [{ path: "/index.html", digest, statusCodes: [{ from: 200, to: 299 }] }],
      },
    ],
    policy: plainServer,
  };
}

t.test("a published file gives exactly its settings", async (t) => {
  const { settings } = load(fixture);
  const [found] = settings.instances;
  if (found === undefined) throw new Error("no instance was read");
  const { authentication, ...instance } = found;
  t.strictSame(instance, {
    name: "SHOP_1",
    wantedState: "BACKUP",
    interface: "ens33",
    virtualRouterId: 51,
    priority: 100,
    advertInterval: 1000,
    version: 2,
    preempt: false,
    multicastGroup: "224.0.0.18",
    virtualAddresses: [{ address: "10.20.0.10", prefixLength: 32, device: "ens33", label: "ens33:0", scope: "global" }],
    garp: { masterDelay: 5000, masterRepeat: 5, masterRefresh: 0, masterRefreshRepeat: 1 },
    syncGroup: "SHOP",
    manners: plainManners({ masterDelay: 5000, masterRepeat: 5 }),
    tracked: [],
    notify: silent,
    excludedAddresses: [],
    routes: [],
    rules: [],
  });
  t.equal(authentication.type === "PASS" && authentication.secret.reveal(), "hush4321");
  t.strictSame(
    { ...settings, instances: settings.instances.length },
    {
      routerId: "shop_director",
      syncGroups: [{ name: "SHOP", members: ["SHOP_1"], tracked: [], notify: silent, trackingWeight: false }],
      instances: 1,
      virtualServers: [
        {
          key: { kind: "address", protocol: "tcp", address: "10.20.0.10", port: 80 },
          scheduler: "wlc",
          forwarding: { method: "DR" },
          persistenceTimeout: 50,
          realServers: [
            pageServer(11, "0123456789abcdef0123456789abcdef"),
            pageServer(12, "fedcba9876543210fedcba9876543210"),
          ],
          policy: plainService,
        },
      ],
      trackers: { scripts: [], files: [], processes: [] },
      serverGroups: [],
      statics: { addresses: [], routes: [], rules: [] },
    },
  );
});

t.test("a published file gives exactly its warnings", async (t) => {
  const loaded = load(fixture);
  t.equal(
    describeLoaded(loaded, { colour: false }),
    [
      `${fixture}:29:34: warning LK0004: "//" does not start a comment in this language (the first of 12 places)`,
      "   29 | virtual_server 10.20.0.10 80 {          //商店的地址",
      "      |                                         ^~",
      "      = hint: read as a comment here; use # or !",
      `${fixture}:44:13: warning LK0015: "nb_get_retry" is an old spelling`,
      "   44 |             nb_get_retry 3                              //次数",
      "      |             ^~~~~~~~~~~~",
      '      = hint: write "retry"; this is said once',
      `${fixture}: 2 warnings`,
      "",
    ].join("\n"),
  );
});

t.test("passwords show in no JSON of the settings and no quotation of the file", async (t) => {
  for (const line of [
    "auth_pass hush4321 oops",
    "auth_pass hush4321hush4321",
    "auth_pas hush4321",
    "auth_pass hush4321#hush4321",
    'auth_pass "hush4321',
    "auth_type PASS auth_pass hush4321",
    "priority 1 auth_pass hush4321",
  ]) {
    const loaded = loadText(`vrrp_instance A {\n authentication {\n${line}\n}\n`);
    t.notMatch(JSON.stringify(loaded.settings), /hush/, line);
    const text = describeLoaded(loaded, { colour: false });
    t.match(text, /LK0007/, `${line}: there is something to say`);
    t.notMatch(text, /hush/, line);
  }
});

t.test("places lead back to what a person wrote", async (t) => {
  const { settings, places } = load(fixture);
  const at = (object: object | undefined, property?: string) => {
    const span = object && places.of(object, property);
    return span && { ...positionAt(span.source, span.start), text: span.source.text.slice(span.start, span.end) };
  };
  t.strictSame(at(settings.instances[0]), { line: 13, column: 1, text: "vrrp_instance SHOP_1" });
  t.strictSame(at(settings.instances[0], "priority"), { line: 17, column: 14, text: "100" });
  t.strictSame(at(settings.instances[0]?.virtualAddresses[0]), {
    line: 25,
    column: 9,
    text: "10.20.0.10 dev ens33 label ens33:0",
  });
  t.strictSame(at(settings.virtualServers[0]?.realServers[1]), {
    line: 48,
    column: 5,
    text: "real_server 10.20.0.12 80",
  });
  t.equal(at(settings.virtualServers[0], "no such property"), undefined);
});

t.test("values come from the innermost block that says something", async (t) => {
  const { settings, diagnostics } = loadText(`
global_defs {
  vrrp_garp_master_delay 2
  vrrp_garp_master_refresh 60
  vrrp_mcast_group4 224.0.0.99
}
vrrp_instance A {
  interface eth0
  virtual_router_id 1
  priority 255
  mcast_src_ip 10.0.0.9
  garp_master_delay 0
  virtual_ipaddress {
    10.0.1.77/20 dev eth1 brd - scope 7
    10.0.1.78/20 brd +
    10.0.1.79 broadcast 10.0.1.255
  }
}
virtual_server 10.0.0.1 0 {
  protocol SCTP
  persistence_granularity 255.255.255.0
  delay_loop 10
  retry 4
  warmup 0
  weight 5
  virtualhost vs
  real_server 10.0.0.2 81 {
    retry 5
    virtualhost rs
    HTTP_GET {
      virtualhost check
      delay_loop 5.5
      url {
        path /a
      }
      url {
        path /b
        virtualhost url
        status_code 204 300-302
      }
    }
    TCP_CHECK {
      retry 0
      warmup 3
      connect_port 82
      connect_ip 10.0.0.22
    }
  }
  real_server 10.0.0.3 80 {
    weight 0
  }
}
virtual_server 2001:db8::1 80 {
  protocol UDP
  persistence_timeout
  persistence_granularity 64
  real_server 2001:db8::2 {
  }
}
`);
  t.strictSame(diagnostics, []);
  const [instance] = settings.instances;
  t.equal(instance?.wantedState, "MASTER", "the address owner");
  t.equal(instance?.preempt, true);
  t.equal(instance?.sourceAddress, "10.0.0.9");
  t.equal(instance?.multicastGroup, "224.0.0.99");
  t.strictSame(instance?.authentication, { type: "none" });
  t.strictSame(instance?.garp, { masterDelay: 0, masterRepeat: 5, masterRefresh: 60_000, masterRefreshRepeat: 1 });
  t.strictSame(instance?.virtualAddresses, [
    { address: "10.0.1.77", prefixLength: 20, device: "eth1", broadcast: "10.0.0.0", scope: 7 },
    { address: "10.0.1.78", prefixLength: 20, device: "eth0", broadcast: "10.0.15.255", scope: "global" },
    { address: "10.0.1.79", prefixLength: 32, device: "eth0", broadcast: "10.0.1.255", scope: "global" },
  ]);
  const target = { address: "10.0.0.2", port: 81 };
  const inherited = { connectTimeout: 5000, warmup: 0 };
  t.strictSame(settings.virtualServers, [
    {
      key: { kind: "address", protocol: "sctp", address: "10.0.0.1", port: 0 },
      scheduler: "wlc",
      forwarding: { method: "NAT" },
      persistenceTimeout: 360,
      persistenceGranularity: "255.255.255.0",
      realServers: [
        {
          endpoint: target,
          weight: 5,
          checks: [
            {
              type: "TCP_CHECK",
              target: { address: "10.0.0.22", port: 82 },
              timing: { ...inherited, delayLoop: 10_000, retry: 0, delayBeforeRetry: 1000, warmup: 3000 },
            },
            {
              type: "HTTP_GET",
              target,
              timing: { ...inherited, delayLoop: 5500, retry: 5, delayBeforeRetry: 3000 },
              urls: [
                { path: "/a", statusCodes: [{ from: 200, to: 299 }], virtualHost: "check" },
                {
                  path: "/b",
                  statusCodes: [
                    { from: 204, to: 204 },
                    { from: 300, to: 302 },
                  ],
                  virtualHost: "url",
                },
              ],
            },
          ],
          policy: plainServer,
        },
        { endpoint: { address: "10.0.0.3", port: 80 }, weight: 0, checks: [], policy: plainServer },
      ],
      policy: plainService,
    },
    {
      key: { kind: "address", protocol: "udp", address: "2001:db8::1", port: 80 },
      scheduler: "wlc",
      forwarding: { method: "NAT" },
      persistenceTimeout: 360,
      persistenceGranularity: "64",
      realServers: [{ endpoint: { address: "2001:db8::2", port: 80 }, weight: 1, checks: [], policy: plainServer }],
      policy: plainService,
    },
  ]);
});

t.test(
  "what is wrong stays at its default, and a long password is cut to whole characters within 8 bytes",
  async (t) => {
    const { settings } = loadText(`
vrrp_instance A {
  state MASTER
  interface eth0
  virtual_router_id 1
  priority 300
  nopreempt
  advert_int 2.6
  garp_master_repeat 0
  authentication {
    auth_type PASS
    auth_pass 密码密码
  }
}
virtual_server 10.0.0.1 80 {
  lb_algo fastest
  lb_kind TUNNEL
  persistence_timeout 0
  real_server 10.0.0.2 80 {
    weight heavy
  }
}
`);
    const [instance] = settings.instances;
    t.match(instance, { wantedState: "MASTER", priority: 100, preempt: true, advertInterval: 3000 });
    t.equal(instance?.garp.masterRepeat, 1);
    t.equal(instance?.authentication.type === "PASS" && instance.authentication.secret.reveal(), "密码");
    t.match(settings.virtualServers, [
      { key: { protocol: "udp" }, scheduler: "wlc", forwarding: { method: "NAT" }, realServers: [{ weight: 1 }] },
    ]);
    t.notHas(settings.virtualServers[0], "persistenceTimeout");
  },
);

t.test("an error in one half of the file is none for the command of the other half", async (t) => {
  const instance = "vrrp_instance A {\n interface eth0\n virtual_router_id 1\n virtual_ipaddress {\n 10.0.0.1\n }\n}\n";
  const server = "virtual_server 10.0.0.1 80 {\n protocol TCP\n real_server 10.0.0.2 80 {\n }\n}\n";
  const rows: readonly (readonly [string, vrrpd: boolean, checkd: boolean])[] = [
    [instance + server, false, false],
    [instance.replace("_id 1", "_id 0") + server, true, false],
    [instance.replace("eth0", "eth0\n version 3") + server, true, false],
    [instance + server.replace("80 {\n }", "80 {\n MISC_CHECK {\n }\n }"), false, true],
    [instance + server.replace("10.0.0.1 80", "10.0.0.1 x"), false, true],
    [instance + instance.replace("A", "B") + server, true, false],
    [instance + server + server, false, true],
    [`global_defs {\n vrrp_version 4\n}\n${instance}${server}`, true, false],
    [instance.slice(0, -2) + server, true, true],
    [`include x\n${instance}${server}`, false, false],
    [`includem x\n${instance}${server}`, true, true],
  ];
  for (const [text, vrrpd, checkd] of rows) {
    const { diagnostics } = loadText(text);
    t.strictSame([hasErrors(diagnostics, "vrrpd"), hasErrors(diagnostics, "checkd")], [vrrpd, checkd], text);
  }
});

t.test("what is shown has a last line that counts it, and is bounded", async (t) => {
  t.equal(describeLoaded(loadText(""), { colour: true }), "");
  const many = loadText(`global_defs {\n${"nonsense\n".repeat(5000)}}`);
  t.equal(many.diagnostics.length, 1000);
  t.equal(shownOf(many).length, 100);
  t.match(describeLoaded(many, { colour: false }), /\nt\.conf: 1000 warnings \(the first 100 are shown\)\n$/);
});

t.test("what the reader throws is passed on", async (t) => {
  t.throws(() => loadConfiguration("none", filesOf({}), plainSurroundings), {
    message: "cannot read none: no such file or directory",
  });
});
