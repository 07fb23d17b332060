import t from "tap";
import { checkd } from "../../../lib/commands/checkd.ts";
import { runCommand } from "../../../lib/commands/run.ts";
import { SystemError } from "../../../lib/diag/errors.ts";
import type { IpvsTable } from "../../../lib/ports/ipvs-table.ts";
import { rip1 } from "../../support/director.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeDialer, page, refuse } from "../../support/fake-dialer.ts";
import { FakeEnvironment } from "../../support/fake-environment.ts";
import { FakeFiles } from "../../support/fake-files.ts";
import { FakeIpvsTable } from "../../support/fake-ipvs-table.ts";
import { FakeLocalHost } from "../../support/fake-local-host.ts";
import { FakeSignals } from "../../support/fake-signals.ts";

const path = "/etc/keepalived/keepalived.conf";

function service(port: number): string {
  return `virtual_server 172.16.12.110 ${port} {
  delay_loop 6
  lb_algo wlc
  lb_kind DR
  protocol TCP
  real_server 172.16.12.111 ${port} {
    weight 10
    HTTP_GET {
      url {
        path /index.html
      }
      connect_timeout 3
    }
  }
}
`;
}

function world(text: string | undefined, argv: readonly string[] = [], open?: () => Promise<IpvsTable>) {
  const clock = new FakeClock(0);
  const dialer = new FakeDialer(clock);
  const files = new FakeFiles();
  const signals = new FakeSignals();
  const table = new FakeIpvsTable();
  if (text !== undefined) files.write(path, text);
  dialer.set(rip1, page("hello"));
  const environment = new FakeEnvironment("checkd", argv);
  const ports = {
    clock,
    dialer,
    files,
    localHost: new FakeLocalHost(),
    signals,
    descriptorLimit: 64,
    random: () => 0,
    openIpvsTable: open ?? (async () => table),
  };
  const ended = runCommand(checkd, environment, ports);
  return { clock, dialer, files, signals, table, environment, ended };
}

const ports = (table: FakeIpvsTable) => table.state().map(({ key }) => key.kind === "address" && key.port);

t.test("from the start to the stop", async (t) => {
  const { clock, dialer, environment, ended, signals, table } = world(service(80));
  await clock.moveTo(2000);
  t.same(ports(table), [80]);
  dialer.set(rip1, refuse);
  await clock.moveTo(20_000);
  t.same(table.state()[0]?.destinations, []);
  signals.raise("SIGTERM");
  t.equal(await ended, 0);
  t.same(table.state(), []);
  t.ok(table.closed);
  t.equal(environment.out, "");
  t.match(environment.err, /^2023-\S+ notice: 172.16.12.111:80 of 172.16.12.110:80 is down: HTTP_GET .*2 of 2 tries/m);
});

t.test("SIGHUP: a sound file is taken over, a broken or empty one is not, and that is said", async (t) => {
  const { clock, environment, ended, files, signals, table } = world(service(80));
  await clock.moveTo(2000);
  files.write(path, service(80) + service(8000));
  signals.raise("SIGHUP");
  await clock.advance(1);
  t.same(ports(table).sort(), [80, 8000]);
  for (const [text, reason] of [
    [service(80).replace("delay_loop 6", "delay_loop six"), /^\S+ error: \S+:2:14: error LK\d+: .*six/m],
    ["# nothing\n", /defines no virtual_server any more/],
  ] as const) {
    environment.err = "";
    files.write(path, text);
    signals.raise("SIGHUP");
    await clock.advance(1);
    t.match(environment.err, reason);
    t.match(environment.err, /running on with the old one/);
    t.equal(table.state().length, 2);
  }
  files.remove(path);
  signals.raise("SIGHUP");
  await clock.advance(1);
  t.match(environment.err, /cannot read \/etc\/keepalived\/keepalived.conf/);
  signals.raise("SIGINT");
  t.equal(await ended, 0);
});

t.test("what keeps it from starting: one sentence and its status", async (t) => {
  const refusing = (code: string, reason: string) => async () => {
    throw new SystemError("open", "the kernel's IPVS table", { code, reason });
  };
  const rows = [
    [
      world(undefined),
      2,
      /^checkd: cannot read \/etc\/keepalived\/keepalived.conf: no such file or directory; -f FILE/,
    ],
    [world(service(80), ["-f", "/elsewhere.conf"]), 2, /^checkd: cannot read \/elsewhere.conf/],
    [world("global_defs {\n}\n"), 2, /^checkd: not started: \S+ defines no virtual_server that can be used\n$/],
    [world(service(80), ["now"]), 2, /^checkd: unexpected word "now"/],
    [
      world(service(80), [], refusing("ENOPROTOOPT", "no IPVS")),
      1,
      /^checkd: cannot open the kernel's IPVS table: no IPVS\n$/,
    ],
    [
      world(service(80), [], refusing("EPERM", "not permitted")),
      1,
      /: not permitted: it takes root, or CAP_NET_ADMIN\n$/,
    ],
  ] as const;
  for (const [{ ended, environment }, status, sentence] of rows) {
    t.equal(await ended, status, String(sentence));
    t.match(environment.err, sentence);
    t.equal(environment.err.trimEnd().split("\n").length, 1);
  }
});

t.test("errors of the configuration are shown with their lines, and it does not start", async (t) => {
  const { ended, environment, table } = world(service(80).replace("lb_kind DR", "lb_kind DS"));
  t.equal(await ended, 2);
  t.match(environment.err, /keepalived.conf:4:11: error LK\d+: .*\n.*lb_kind DS\n +\| +\^~\n/);
  t.match(environment.err, /\ncheckd: not started: 1 error in \/etc\/keepalived\/keepalived.conf\n$/);
  t.same(table.asked, []);
});

t.test("a stop after which something is left in the table ends with status 1", async (t) => {
  const { clock, ended, environment, signals, table } = world(service(80));
  await clock.moveTo(10);
  table.refuse = () => "EPERM";
  signals.raise("SIGTERM");
  t.equal(await ended, 1);
  t.match(environment.err, /still in the kernel's table after the stop: 172.16.12.110:80/);
});
