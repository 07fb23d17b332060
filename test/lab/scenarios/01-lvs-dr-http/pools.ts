/** Expectations 7 and 8 of scenario 01: what happens to the pools when a server stops, and when the file grows. */

import assert from "node:assert/strict";
import { ask, askUntil } from "../../guest/client.ts";
import type { Director } from "../../guest/director.ts";
import type { Lab } from "../../guest/lab.ts";
import { configuration, type Digests } from "./configuration.ts";
import type { Deployment } from "./deployment.ts";
import { pools, serverIn, siteUrl, vip } from "./site.ts";

/** The longest time a checker of the file may take: delay_loop, then 3 retries 3 s apart, each with its connection; ms. */
export const removalBound = 6000 + 3 * 3000 + 3000;

export async function webServerStops(lab: Lab, site: Deployment): Promise<void> {
  const bound = serverIn((await ask(site.client, siteUrl, 3))?.body ?? "") as "rip1" | "rip2";
  const rest = bound === "rip1" ? "rip2" : "rip1";
  await lab.check(`7. the client's web server ${bound} stops: removed on both directors, ${rest} answers`, async () => {
    await site.stopWeb(bound);
    for (const director of site.directors) await site.poolOf(director, [rest], removalBound);
    const answer = await askUntil(site.client, siteUrl, () => true, { within: 5000 });
    assert.equal(serverIn(answer.body), rest);
  });
  await lab.check(`7. ${bound} starts again: back in both tables`, async () => {
    await site.startWeb(bound, pools.apache);
    for (const director of site.directors) await site.poolOf(director, ["rip1", "rip2"], removalBound);
  });
}

export async function reloadWithSecondPool(lab: Lab, site: Deployment, digests: Digests): Promise<void> {
  for (const name of pools.nginx.servers) {
    await site.startWeb(name, pools.nginx);
    await site.prepare(name);
  }
  const both = { ...digests, ...(await site.digests(pools.nginx)) };
  const master = await site.master(5000);
  await lab.check(
    "8. a second service and reload: the first one's entries, connections and statistics stay",
    async () => {
      await ask(site.client, siteUrl, 3);
      const before = await firstService(master);
      assert.ok(before.connections.length > 0 && before.conns > 0, "there is something to lose");
      for (const director of site.directors) director.reload(configuration([pools.apache, pools.nginx], both));
      for (const director of site.directors) await site.poolOf(director, ["nginx1", "nginx2"], 30_000, pools.nginx);
      const after = await firstService(master);
      assert.deepEqual(after.rules, before.rules);
      assert.ok(after.conns >= before.conns, `${before.conns} connections counted before, ${after.conns} after`);
      assert.deepEqual(
        before.connections.filter((one) => !after.connections.includes(one)),
        [],
      );
    },
  );
  await lab.check("8. both services answer", async () => {
    assert.match((await ask(site.client, siteUrl, 3))?.body ?? "nothing", /rip[12]/);
    const second = await askUntil(site.client, `http://${vip}:8000/check.html`, () => true, { within: 5000 });
    assert.match(second.body, /nginx[12]/);
  });
}

/** What the kernel holds of the service on port 80, read by Debian's ipvsadm. */
async function firstService(director: Director) {
  const service = `${vip}:${pools.apache.port}`;
  const read = (...flags: string[]) => director.host.ok(["ipvsadm", ...flags]);
  const stats = await read("-Ln", "--stats", "--exact", "-t", service);
  const rules = (await read("-S", "-n")).split("\n").filter((line) => `${line} `.includes(`-t ${service} `));
  // Protocol, expiry, state, source, virtual, destination: two that change with time are left out.
  const connections = (await read("-Lnc"))
    .split("\n")
    .filter((line) => line.includes(` ${service} `))
    .map((line) => line.trim().split(/\s+/).toSpliced(1, 2).join(" "));
  return { rules, connections, conns: Number(/^TCP +\S+ +(\d+)/m.exec(stats)?.[1] ?? 0) };
}
