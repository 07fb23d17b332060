/** The narrated play of scenario 01: the main job, a web server that stops, a director that dies. */

import { type Answer, ask, askUntil, neighbourOf } from "../../guest/client.ts";
import type { Lab } from "../../guest/lab.ts";
import { now } from "../../guest/wait.ts";
import { configuration } from "./configuration.ts";
import { Deployment } from "./deployment.ts";
import { killMaster, masterDownInterval } from "./fail-over.ts";
import { removalBound } from "./pools.ts";
import { addressOf, pools, serverIn, siteUrl, vip } from "./site.ts";

const indented = (text: string): string => text.trimEnd().replace(/^/gm, "    ");

export async function demo(lab: Lab): Promise<void> {
  const begin = now();
  lab.say(`A site behind ${vip}: web servers rip1 and rip2, directors pip and sip, a client; five hosts on one wire.`);
  const site = await Deployment.make(lab, "lvskit", ["rip1", "rip2", "pip", "sip", "client"]);
  await bringUp(lab, site);
  await showService(lab, site);
  const { removed, back } = await stopAndStartWebServer(lab, site);
  const { garp, answered } = await loseMaster(lab, site);
  lab.say(
    [
      "Summary",
      `    web server stopped → out of both tables after  ${seconds(removed)}; no request was lost after that`,
      `    started again → back in both tables after       ${seconds(back)}`,
      `    master killed → first gratuitous ARP after      ${garp.toFixed(0)} ms (3 × advert_int + skew = ${masterDownInterval.toFixed(0)} ms)`,
      `    master killed → first answered request after    ${answered.toFixed(0)} ms`,
      `    the whole play took                             ${seconds(now() - begin)}`,
    ].join("\n"),
  );
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

async function bringUp(lab: Lab, site: Deployment): Promise<void> {
  for (const name of pools.apache.servers) {
    await site.startWeb(name, pools.apache);
    lab.say(`${name}# rsprep apply --vip ${vip} --interface ens33\n${indented(await site.prepare(name))}`);
  }
  const digests = await site.digests(pools.apache);
  for (const [name, digest] of Object.entries(digests))
    lab.say(`pip# genhash -s ${addressOf[name as "rip1"]} -p 80 -u /index.html\n    MD5SUM = ${digest}`);
  lab.say("pip# vrrpd and checkd start, and a little later on sip, all on the same keepalived.conf …");
  await site.startDirectors(configuration([pools.apache], digests));
}

async function showService(lab: Lab, site: Deployment): Promise<void> {
  const master = await site.master(5000);
  lab.say(`${master.name} is MASTER and holds ${vip}; ${site.other(master).name} is BACKUP.`);
  lab.say(`${master.name}# lvsadm -Ln\n${indented(await master.host.ok(["lvsadm", "-Ln"]))}`);
  const answer = await askUntil(site.client, siteUrl, () => true, { within: 5000 });
  lab.say(`client# curl ${siteUrl}\n    ${answer.body.trim()}`);
  lab.say(`The client sees the VIP at ${await neighbourOf(site.client, vip)}, which is ${master.name}.`);
}

async function stopAndStartWebServer(lab: Lab, site: Deployment): Promise<{ removed: number; back: number }> {
  const bound = (await whoAnswers(site)) === "rip2" ? "rip2" : "rip1";
  const rest = bound === "rip1" ? "rip2" : "rip1";
  const stopped = now();
  await site.stopWeb(bound);
  lab.say(
    `${bound}'s web server is stopped; it was the client's own (persistence_timeout 50). checkd looks every 6 s, retries 3 times …`,
  );
  for (const director of site.directors) await site.poolOf(director, [rest], removalBound);
  const removed = now() - stopped;
  await lab.check(`after ${seconds(removed)} ${bound} is out of both tables and ${rest} answers`, () =>
    everyAnswerIs(site, rest),
  );
  const started = now();
  await site.startWeb(bound, pools.apache);
  for (const director of site.directors) await site.poolOf(director, ["rip1", "rip2"], removalBound);
  const back = now() - started;
  lab.say(`${bound}'s web server is started again: back in both tables after ${seconds(back)}.`);
  return { removed, back };
}

async function everyAnswerIs(site: Deployment, server: string): Promise<void> {
  for (let time = 0; time < 5; time++) {
    const found = await whoAnswers(site);
    if (found !== server) throw new Error(`${found ?? "nobody"} answered request ${time + 1}`);
  }
}

async function whoAnswers(site: Deployment): Promise<string | undefined> {
  const answer: Answer | undefined = await ask(site.client, siteUrl, 3);
  return serverIn(answer?.body ?? "");
}

async function loseMaster(lab: Lab, site: Deployment) {
  const master = await site.master(5000);
  const heir = site.other(master);
  lab.say(`SIGKILL to everything on ${master.name}: it sends no farewell, its link is dead. The client keeps asking …`);
  const takeOver = await killMaster(site, master);
  const { garp, answered } = takeOver;
  lab.say(
    `${heir.name} announced the VIP ${garp.toFixed(0)} ms after the kill; the client's first answer came after ${answered.toFixed(0)} ms.`,
  );
  const mac = (await heir.host.ok(["cat", "/sys/class/net/ens33/address"])).trim();
  await lab.check(`the client sees the VIP at ${mac} now, which is ${heir.name}`, async () => {
    const seen = await neighbourOf(site.client, vip);
    if (seen !== mac) throw new Error(`it sees ${seen}`);
  });
  lab.say(`${heir.name}# lvsadm -Ln\n${indented(await heir.host.ok(["lvsadm", "-Ln"]))}`);
  return takeOver;
}
