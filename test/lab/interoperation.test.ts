/** One director runs Debian's keepalived, the other vrrpd, same VRID and password, both ways round: one MASTER at a time. */

import assert from "node:assert/strict";
import type { Capture, Frame } from "./guest/capture.ts";
import { Director, type Make } from "./guest/director.ts";
import type { Lab } from "./guest/lab.ts";
import { now, waitFor } from "./guest/wait.ts";
import { labTest } from "./lab-test.ts";

const vip = "172.16.12.110";
const addressOf = { pip: "172.16.12.113", sip: "172.16.12.114" } as const;
/** ms: skew of priority 100 (RFC 3768 section 6.1), three advertisements more, and what the lab's only CPU may add. */
const skew = ((256 - 100) / 256) * 1000;
const masterDown = 3000 + skew;
const margin = 500;

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

await labTest(import.meta.url, async (lab) => {
  await bothDirections(lab, "keepalived", "lvskit");
  await bothDirections(lab, "lvskit", "keepalived");
});

/** The first director starts as MASTER, stops politely, comes back, and inherits from the second, which dies. */
async function bothDirections(lab: Lab, first: Make, second: Make): Promise<void> {
  const cluster = await lab.cluster({
    pip: { links: { ens33: `${addressOf.pip}/16` } },
    sip: { links: { ens33: `${addressOf.sip}/16` } },
  });
  const pip = new Director(cluster.host("pip"), first, "election");
  const sip = new Director(cluster.host("sip"), second, "election");
  const wire = await cluster.capture("ip proto 112");
  const title = `pip runs ${first}, sip ${second}`;

  await lab.check(`${title}: the first to come is MASTER, the second stays BACKUP`, async () => {
    pip.start(configuration);
    await holder(pip, masterDown + 10_000);
    sip.start(configuration);
    await advertisements(wire, addressOf.pip, now() + masterDown + margin);
    assert.equal(await sip.holds(vip), false, sip.logs());
  });
  await lab.check(
    `${title}: ${second} takes over at once when ${first} says goodbye, and ${first} lets it`,
    async () => {
      const stopping = now();
      await pip.stop();
      const [, mine] = await Promise.all([
        wire.frame(farewellOf(addressOf.pip), { within: 5000, since: stopping }),
        wire.frame(advertOf(addressOf.sip), { within: 5000, since: stopping }),
      ]);
      const goodbye = wire.frames.find((one) => one.time >= stopping && farewellOf(addressOf.pip).test(one.text));
      assert.ok(mine.time - (goodbye?.time ?? 0) <= skew + margin, `${mine.time - (goodbye?.time ?? 0)} ms`);
      await holder(sip, 2000);
      pip.start(configuration);
      await advertisements(wire, addressOf.sip, now() + masterDown + margin);
      assert.equal(await pip.holds(vip), false, pip.logs());
    },
  );
  await lab.check(`${title}: ${first} takes over when ${second} is killed`, async () => {
    const killed = await sip.host.off();
    const advert = await wire.frame(advertOf(addressOf.pip), { within: masterDown + 5000, since: killed });
    assert.ok(advert.time - killed <= masterDown + margin, `${advert.time - killed} ms`);
    await holder(pip, 2000);
  });
  await lab.check(`${title}: the wire never saw two MASTERs`, async () => {
    const masters = wire.frames.filter((one) => /prio 100/.test(one.text)).map(sourceOf);
    const turns = masters.filter((source, i) => source !== masters[i - 1]);
    assert.deepEqual(turns, [addressOf.pip, addressOf.sip, addressOf.pip]);
  });
  await wire.stop();
  await pip.host.off();
}

function advertOf(source: string, priority = 100): RegExp {
  return new RegExp(`${source.replaceAll(".", "\\.")} > 224\\.0\\.0\\.18: .*prio ${priority},`);
}

function farewellOf(source: string): RegExp {
  return advertOf(source, 0);
}

function sourceOf({ text }: Frame): string {
  return / ([\d.]+) > 224\.0\.0\.18/.exec(text)?.[1] ?? "";
}

async function holder(director: Director, within: number): Promise<void> {
  await waitFor(`${director.name} holds ${vip}\n${director.logs()}`, () => director.holds(vip), { within });
}

/** Waits until `source` has advertised at or after `until`, which proves that it was heard all the while. */
async function advertisements(wire: Capture, source: string, until: number): Promise<void> {
  await wire.frame(advertOf(source), { within: until - now() + 3000, since: until });
}
