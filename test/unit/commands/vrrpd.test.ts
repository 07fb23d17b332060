import t from "tap";
import { runCommand } from "../../../lib/commands/run.ts";
import { vrrpd } from "../../../lib/commands/vrrpd.ts";
import { SystemError } from "../../../lib/diag/errors.ts";
import { address } from "../../../lib/net/address.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeEnvironment } from "../../support/fake-environment.ts";
import { FakeFiles } from "../../support/fake-files.ts";
import { FakeLinks, fakeLink, fakeLoopback } from "../../support/fake-links.ts";
import { FakeLocalHost } from "../../support/fake-local-host.ts";
import { FakeSignals } from "../../support/fake-signals.ts";
import { FakeWire } from "../../support/fake-wire.ts";

const path = "/etc/keepalived/keepalived.conf";
const configuration = `vrrp_instance VI_1 {
    state BACKUP
    interface ens33
    virtual_router_id 12
    authentication {
        auth_type PASS
        auth_pass lbapache
    }
    virtual_ipaddress {
        172.16.12.110 dev ens33 label ens33:0
    }
}
`;

function world(text: string | undefined, argv: readonly string[] = [], over: object = {}) {
  const clock = new FakeClock(0);
  const wire = new FakeWire(clock);
  const links = new FakeLinks([fakeLoopback, fakeLink(2, "ens33")]);
  links.addForeign({ link: 2, address: address("172.16.12.113"), prefixLength: 16, scope: "global" });
  const files = new FakeFiles();
  if (text !== undefined) files.write(path, text);
  const signals = new FakeSignals();
  const environment = new FakeEnvironment("vrrpd", argv);
  const { openSocket, frames } = wire.connect("pip");
  const localHost = new FakeLocalHost();
  const ports = {
    clock,
    files,
    localHost,
    signals,
    openLinks: () => links,
    openFrameSender: () => frames,
    openSocket,
    ...over,
  };
  const ended = runCommand(vrrpd, environment, ports);
  return { clock, wire, links, files, signals, environment, ended };
}

const held = async (links: FakeLinks) => (await links.addresses()).slice(1).map((one) => one.address);

t.test("from the start to the stop", async (t) => {
  const { clock, links, signals, environment, ended } = world(configuration);
  await clock.advance(4000);
  t.same(await held(links), ["172.16.12.110"]);
  signals.raise("SIGTERM");
  t.equal(await ended, 0);
  t.same(await held(links), []);
  t.equal(clock.pending, 0);
  t.match(environment.err, /VI_1: INIT -> BACKUP.*\n.*VI_1: BACKUP -> MASTER.*\n.*VI_1: MASTER -> INIT: shutdown\n$/);
  t.equal(environment.out, "");
});

t.test("a reload is validated first, the host's interfaces included", async (t) => {
  const { clock, links, files, signals, environment } = world(configuration);
  await clock.advance(4000);
  const reload = async (text: string) => {
    files.write(path, text);
    environment.err = "";
    signals.raise("SIGHUP");
    await clock.advance(1);
    return environment.err;
  };
  t.match(await reload("vrrp_instance VI_1 {\n"), /error: .*LK[\s\S]*running on with the old one/);
  t.match(await reload(configuration.replaceAll("ens33", "ens34")), /error: .*:3:15: error LK0036[\s\S]*the old one/);
  t.same(await held(links), ["172.16.12.110"]);
  await reload(configuration.replace("12.110", "12.111"));
  t.same(await held(links), ["172.16.12.111"]);
  t.match(await reload(configuration.replace("VI_1", "VI_2")), /reloaded: 1 instance/);
});

t.test("a warning is told once at the start, and once at each reload, which goes through", async (t) => {
  const { clock, files, signals, environment } = world(configuration.replace("lbapache", "lbapache9"));
  await clock.advance(4000);
  const told = () => environment.err.match(/LK0021/g)?.length ?? 0;
  t.equal(told(), 1, "shown, and not logged again");
  files.write(path, configuration.replace("lbapache", "lbapache99"));
  signals.raise("SIGHUP");
  await clock.advance(1);
  t.equal(told(), 2);
  t.match(environment.err, /warning: .*:7:19: warning LK0021[\s\S]*reloaded/);
});

t.test("a reload without any instance is refused: it would be a stop by accident", async (t) => {
  const { clock, links, files, signals, environment } = world(configuration);
  await clock.advance(4000);
  files.write(path, "global_defs {\n}\n");
  signals.raise("SIGHUP");
  await clock.advance(1);
  t.match(environment.err, /defines no vrrp_instance[\s\S]*running on with the old one/);
  t.same(await held(links), ["172.16.12.110"]);
});

t.test("what cannot be run: status and one sentence", async (t) => {
  const refused = () => {
    throw new SystemError("open", "a packet socket", { code: "EPERM", reason: "Operation not permitted" });
  };
  const rows: readonly (readonly [string, string | undefined, readonly string[], object, number, RegExp])[] = [
    ["no file", undefined, [], {}, 2, /^vrrpd: .*keepalived\.conf.*-f FILE names another/],
    ["no instance", "global_defs {\n}\n", [], {}, 2, /^vrrpd: not started: .* defines no vrrp_instance\n$/],
    ["an error", configuration.replace("12\n", "300\n"), [], {}, 2, /LK0013[\s\S]*\nvrrpd: not started: 1 error in /],
    ["a surplus word", configuration, ["start"], {}, 2, /^vrrpd: unexpected word "start"/],
    ["an unknown option", configuration, ["--use-fil", "x"], {}, 2, /did you mean --use-file/],
    [
      "no interface",
      configuration.replaceAll("ens33", "eth9"),
      [],
      {},
      1,
      /LK0036[\s\S]*\nvrrpd: not started: .* on this host\n$/,
    ],
    ["no privilege", configuration, [], { openFrameSender: refused }, 1, /^vrrpd: needs root, or CAP_NET_RAW/],
  ];
  for (const [name, text, argv, over, status, words] of rows) {
    const { environment, ended, wire } = world(text, argv, over);
    t.equal(await ended, status, name);
    t.match(environment.err, words, name);
    t.notMatch(environment.err, /\n {4}at |lbapache/, name);
    t.same(wire.sent, [], name);
  }
});
