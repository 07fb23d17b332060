/** What rsprep will not touch, each said in a sentence that tells what to do. */

import t from "tap";
import type { Host } from "../../../lib/realserver/model.ts";
import { needsOf } from "../../../lib/realserver/needs.ts";
import { obstacles } from "../../../lib/realserver/obstacles.ts";
import { host, onLoopback, vipA } from "../../support/host.ts";

function sentences(of: Host, name = "eth0"): string[] {
  const wish = { mode: "dr", vips: [vipA], interface: name } as const;
  return obstacles(of, wish, needsOf(wish)).map(({ sentence }) => sentence);
}

t.test("none on an ordinary host, prepared or not", async (t) => {
  t.same(sentences(host()), []);
  t.same(sentences(host({ addresses: [onLoopback(vipA, "lo:0")] })), []);
  const down = host().links.map((link) => (link.loopback ? link : { ...link, up: false }));
  t.same(sentences({ ...host(), links: down }), [], "the interface may come up later");
});

t.test("one row per obstacle", async (t) => {
  t.same(sentences(host(), "ens33"), ["there is no interface ens33; this host has eth0"]);
  const alone = { ...host(), links: host().links.filter((link) => link.loopback) };
  t.same(sentences(alone), ["there is no interface eth0; this host has none but lo"]);
  t.same(sentences(host(), "lo"), ["lo is the loopback interface; --interface names the one that faces the director"]);
  const down = { ...host(), links: host().links.map((link) => ({ ...link, up: false })) };
  t.same(sentences(down), ["lo is down; bring it up first (ip link set lo up)"]);
  const bare = {
    ...host(),
    sysctls: new Map([...host().sysctls].filter(([path]) => path !== "net/ipv4/conf/eth0/arp_ignore")),
  };
  t.same(sentences(bare), ["this kernel shows no /proc/sys/net/ipv4/conf/eth0/arp_ignore"]);
  t.same(sentences(host({ addresses: [onLoopback(vipA, "eth0:0", { link: "eth0", prefixLength: 24 })] })), [
    "172.16.12.110/24 is on eth0 of this host, as on a director that holds it; a real server has it on lo alone",
  ]);
  t.same(sentences(host({ addresses: [onLoopback(vipA, "lo:0", { prefixLength: 16 })] })), [
    "172.16.12.110/16 is on lo and makes that whole network local to this host; remove it first (ip address del 172.16.12.110/16 dev lo)",
  ]);
});
