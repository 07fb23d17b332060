import { readFileSync } from "node:fs";
import t from "tap";
import { describeLoaded } from "../../../lib/config/describe.ts";
import { loadConfiguration } from "../../../lib/config/load.ts";
import { positionAt } from "../../../lib/diag/source.ts";
import type { RealServer } from "../../../lib/director/model.ts";
import { address } from "../../../lib/net/address.ts";

const fixture = "test/fixtures/config/whole/dr-http.conf";
const load = (path: string) => loadConfiguration(path, (name) => readFileSync(name, "utf8"));
const loadText = (text: string) => loadConfiguration("t.conf", () => text);

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
  });
  t.equal(authentication.type === "PASS" && authentication.secret.reveal(), "hush4321");
  t.strictSame(
    { ...settings, instances: settings.instances.length },
    {
      routerId: "shop_director",
      syncGroups: [{ name: "SHOP", members: ["SHOP_1"] }],
      instances: 1,
      virtualServers: [
        {
          key: { kind: "address", protocol: "tcp", address: "10.20.0.10", port: 80 },
          scheduler: "wlc",
          forwarding: "DR",
          persistenceTimeout: 50,
          realServers: [
            pageServer(11, "0123456789abcdef0123456789abcdef"),
            pageServer(12, "fedcba9876543210fedcba9876543210"),
          ],
        },
      ],
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
