/**
 * Fail-over on the wire: two directors with the same program and timers, the MASTER is killed with SIGKILL, and the other
 * one's first gratuitous ARP is timed. Needs root; each run takes about five seconds, because elections do.
 */

import { setTimeout as delay } from "node:timers/promises";
import { type DirectorHost, type DirectorPair, directorPair, type Program, vip } from "../support/director-pair.ts";
import { killKeepalived, startKeepalived } from "../support/keepalived.ts";
import { monotonic } from "../support/recorder.ts";
import { waitFor } from "../support/wait-for.ts";

export interface FailOver {
  /** Milliseconds from the kill to the first gratuitous ARP. */
  readonly fromKill: number;
  /** Milliseconds from the last advertisement of the dead to the first gratuitous ARP, less 3 × advert_int + skew. */
  readonly overhead: number;
}

/** `keepalived`: the folder with Debian's packages. */
export type Subject = { readonly vrrpd: true } | { readonly keepalived: string };

/** Priority 100, advert_int 1. */
const masterDown = 3609.375;
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

interface Running {
  readonly host: DirectorHost;
  readonly program: Program;
}

/** @returns one measurement per run; the two directors take turns in dying. */
export async function measureFailOver(subject: Subject, runs: number): Promise<FailOver[]> {
  const ends: (() => Promise<void>)[] = [];
  try {
    const pair = await directorPair({ teardown: (end) => ends.push(end) });
    const file = pair.file("keepalived.conf", configuration);
    const start = async (host: DirectorHost): Promise<Running> => {
      const program = pair.keep(
        "vrrpd" in subject ? host.startVrrpd(file) : startKeepalived(subject.keepalived, host, file),
      );
      await delay(1000);
      return { host, program };
    };
    let master = await start(pair.pip);
    await waitFor(() => advertisements(pair, master.host).length > 0, "a MASTER");
    const results: FailOver[] = [];
    for (let run = 0; run < runs; run++) {
      const next = await start(master.host === pair.pip ? pair.sip : pair.pip);
      // The kill comes at any point between two advertisements.
      await delay(1000 + (run * 1000) / runs);
      results.push(
        await killed(pair, master, () => {
          if ("vrrpd" in subject) master.program.child.kill("SIGKILL");
          else killKeepalived(master.program, master.host, file);
        }),
      );
      master = next;
    }
    return results;
  } finally {
    for (const end of ends) await end();
  }
}

async function killed(pair: DirectorPair, master: Running, kill: () => void): Promise<FailOver> {
  const { frames } = pair.recorder;
  const known = frames.length;
  const at = monotonic();
  kill();
  await master.program.ended;
  const announced = () => frames.slice(known).find(({ kind }) => kind === "announcement")?.at;
  await waitFor(() => announced() !== undefined, "a take-over", 10_000);
  const first = announced() ?? Infinity;
  const last = advertisements(pair, master.host).at(-1) ?? -Infinity;
  return { fromKill: first - at, overhead: first - last - masterDown };
}

function advertisements({ recorder }: DirectorPair, host: DirectorHost): number[] {
  return recorder.frames.flatMap((one) =>
    one.kind === "advertisement" && one.from === host.ownAddress ? [one.at] : [],
  );
}
