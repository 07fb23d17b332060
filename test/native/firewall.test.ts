/** Rules made by the real nft and iptables, printed by them and read: each way a packet can go, against a kernel. */

import { execFileSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { journey, type Packet } from "../../lib/doctor/firewall/journey.ts";
import { readListings } from "../../lib/doctor/firewall/listings.ts";
import { address } from "../../lib/net/address.ts";
import { readFirewall } from "../../lib/system/firewall.ts";
import { keepalivedRoot, libraryPath } from "../support/keepalived.ts";
import { namespaceObstacle, newNamespace } from "../support/namespace.ts";

const obstacle = namespaceObstacle() ?? (await tools());
const options = obstacle === undefined ? {} : { skip: obstacle };

/** Puts Debian's nft and iptables, unpacked and not installed, where they are looked for. @returns why there are none. */
async function tools(): Promise<string | undefined> {
  const found = await keepalivedRoot();
  if ("obstacle" in found) return found.obstacle;
  const folder = t.testdir({});
  for (const name of ["nft", "iptables-nft", "iptables-nft-save", "iptables-legacy", "iptables-legacy-save"]) {
    const environment = `LD_LIBRARY_PATH=${libraryPath(found.root)} XTABLES_LIBDIR=${found.root}/usr/lib/x86_64-linux-gnu/xtables`;
    writeFileSync(join(folder, name), `#!/bin/sh\n${environment} exec ${found.root}/usr/sbin/${name} "$@"\n`);
    chmodSync(join(folder, name), 0o755);
  }
  process.env.PATH = `${folder}:${process.env.PATH}`;
  newNamespace();
  try {
    execFileSync("nft", ["add table inet probe; delete table inet probe"], { stdio: "pipe" });
    return undefined;
  } catch {
    return "this kernel has no nf_tables, or not for every family";
  }
}

const packet: Packet = {
  family: "inet",
  protocol: "tcp",
  destination: address("172.16.0.80"),
  destinationPort: 80,
  state: "new",
  local: true,
};

/** What becomes of the packet in the chains of a hook, by their tool and table. */
function ends(hook: string, of: Packet = packet): Record<string, string> {
  const chains = readListings(readFirewall()).filter(
    (chain) => chain.hook === hook && chain.families.includes(of.family),
  );
  return Object.fromEntries(chains.map((chain) => [`${chain.tool} ${chain.table}`, journey(chain, of).kind]));
}

function nft(rules: string): void {
  newNamespace();
  execFileSync("nft", ["-f", "-"], { input: rules });
}

const input = (rules: string, policy = "drop") =>
  `table inet filter {
    set ports {
      type inet_service
      elements = { 22, 80 }
    }
    chain sub {
      tcp dport 22 accept
    }
    chain input {
      type filter hook input priority 0; policy ${policy};
      ${rules}
    }
  }\n`;

t.test("without the tools nothing is listed, and nothing said", async (t) => {
  const path = process.env.PATH;
  process.env.PATH = t.testdir({});
  // Its own part of the search path is that of this machine, which may have them.
  t.doesNotThrow(() => readFirewall());
  process.env.PATH = path;
});

t.test("nothing where nothing is", options, async (t) => {
  newNamespace();
  t.strictSame(readListings(readFirewall()), []);
});

t.test("one rule of nft after the other", options, async (t) => {
  const cases: readonly (readonly [string, string])[] = [
    ["", "dropped"],
    ["ct state established,related accept", "dropped"],
    ["ct state { new, established } accept", "accepted"],
    ['iifname "lo" accept', "dropped"],
    ["iif lo accept", "dropped"],
    ['ip daddr 172.16.0.80 tcp dport 80 counter accept comment "why"', "accepted"],
    ["ip daddr 172.16.0.0/24 accept", "accepted"],
    ["ip daddr != 172.16.0.0/24 accept", "dropped"],
    ["ip saddr { 10.0.0.0/8, 192.168.1.5 } accept", "unknown"],
    ["tcp dport @ports accept", "accepted"],
    ["tcp dport { 22, 8000-8080 } accept", "dropped"],
    ["tcp dport 70-90 accept", "accepted"],
    ["udp dport 80 accept", "dropped"],
    ["meta l4proto { tcp, udp } th dport 80 accept", "accepted"],
    ["ip protocol icmp accept", "dropped"],
    ["meta l4proto vrrp accept", "dropped"],
    ["ip6 daddr 2001:db8::/32 accept", "dropped"],
    ["meta nfproto ipv6 accept", "dropped"],
    ["jump sub", "dropped"],
    ['iifname "eth0" jump sub', "dropped"],
    ["limit rate 5/second accept", "unknown"],
    ["meta mark 7 accept", "unknown"],
    ["ct state vmap { invalid : drop }", "unknown"],
    ["accept", "accepted"],
    ['log prefix "x" reject with icmpx type admin-prohibited', "dropped"],
  ];
  for (const [rule, end] of cases) {
    nft(input(rule));
    t.strictSame(ends("input"), { "nft inet filter": end }, rule);
  }
  nft(input("tcp dport 80 reject", "accept"));
  t.strictSame(ends("input"), { "nft inet filter": "dropped" });
  nft(input("", "accept"));
  t.strictSame(ends("input"), { "nft inet filter": "accepted" });
});

t.test("iptables' own kinds, and what nft prints of them counts once", options, async (t) => {
  newNamespace();
  const run = (words: string) => execFileSync("sh", ["-ec", words], { stdio: "pipe" });
  run(`iptables-nft -P INPUT DROP
    iptables-nft -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    iptables-nft -A INPUT -p tcp -m multiport --dports 22,8000:8080 -m comment --comment "a b" -j ACCEPT`);
  t.strictSame(ends("input"), { "iptables-nft filter": "dropped" });
  run("iptables-nft -A INPUT -p tcp -m multiport --dports 80,443 -j ACCEPT");
  t.strictSame(ends("input"), { "iptables-nft filter": "accepted" });
});

t.test("rules of the older kernel part", options, async (t) => {
  newNamespace();
  try {
    execFileSync("iptables-legacy", ["-A", "INPUT", "-d", "172.16.0.80", "-j", "DROP"], { stdio: "pipe" });
  } catch {
    t.pass("this kernel has none", { skip: true });
    return;
  }
  t.match(ends("input"), { "iptables-legacy filter": "dropped" });
});
