/** Expectation 6 of scenario 01: who has the VIP when directors stop, return, reboot and die. */

import assert from "node:assert/strict";
import { watchLateness } from "../../../support/lateness.ts";
import type { Capture } from "../../guest/capture.ts";
import { firstAnswerAfter } from "../../guest/client.ts";
import type { Director } from "../../guest/director.ts";
import type { Lab } from "../../guest/lab.ts";
import { delay } from "../../guest/wait.ts";
import type { Deployment } from "./deployment.ts";
import { link, siteUrl, vip } from "./site.ts";

/** 3 × advert_int + skew for priority 100 (RFC 3768 6.1: (256 - priority) / 256 s), ms. */
export const masterDownInterval = 3000 + ((256 - 100) / 256) * 1000;

/** What the lab's only CPU may add between the timer and the frame on the wire when nobody else wants it, ms. */
const margin = 400;

export async function failOver(lab: Lab, site: Deployment): Promise<void> {
  const first = await site.master(5000);
  const second = site.other(first);
  const file = first.host.read("/etc/keepalived/keepalived.conf");
  await lab.check(
    `6. ${first.name}'s daemons end on SIGTERM with status 0 and the VIP moves to ${second.name}`,
    async () => {
      assert.deepEqual([...new Set(await first.stop())], [0], first.logs());
      assert.equal(await site.master(masterDownInterval + margin), second);
      assert.equal(await first.holds(vip), false);
    },
  );
  await lab.check(`6. ${first.name}'s daemons start again: with nopreempt the VIP stays`, async () => {
    first.start(file);
    await site.poolOf(first, ["rip1", "rip2"], 30_000);
    // Longer than the master down interval: whoever wanted the VIP would have taken it by then.
    await delay(masterDownInterval + margin);
    assert.equal(await site.master(1000), second);
  });
  await lab.check(`6. ${second.name} reboots: the VIP comes back to ${first.name}`, async () => {
    await second.host.off();
    assert.equal(await site.master(masterDownInterval + 2000), first);
    await restart(site, second, file);
    assert.equal(await site.master(5000), first);
  });
  await lab.check(`6. ${first.name} is killed: taken over within 3 × advert_int + skew`, async () => {
    const { garp, answered, late } = await killMaster(site, first);
    await restart(site, first, file);
    lab.say(
      `From SIGKILL to the first gratuitous ARP ${garp.toFixed(0)} ms, to the first answered request ${answered.toFixed(0)} ms.`,
    );
    assert.ok(garp <= masterDownInterval + margin + late, `${garp} ms, on a machine whose timers were ${late} ms late`);
    assert.equal(await site.master(5000), second);
  });
}

/** Switches a rebooted host's daemons on and waits until its table is whole. */
export async function restart(site: Deployment, director: Director, file: string): Promise<void> {
  director.host = await site.cluster.reboot(director.name);
  director.start(file);
  await site.poolOf(director, ["rip1", "rip2"], 30_000);
}

export interface TakeOver {
  /** From SIGKILL to the first gratuitous ARP of the other director on the wire, ms. */
  readonly garp: number;
  /** From SIGKILL to the end of the first request that the client got answered after that, ms. */
  readonly answered: number;
  /** The worst that a timer of the machine was late meanwhile, ms: what a busy host adds to every program in the lab. */
  readonly late: number;
}

/** SIGKILL to every process of the master's host, which takes its links with them: nothing says goodbye. */
export async function killMaster(site: Deployment, master: Director): Promise<TakeOver> {
  const heir = site.other(master);
  const mac = (await heir.host.ok(["cat", `/sys/class/net/${link}/address`])).trim();
  const wire = await site.cluster.capture("arp");
  const lateness = watchLateness();
  const killed = await master.host.off();
  // A request may still slip through before the dead host's links are gone; the one that counts follows the take-over.
  let garp = Number.POSITIVE_INFINITY;
  const answer = firstAnswerAfter(site.client, siteUrl, () => garp, 15_000);
  garp = await firstGratuitousArp(wire, mac, killed);
  const { at } = await answer;
  await wire.stop();
  return { garp: garp - killed, answered: at - killed, late: lateness() };
}

async function firstGratuitousArp(wire: Capture, mac: string, since: number): Promise<number> {
  const dotted = vip.replaceAll(".", "\\.");
  const frame = new RegExp(`${mac} > .*(who-has ${dotted} .*tell ${dotted}|Reply ${dotted} is-at ${mac})`);
  return (await wire.frame(frame, { within: 15_000, since })).time;
}
