/** The numbered expectations of scenario 01, each found out from the outside: client, wire, kernel tables read by ipvsadm. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { ask } from "../../guest/client.ts";
import type { Director, Make } from "../../guest/director.ts";
import type { Lab } from "../../guest/lab.ts";
import { configuration, type Digests } from "./configuration.ts";
import { Deployment } from "./deployment.ts";
import { failOver } from "./fail-over.ts";
import { reloadWithSecondPool, webServerStops } from "./pools.ts";
import { addressOf, link, pageOf, pools, serverIn, siteUrl, vip } from "./site.ts";

/** Deploys, checking on the way, and stops early where nothing after could hold. */
export async function play(lab: Lab, make: Make): Promise<void> {
  const site = await Deployment.make(lab, make);
  for (const name of pools.apache.servers) await site.startWeb(name, pools.apache);
  lab.say("Two web servers run; now rsprep makes them fit to be real servers.");
  if (!(await realServersArePrepared(lab, site))) return;
  const digests = await site.digests(pools.apache);
  await lab.check("2. genhash prints the MD5 of each server's page", () => digestsAreRight(digests));
  const started = await lab.check("3. the same file runs on both directors", async () => {
    await site.startDirectors(configuration([pools.apache], digests));
    for (const director of site.directors)
      assert.ok(
        director.daemons.every((one) => one.running),
        director.logs(),
      );
  });
  if (!started) return;
  await listings(lab, site);
  await clientIsServed(lab, site);
  await failOver(lab, site);
  await webServerStops(lab, site);
  await reloadWithSecondPool(lab, site, digests);
}

async function realServersArePrepared(lab: Lab, site: Deployment): Promise<boolean> {
  const prepared = await lab.check("1. rsprep puts the VIP on lo as lo:0 and keeps it out of ARP", async () => {
    for (const name of pools.apache.servers) {
      const host = site.host(name);
      await site.prepare(name);
      const label = await host.ok(["ip", "-o", "-4", "address", "show", "dev", "lo", "label", "lo:0"]);
      assert.match(label, new RegExp(`inet ${vip}/32 brd ${vip} .* lo:0`));
      for (const where of ["lo", "all"]) {
        const folder = `/proc/sys/net/ipv4/conf/${where}`;
        assert.equal(await host.ok(["cat", `${folder}/arp_ignore`, `${folder}/arp_announce`]), "1\n2\n", where);
      }
    }
  });
  await lab.check("1. no real server answers ARP for the VIP", async () => {
    assert.deepEqual(await arpAnswers(site), [], "nobody has the VIP yet but the real servers");
  });
  return prepared;
}

/** The MACs that answer when the client asks the wire for the VIP afresh. */
async function arpAnswers(site: Deployment): Promise<string[]> {
  const wire = await site.cluster.capture("arp");
  for (const address of [vip, addressOf.rip1]) {
    await site.client.run(["ip", "neighbour", "flush", "all"]);
    await site.client.run(["ping", "-c", "1", "-W", "2", address]);
  }
  // Frames are printed in their order: once the second address is answered for, everything about the first one is known.
  await wire.frame(new RegExp(`Reply ${dotted(addressOf.rip1)} is-at`), { within: 5000 });
  await wire.stop();
  assert.ok(
    wire.frames.some(({ text }) => text.includes(`who-has ${vip} `)),
    "the client asked",
  );
  const answer = new RegExp(`Reply ${dotted(vip)} is-at ([0-9a-f:]{17})`);
  return [...new Set(wire.frames.flatMap(({ text }) => answer.exec(text)?.[1] ?? []))];
}

const dotted = (address: string): string => address.replaceAll(".", "\\.");

function digestsAreRight(digests: Digests): void {
  for (const name of pools.apache.servers)
    assert.equal(digests[name], createHash("md5").update(pageOf(name)).digest("hex"), name);
}

async function listings(lab: Lab, site: Deployment): Promise<void> {
  const row = (name: "rip1" | "rip2") => `  -> ${addressOf[name]}:80             Route   10     0          0         `;
  for (const director of site.directors)
    await lab.check(`4. ${director.name} lists both servers, and as ipvsadm does`, async () => {
      const [numeric, named] = [await list(site, director, "-Ln"), await list(site, director, "-L")];
      const lines = numeric.split("\n").slice(3, 6);
      assert.deepEqual(
        [lines[0]?.trimEnd(), ...lines.slice(1).sort()],
        [`TCP  ${vip}:80 wlc persistent 50`, row("rip1"), row("rip2")],
      );
      assert.match(named, new RegExp(`^TCP {2}${vip}:http wlc persistent 50$`, "m"));
      assert.equal(numeric, await director.host.ok(["ipvsadm", "-Ln"]));
      assert.equal(named, await director.host.ok(["ipvsadm", "-L"]));
    });
}

const list = (site: Deployment, director: Director, flag: string) => director.host.ok([site.adm, flag]);

async function clientIsServed(lab: Lab, site: Deployment): Promise<void> {
  await lab.check(`5. the VIP sits on one director, labelled ${link}:0, and that one alone answers ARP`, async () => {
    const master = await site.master(5000);
    const shown = await master.host.ok(["ip", "-o", "-4", "address", "show", "label", `${link}:0`]);
    assert.match(shown, new RegExp(`inet ${vip}/32 .*${link}:0`));
    const mac = (await master.host.ok(["cat", `/sys/class/net/${link}/address`])).trim();
    assert.deepEqual(await arpAnswers(site), [mac]);
  });
  await lab.check("5. the same client gets the same server each time", async () => {
    const servers = new Set<string | undefined>();
    for (let time = 0; time < 6; time++) servers.add(serverIn((await ask(site.client, siteUrl, 3))?.body ?? ""));
    assert.equal(servers.size, 1);
    assert.match([...servers].join(), /^rip[12]$/);
  });
}
