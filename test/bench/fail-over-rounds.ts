/**
 * Kills MASTERs and takes the time until the other director announces the VIP: vrrpd and keepalived turn about, on the same
 * two directors, each with a virtual router and an address of its own. All times of frames are the kernel's.
 */

import { Capture } from "../lab/guest/capture.ts";
import { delay } from "../lab/guest/wait.ts";
import { type DirectorPair, directorPair } from "../support/director-pair.ts";
import { killKeepalived, startKeepalived } from "../support/keepalived.ts";
import { Contest } from "./contest.ts";
import type { Figures } from "./figures.ts";

const rounds = 10;
/** Milliseconds: a MASTER is killed at any moment between two advertisements. */
const advertInterval = 1000;

/** @param root where Debian's keepalived is unpacked; tcpdump and ip are on the PATH. */
export async function measureFailOver(root: string): Promise<Figures> {
  const ends: (() => Promise<void>)[] = [];
  try {
    const pair = await directorPair({ teardown: (end) => void ends.push(end) });
    pair.enterWire();
    const wire = await Capture.start("br0", "vrrp or arp");
    ends.push(() => wire.stop());
    return await alternate(contests(root, pair, wire));
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}

function contests(root: string, pair: DirectorPair, wire: Capture): Contest[] {
  const peer = pair.file("keepalived.conf", configuration(13, "172.16.12.119"));
  const own = pair.file("vrrpd.conf", configuration(12, "172.16.12.118"));
  return [
    new Contest({
      name: "vrrpd",
      virtualRouterId: 12,
      vip: "172.16.12.118",
      start: (host) => pair.keep(host.startVrrpd(own)),
      kill: ({ child }) => child.kill("SIGKILL"),
      isBackup: /-> BACKUP/,
      directors: [pair.pip, pair.sip],
      wire,
    }),
    new Contest({
      name: "keepalived",
      virtualRouterId: 13,
      vip: "172.16.12.119",
      start: (host) => pair.keep(startKeepalived(root, host, peer)),
      kill: (program, host) => killKeepalived(program, host, peer),
      isBackup: /Entering BACKUP STATE/,
      directors: [pair.pip, pair.sip],
      wire,
    }),
  ];
}

async function alternate(contests: readonly Contest[]): Promise<Figures> {
  for (const contest of contests) await contest.begin();
  const figures = new Map<string, number[]>();
  const note = (name: string, value: number) => figures.set(name, [...(figures.get(name) ?? []), value]);
  for (let round = 0; round < rounds; round++)
    for (const contest of contests) {
      await contest.ready();
      await delay(Math.random() * advertInterval);
      const { sinceKill, overhead } = await contest.killMaster();
      note(`${contest.name}: kill to announcement`, sinceKill);
      note(`${contest.name}: overhead`, overhead);
    }
  return figures;
}

function configuration(virtualRouterId: number, vip: string): string {
  return `
vrrp_instance VI_${virtualRouterId} {
    state BACKUP
    interface ens33
    virtual_router_id ${virtualRouterId}
    priority 100
    advert_int 1
    nopreempt
    authentication {
        auth_type PASS
        auth_pass lbapache
    }
    virtual_ipaddress {
        ${vip} dev ens33 label ens33:${virtualRouterId}
    }
}
`;
}
