/** vrrpd as a person runs it, on two directors on one wire; what it does is seen from the wire and from the kernel. */

import { readFileSync } from "node:fs";
import t from "tap";
import { type DirectorHost, type DirectorPair, directorPair, type Program, vip } from "../support/director-pair.ts";
import { watchLateness } from "../support/lateness.ts";
import { namespaceObstacle } from "../support/namespace.ts";
import { monotonic } from "../support/recorder.ts";
import { waitFor } from "../support/wait-for.ts";

// Elections take the seconds that they take.
t.setTimeout(120_000);

const obstacle = namespaceObstacle();
const options = obstacle === undefined ? {} : { skip: obstacle };

/** The skew of priority 100, and three intervals more, in milliseconds. */
const skew = 609.375;
const masterDown = 3000 + skew;

const configuration = (over: { addresses?: string; priority?: number } = {}) => `
vrrp_instance VI_1 {
    state BACKUP
    interface ens33
    virtual_router_id 12
    priority ${over.priority ?? 100}
    advert_int 1
    authentication {
        auth_type PASS
        auth_pass lbapache
    }
    virtual_ipaddress {
        ${over.addresses ?? `${vip}/16 brd + dev ens33 label ens33:0`}
    }
}
`;

async function until(condition: () => Promise<boolean>, what: string, limit = 10_000): Promise<void> {
  let met = false;
  await waitFor(
    () => {
      void condition().then((now) => {
        met ||= now;
      });
      return met;
    },
    what,
    limit,
  );
}

const holds = async (host: DirectorHost) => (await host.virtual()).some(({ address }) => address === vip);
const advertised = ({ recorder }: DirectorPair, host: DirectorHost) =>
  recorder.frames.filter((one) => one.kind === "advertisement" && one.from === host.ownAddress);

/**
 * Watches from now on for `heir` to become MASTER, which advertises, adds its address and announces it, in this order.
 * @returns a function that waits until the wire has seen that and tells after how many milliseconds, and how many the
 *   programs, and a machine busy with other things, may have added
 */
function takeOver(pair: DirectorPair, heir: DirectorHost) {
  const since = monotonic();
  const lateness = watchLateness();
  const announcement = () => {
    const advertisement = advertised(pair, heir).find(({ at }) => at > since);
    return (
      advertisement && pair.recorder.frames.find(({ kind, at }) => kind === "announcement" && at > advertisement.at)
    );
  };
  return async () => {
    await waitFor(() => announcement() !== undefined, "an announcement by the other");
    return { after: (announcement()?.at ?? Infinity) - since, slack: 500 + lateness() };
  };
}

/** vrrpd on both, `pip` MASTER. */
async function bothRunning(pair: DirectorPair, file: string): Promise<{ pip: Program; sip: Program }> {
  const pip = pair.keep(pair.pip.startVrrpd(file));
  await until(() => holds(pair.pip), "a MASTER");
  const sip = pair.keep(pair.sip.startVrrpd(file));
  await waitFor(() => sip.log().includes("INIT -> BACKUP"), "the other to start");
  return { pip, sip };
}

t.test("one MASTER with the address as written; SIGTERM hands over; SIGKILL is made good", options, async (t) => {
  const pair = await directorPair(t);
  const file = pair.file("keepalived.conf", configuration());
  const { pip, sip } = await bothRunning(pair, file);
  const [held] = await pair.pip.virtual();
  t.match(held, { prefixLength: 16, label: "ens33:0", broadcast: "172.16.255.255", scope: "global", secondary: true });
  t.notOk(await holds(pair.sip));
  const [first, second] = pair.recorder.frames;
  t.match(first, { kind: "advertisement", from: "172.16.12.113", priority: 100 });
  t.match(second, { kind: "announcement", address: vip });

  const handed = takeOver(pair, pair.sip);
  pip.child.kill("SIGTERM");
  t.equal(await pip.ended, 0);
  t.notOk(await holds(pair.pip));
  const takenOver = await handed();
  t.ok(takenOver.after < skew + takenOver.slack, `taken over after ${takenOver.after} ms`);
  t.ok(await holds(pair.sip));
  t.match(advertised(pair, pair.pip).at(-1), { priority: 0 });

  const again = pair.keep(pair.pip.startVrrpd(file));
  await waitFor(() => again.log().includes("INIT -> BACKUP"), "the first to come back");
  await waitFor(() => advertised(pair, pair.sip).length > 2, "a few advertisements");
  const inherited = takeOver(pair, pair.pip);
  sip.child.kill("SIGKILL");
  await sip.ended;
  const madeGood = await inherited();
  t.ok(madeGood.after < masterDown + madeGood.slack, `taken over after ${madeGood.after} ms`);
  t.ok(await holds(pair.pip));
  t.ok(await holds(pair.sip), "a killed one leaves its address");
  const third = pair.keep(pair.sip.startVrrpd(file));
  await until(async () => !(await holds(pair.sip)), "the left-over to go");
  third.child.kill("SIGINT");
  t.equal(await third.ended, 0, "SIGINT ends it as well");
  again.child.kill("SIGTERM");
  await again.ended;
  for (const program of [pip, sip, third, again]) t.notMatch(program.log(), /lbapache|\n {4}at /);
});

t.test("link down is FAULT, and over when it is up; an address removed by hand comes back", options, async (t) => {
  const pair = await directorPair(t);
  const { pip, sip } = await bothRunning(pair, pair.file("keepalived.conf", configuration()));
  const inherited = takeOver(pair, pair.sip);
  pair.pip.ip("link set ens33 down");
  await waitFor(() => pip.log().includes("MASTER -> FAULT: link ens33 is down"), "FAULT");
  await until(async () => !(await holds(pair.pip)), "its address to go", 2000);
  const { after, slack } = await inherited();
  t.ok(after < masterDown + slack, `taken over after ${after} ms`);
  t.ok(await holds(pair.sip));
  pair.pip.ip("link set ens33 up");
  await waitFor(() => pip.log().includes("FAULT -> BACKUP"), "the end of the fault");

  pair.sip.ip(`addr del ${vip}/16 dev ens33`);
  await waitFor(() => sip.log().includes(`MASTER -> BACKUP: somebody removed ${vip}`), "the loss to be noticed");
  await until(async () => (await holds(pair.pip)) !== (await holds(pair.sip)), "one to hold it again", 2000);
});

t.test("SIGHUP: addresses change under a MASTER that stays; a broken file changes nothing", options, async (t) => {
  const pair = await directorPair(t);
  const file = pair.file("keepalived.conf", configuration());
  const program = pair.keep(pair.pip.startVrrpd(file));
  await until(() => holds(pair.pip), "a MASTER");
  const addresses = async () => (await pair.pip.virtual()).map(({ address }) => address).sort();
  const hold = (...wanted: string[]) =>
    until(async () => (await addresses()).join() === wanted.join(), `addresses ${wanted}`, 2000);

  pair.file("keepalived.conf", configuration({ addresses: `${vip}/16 brd + label ens33:0\n172.16.12.119` }));
  program.child.kill("SIGHUP");
  await waitFor(() => program.log().includes("added 172.16.12.119"), "the reload");
  await hold(vip, "172.16.12.119");

  pair.file("keepalived.conf", configuration({ addresses: "172.16.12.118", priority: 300 }));
  program.child.kill("SIGHUP");
  await waitFor(() => program.log().includes("running on with the old one"), "the refusal");
  t.match(program.log(), /keepalived\.conf:6:14: error LK0013/);
  pair.file("keepalived.conf", configuration().replace("interface ens33", "interface ens44"));
  program.child.kill("SIGHUP");
  await waitFor(() => program.log().includes('no interface "ens44"'), "the second refusal");
  t.same(await addresses(), [vip, "172.16.12.119"]);

  pair.file("keepalived.conf", configuration({ addresses: "172.16.12.119" }));
  program.child.kill("SIGHUP");
  await waitFor(() => program.log().includes(`removed ${vip}`), "the third reload");
  await hold("172.16.12.119");
  t.equal(program.log().match(/ -> /g)?.length, 2, "MASTER all the while");
  const words = readFileSync(`/proc/${program.child.pid}/cmdline`, "latin1");
  t.notMatch(words, /lbapache/);
});

t.test("what cannot be run is one sentence and the documented status", options, async (t) => {
  const pair = await directorPair(t);
  const rows: readonly (readonly [string, string | undefined, number, RegExp])[] = [
    ["a missing file", undefined, 2, /^vrrpd(\.cjs)?: cannot read .*missing\.conf: [^;]*\n$/],
    ["no instance", "global_defs {\n}\n", 2, /^vrrpd: not started: .* defines no vrrp_instance\n$/],
    [
      "an error",
      configuration({ priority: 300 }),
      2,
      /:6:14: error LK0013[\s\S]*\nvrrpd: not started: 1 error in .*\n$/,
    ],
    [
      "a missing interface",
      configuration().replaceAll("ens33", "ens34"),
      1,
      /:4:15: error LK0036: this host has no interface "ens34"[\s\S]*did you mean "ens33"\?[\s\S]*\nvrrpd: not started: .* on this host\n$/,
    ],
  ];
  for (const [name, text, status, words] of rows) {
    const path = text === undefined ? "/nonexistent/missing.conf" : pair.file("keepalived.conf", text);
    const program = pair.keep(pair.pip.startVrrpd(path));
    t.equal(await program.ended, status, name);
    t.match(program.log(), words, name);
  }
  const file = pair.file("keepalived.conf", configuration());
  const bare = pair.keep(
    pair.pip.start("setpriv", [
      "--bounding-set",
      "-all",
      "--inh-caps",
      "-all",
      process.execPath,
      "dist/bin/vrrpd.cjs",
      "-f",
      file,
    ]),
  );
  t.equal(await bare.ended, 1);
  t.match(
    bare.log(),
    /^vrrpd: needs root, or CAP_NET_RAW and CAP_NET_ADMIN: cannot open .*: Operation not permitted\n$/,
  );
});
