/** One director runs Debian's keepalived, the other vrrpd, with one file: never two MASTERs, and take-over both ways. */

import t, { type Test } from "tap";
import { type DirectorHost, type DirectorPair, directorPair, type Program, vip } from "../support/director-pair.ts";
import { keepalivedRoot, killKeepalived, startKeepalived } from "../support/keepalived.ts";
import { watchLateness } from "../support/lateness.ts";
import { namespaceObstacle } from "../support/namespace.ts";
import { monotonic } from "../support/recorder.ts";
import { waitFor } from "../support/wait-for.ts";

// Elections take the seconds that they take.
t.setTimeout(120_000);

const packages = await keepalivedRoot();
const obstacle = namespaceObstacle() ?? ("obstacle" in packages ? packages.obstacle : undefined);
const options = obstacle === undefined ? {} : { skip: obstacle };
const root = "root" in packages ? packages.root : "";

/** Milliseconds: the skew of priority 100, three intervals more, and what the programs may add; a busy machine adds its lateness. */
const skew = 609.375;
const masterDown = 3000 + skew;
const slack = 500;

const configuration = `
vrrp_instance VI_1 {
    state BACKUP
    interface ens33
    virtual_router_id 12
    priority 100
    advert_int 1
    nopreempt
    authentication {
        auth_type PASS
        auth_pass lbapache
    }
    virtual_ipaddress {
        ${vip} dev ens33 label ens33:0
    }
}
`;

/** A director with one of the two programs, and whether it runs. */
interface Side {
  readonly host: DirectorHost;
  start(): void;
  end(): Promise<void>;
  kill(): Promise<void>;
  readonly running: boolean;
}

function side(pair: DirectorPair, host: DirectorHost, launch: () => Program, slay: (program: Program) => void): Side {
  let program: Program | undefined;
  const gone = async (how: (program: Program) => void) => {
    const ending = program;
    if (ending === undefined) throw new Error("nothing runs there");
    how(ending);
    program = undefined;
    await ending.ended;
  };
  return {
    host,
    start: () => {
      program = pair.keep(launch());
    },
    end: () => gone(({ child }) => child.kill("SIGTERM")),
    kill: () => gone(slay),
    get running() {
      return program !== undefined;
    },
  };
}

/** Looks every 5 ms who holds the address among those that run. */
function watch(sides: readonly Side[]) {
  const seen = { both: 0, samples: 0, holders: [] as readonly Side[] };
  const look = async () => {
    const held = await Promise.all(
      sides.map(async (one) => (await one.host.virtual()).some(({ address }) => address === vip)),
    );
    seen.holders = sides.filter((one, i) => held[i] && one.running);
    seen.samples++;
    if (seen.holders.length > 1) seen.both++;
  };
  const timer = setInterval(() => void look(), 5);
  return { seen, stop: () => clearInterval(timer) };
}

/** Waits for `condition`, and judges only then, so that a failure tells how long it took. @param limit milliseconds */
async function within(t: Test, limit: number, condition: () => boolean, what: string): Promise<void> {
  const since = monotonic();
  const lateness = watchLateness();
  await waitFor(condition, what);
  const after = monotonic() - since;
  t.ok(after < limit + slack + lateness(), `${what} after ${after} ms`);
}

for (const first of ["keepalived", "vrrpd"] as const)
  t.test(`${first} first, then the other: hand-over on SIGTERM, take-over after SIGKILL`, options, async (t) => {
    const pair = await directorPair(t);
    const file = pair.file("keepalived.conf", configuration);
    const peer = (host: DirectorHost) =>
      side(
        pair,
        host,
        () => startKeepalived(root, host, file),
        (program) => killKeepalived(program, host, file),
      );
    const ours = (host: DirectorHost) =>
      side(
        pair,
        host,
        () => host.startVrrpd(file),
        ({ child }) => child.kill("SIGKILL"),
      );
    const [a, b] = first === "keepalived" ? [peer(pair.pip), ours(pair.sip)] : [ours(pair.pip), peer(pair.sip)];
    const { seen, stop } = watch([a, b]);
    t.teardown(stop);
    const holds = (one: Side) => () => seen.holders.length === 1 && seen.holders[0] === one;
    const heardFrom = (one: Side) =>
      pair.recorder.frames.filter(({ kind, ...frame }) => "from" in frame && frame.from === one.host.ownAddress).length;

    a.start();
    await waitFor(holds(a), "the first to be MASTER");
    b.start();
    const before = heardFrom(a);
    await waitFor(() => heardFrom(a) >= before + 4, "four more advertisements", 6000);
    t.equal(heardFrom(b), 0, "the second stays BACKUP: it takes the first one's advertisements for good");

    await a.end();
    await within(t, skew, holds(b), "the second takes over from one that gave up");
    a.start();
    const again = heardFrom(b);
    await waitFor(() => heardFrom(b) >= again + 4, "four more advertisements", 6000);
    t.ok(holds(b)(), "the first does not preempt");

    await b.kill();
    await within(t, masterDown, holds(a), "the first takes over from one that died");
    t.equal(seen.both, 0, `never both in ${seen.samples} looks`);
    t.ok(seen.samples > 1000);
    const last = pair.recorder.frames.filter(({ kind }) => kind === "announcement").at(-1);
    t.match(last, { address: vip });
  });
