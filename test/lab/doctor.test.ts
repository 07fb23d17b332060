/**
 * lvsadm doctor on a director that works, and with one thing broken after the other: it finds that thing, and doing to the letter
 * what it says makes the finding go. NAT from outside, direct routing inside, and a real server behind a router.
 */

import assert from "node:assert/strict";
import { gatherFacts } from "../../lib/commands/lvsadm-doctor-facts.ts";
import { examine } from "../../lib/doctor/examine.ts";
import type { Finding, FindingCode } from "../../lib/doctor/finding.ts";
import { native } from "../../lib/native/addon.ts";
import { probeArp } from "../../lib/system/arp-probe.ts";
import { readFirewall } from "../../lib/system/firewall.ts";
import { procHostState } from "../../lib/system/host-state.ts";
import { openIpvsTable } from "../../lib/system/ipvs-table.ts";
import { openLinks } from "../../lib/system/links.ts";
import { nodeClock } from "../../lib/system/node-clock.ts";
import { procSysctls } from "../../lib/system/sysctls.ts";
import type { Cluster } from "./guest/cluster.ts";
import { waitFor } from "./guest/wait.ts";
import { startWebServer } from "./guest/web-server.ts";
import { labTest } from "./lab-test.ts";

const hosts: Readonly<Record<string, string>> = {
  "192.168.1.11": "rs1",
  "192.168.1.12": "rs2",
  "10.99.0.1": "far",
};

/** What a person knows and the doctor does not. */
const filledIn: Readonly<Record<string, string>> = {
  "REAL-SERVER": "192.168.1.11 -m",
  GATEWAY: "192.168.1.254",
  INTERFACE: "eth0",
};

interface Trouble {
  readonly code: FindingCode;
  readonly severity: Finding["severity"];
  /** Shell commands; each with the host that runs it before a colon. */
  readonly break: readonly string[];
  /** After the mend, what makes it show. */
  readonly proof?: readonly string[];
  /** Puts back what the mend leaves different from before. */
  readonly after?: readonly string[];
}

const filterModules = "iptable_filter iptable_nat xt_tcpudp xt_conntrack xt_addrtype xt_nat xt_MASQUERADE".split(" ");

/** In an order in which none disturbs the next. */
const troubles: readonly Trouble[] = [
  {
    code: "not-forwarding",
    severity: "error",
    break: ["dir: sysctl -w net.ipv4.ip_forward=0"],
  },
  { code: "vip-absent", severity: "error", break: ["dir: ip address del 172.16.0.80/32 dev eth0"] },
  {
    code: "vip-link-down",
    severity: "error",
    break: ["dir: ip link set eth0 down"],
  },
  {
    code: "vip-on-loopback",
    severity: "warning",
    break: ["dir: ip address del 172.16.0.80/32 dev eth0", "dir: ip address add 172.16.0.80/32 dev lo"],
  },
  {
    code: "vip-without-arp",
    severity: "error",
    break: [
      "dir: ip address del 172.16.0.80/32 dev eth0",
      "dir: ip address add 172.16.0.80/32 dev lo",
      "dir: sysctl -w net.ipv4.conf.all.arp_ignore=1",
    ],
    after: ["dir: sysctl -w net.ipv4.conf.all.arp_ignore=0"],
  },
  {
    code: "vip-contested",
    severity: "error",
    break: [
      "dir: ipvsadm -A -t 192.168.1.80:80 -s rr",
      "dir: ipvsadm -a -t 192.168.1.80:80 -r 192.168.1.11 -g",
      "rs1: ip address add 192.168.1.80/32 dev lo",
    ],
    proof: ["inner: curl -sS -m 5 http://192.168.1.80/index.html"],
    after: [
      "dir: ipvsadm -D -t 192.168.1.80:80",
      "rs1: rsprep undo --vip 192.168.1.80 --changed-ok",
      "rs1: ip address del 192.168.1.80/32 dev lo",
    ],
  },
  {
    code: "vip-contested",
    severity: "error",
    break: [
      "dir: ipvsadm -A -t 192.168.1.80:80 -s rr",
      "dir: ipvsadm -a -t 192.168.1.80:80 -r 192.168.1.12 -m",
      "inner: ip address add 192.168.1.80/24 dev eth0",
    ],
    after: ["dir: ipvsadm -D -t 192.168.1.80:80"],
  },
  {
    code: "firewall-drops",
    severity: "error",
    break: [
      "dir: iptables-legacy -P INPUT DROP",
      "dir: iptables-legacy -A INPUT -i lo -j ACCEPT",
      "dir: iptables-legacy -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
      "client: ! curl -sS -m 2 http://172.16.0.80/index.html",
    ],
    proof: ["client: curl -sS -m 5 http://172.16.0.80/index.html"],
    after: ["dir: iptables-legacy -F INPUT", "dir: iptables-legacy -P INPUT ACCEPT"],
  },
  {
    code: "firewall-drops",
    severity: "error",
    // Replies of connections that conntrack was not told of by IPVS are not established to it.
    break: [
      "dir: iptables-legacy -P FORWARD DROP",
      "dir: iptables-legacy -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
      "client: ! curl -sS -m 2 http://172.16.0.80/index.html",
    ],
    proof: [
      "client: curl -sS -m 5 http://172.16.0.80/index.html",
      "client: curl -sS -m 5 http://172.16.0.80/index.html",
    ],
    after: ["dir: iptables-legacy -F FORWARD", "dir: iptables-legacy -P FORWARD ACCEPT"],
  },
  {
    code: "firewall-drops",
    severity: "error",
    // But invalid.
    break: [
      "dir: iptables-legacy -A FORWARD -m conntrack --ctstate INVALID -j DROP",
      "client: ! curl -sS -m 2 http://172.16.0.80/index.html",
    ],
    proof: [
      "client: curl -sS -m 5 http://172.16.0.80/index.html",
      "client: curl -sS -m 5 http://172.16.0.80/index.html",
    ],
    after: ["dir: iptables-legacy -F FORWARD"],
  },
  {
    code: "firewall-drops",
    severity: "error",
    break: [
      "dir: iptables-legacy -P OUTPUT DROP",
      "dir: iptables-legacy -A OUTPUT -m conntrack --ctstate NEW,RELATED,ESTABLISHED -j ACCEPT",
      "client: ! curl -sS -m 2 http://172.16.0.80/index.html",
    ],
    proof: [
      "client: curl -sS -m 5 http://172.16.0.80/index.html",
      "client: curl -sS -m 5 http://172.16.0.80/index.html",
    ],
    after: ["dir: iptables-legacy -F OUTPUT", "dir: iptables-legacy -P OUTPUT ACCEPT"],
  },
  {
    code: "firewall-rewrites",
    severity: "error",
    break: [
      "dir: iptables-legacy -t nat -A PREROUTING -m addrtype --dst-type LOCAL -p tcp --dport 80 -j DNAT --to-destination 172.16.0.77",
      "client: ! curl -sS -m 2 http://172.16.0.80/index.html",
    ],
    proof: ["client: curl -sS -m 5 http://172.16.0.80/index.html"],
    after: ["dir: iptables-legacy -t nat -F"],
  },
  {
    code: "firewall-rewrites",
    severity: "error",
    break: [
      "dir: iptables-legacy -t nat -A POSTROUTING -o eth1 -j MASQUERADE",
      "dir: sysctl -w net.ipv4.vs.conntrack=1",
      "dir: ipvsadm -A -t 192.168.1.80:80 -s rr",
      "dir: ipvsadm -a -t 192.168.1.80:80 -r 192.168.1.11 -g",
      "rs1: rsprep apply --vip 192.168.1.80 --interface eth0 --changed-ok",
      "inner: ! curl -sS -m 2 http://192.168.1.80/index.html",
    ],
    proof: ["inner: curl -sS -m 5 http://192.168.1.80/index.html"],
    after: [
      "dir: iptables-legacy -t nat -F",
      "dir: sysctl -w net.ipv4.vs.conntrack=0",
      "dir: ipvsadm -D -t 192.168.1.80:80",
      "rs1: rsprep undo --vip 192.168.1.80 --changed-ok",
    ],
  },
  {
    code: "reverse-path",
    severity: "error",
    break: [
      "dir: ip route replace default via 192.168.1.254 dev eth1",
      "dir: sysctl -w net.ipv4.conf.eth0.rp_filter=1",
      "client: ip address add 203.0.113.9/32 dev eth0",
      "client: ping -q -c 2 -W 1 -I 203.0.113.9 172.16.0.80 || :",
    ],
    after: ["dir: ip route del default", "dir: sysctl -w net.ipv4.conf.eth0.rp_filter=0"],
  },
  {
    code: "no-servers",
    severity: "error",
    break: ["dir: ipvsadm -A -t 172.16.0.80:81"],
    after: ["dir: ipvsadm -D -t 172.16.0.80:81"],
  },
  {
    code: "all-drained",
    severity: "error",
    break: [
      "dir: ipvsadm -e -t 172.16.0.80:80 -r 192.168.1.11 -m -w 0",
      "dir: ipvsadm -e -t 172.16.0.80:80 -r 192.168.1.12 -m -w 0",
    ],
  },
  { code: "no-scheduler", severity: "error", break: ["dir: ipvsadm -E -t 172.16.0.80:80 -s none"] },
  {
    code: "odd-netmask",
    severity: "warning",
    break: ["dir: ipvsadm -E -t 172.16.0.80:80 -s rr -p 360 -M 24"],
    after: ["dir: ipvsadm -E -t 172.16.0.80:80 -s rr"],
  },
  {
    code: "all-overloaded",
    severity: "error",
    break: [
      "client: curl -sS -m 5 http://172.16.0.80/index.html",
      "client: curl -sS -m 5 http://172.16.0.80/index.html",
      "dir: ipvsadm -e -t 172.16.0.80:80 -r 192.168.1.11 -m -x 1",
      "dir: ipvsadm -e -t 172.16.0.80:80 -r 192.168.1.12 -m -x 1",
    ],
    after: [
      "dir: ipvsadm -e -t 172.16.0.80:80 -r 192.168.1.11 -m",
      "dir: ipvsadm -e -t 172.16.0.80:80 -r 192.168.1.12 -m",
    ],
  },
  {
    code: "overloaded",
    severity: "warning",
    break: ["dir: ipvsadm -e -t 172.16.0.80:80 -r 192.168.1.11 -m -x 1"],
    after: ["dir: ipvsadm -e -t 172.16.0.80:80 -r 192.168.1.11 -m"],
  },
  {
    code: "no-route",
    severity: "error",
    break: ["dir: ipvsadm -a -t 172.16.0.80:80 -r 10.99.0.1 -m"],
    after: ["dir: ipvsadm -d -t 172.16.0.80:80 -r 10.99.0.1"],
  },
  {
    code: "silent-neighbour",
    severity: "error",
    break: ["dir: ipvsadm -a -t 172.16.0.80:80 -r 192.168.1.77 -m", "dir: ping -q -c 1 -W 1 192.168.1.77 || :"],
    after: ["dir: ipvsadm -d -t 172.16.0.80:80 -r 192.168.1.77"],
  },
  {
    code: "nothing-listens",
    severity: "error",
    break: ["dir: ipvsadm -a -t 172.16.0.80:80 -r 192.168.1.1 -m"],
  },
  {
    code: "replies-missing",
    severity: "error",
    break: [
      "dir: ipvsadm -A -t 172.16.0.80:82 -s rr",
      "dir: ipvsadm -a -t 172.16.0.80:82 -r 192.168.1.11:80 -m",
      "rs1: ip route del default",
      "client: curl -sS -m 5 http://172.16.0.80:82/index.html || :",
    ],
    proof: ["client: curl -sS -m 20 http://172.16.0.80:82/index.html"],
    after: ["dir: ipvsadm -D -t 172.16.0.80:82"],
  },
  {
    code: "redirects",
    severity: "warning",
    break: [
      "dir: sysctl -w net.ipv4.conf.eth1.send_redirects=1",
      "dir: ipvsadm -A -t 192.168.1.80:80 -s rr",
      "dir: ipvsadm -a -t 192.168.1.80:80 -r 192.168.1.11 -m",
    ],
    after: ["dir: ipvsadm -D -t 192.168.1.80:80"],
  },
  {
    code: "one-armed",
    severity: "error",
    break: [
      "dir: ipvsadm -A -t 192.168.1.80:80 -s rr",
      "dir: ipvsadm -a -t 192.168.1.80:80 -r 192.168.1.11 -m",
      "inner: curl -sS -m 2 http://192.168.1.80/index.html || :",
    ],
    proof: ["inner: curl -sS -m 5 http://192.168.1.80/index.html"],
    after: ["dir: ipvsadm -D -t 192.168.1.80:80"],
  },
  {
    code: "nat-rules-skipped",
    severity: "error",
    break: [
      "dir: iptables-legacy -t nat -A POSTROUTING -o eth1 -j MASQUERADE",
      "dir: ipvsadm -A -t 192.168.1.80:80 -s rr",
      "dir: ipvsadm -a -t 192.168.1.80:80 -r 192.168.1.11 -m",
      "inner: ! curl -sS -m 2 http://192.168.1.80/index.html",
    ],
    proof: ["inner: curl -sS -m 5 http://192.168.1.80/index.html"],
    after: [
      "dir: iptables-legacy -t nat -F",
      "dir: sysctl -w net.ipv4.vs.conntrack=0",
      "dir: ipvsadm -D -t 192.168.1.80:80",
    ],
  },
  {
    code: "not-on-link",
    severity: "error",
    break: [
      "dir: ip route replace 10.99.0.1 via 192.168.1.254",
      "dir: ipvsadm -A -t 192.168.1.80:80 -s rr",
      "dir: ipvsadm -a -t 192.168.1.80:80 -r 10.99.0.1 -g",
      "inner: curl -sS -m 2 http://192.168.1.80/index.html || :",
    ],
    // That tunnels need no forwarding on the director is why the doctor does not ask for it.
    proof: ["dir: sysctl -w net.ipv4.ip_forward=0", "inner: curl -sS -m 5 http://192.168.1.80/index.html"],
    after: ["dir: sysctl -w net.ipv4.ip_forward=1", "dir: ipvsadm -D -t 192.168.1.80:80"],
  },
  {
    code: "tunnel-mtu",
    severity: "note",
    break: ["dir: ipvsadm -A -t 172.16.0.80:83 -s rr", "dir: ipvsadm -a -t 172.16.0.80:83 -r 10.99.0.1 -i"],
    after: ["dir: ipvsadm -D -t 172.16.0.80:83"],
  },
  {
    code: "port-ignored",
    severity: "error",
    break: [
      "rs1: rsprep apply --vip 192.168.1.80 --interface eth0 --changed-ok",
      `dir: echo '{"services":[{"protocol":"tcp","address":"192.168.1.80","port":80,"destinations":[{"address":"192.168.1.11","port":8080}]}]}' | lvsadm apply -q -k -`,
    ],
    proof: ["inner: curl -sS -m 5 http://192.168.1.80/index.html"],
    after: ["dir: ipvsadm -D -t 192.168.1.80:80"],
  },
  {
    code: "orphaned-connections",
    severity: "warning",
    break: [
      "client: curl -sS -m 5 http://172.16.0.80/index.html",
      "client: curl -sS -m 5 http://172.16.0.80/index.html",
      "dir: ipvsadm -d -t 172.16.0.80:80 -r 192.168.1.12",
    ],
    after: ["dir: ipvsadm -a -t 172.16.0.80:80 -r 192.168.1.12 -m"],
  },
  {
    code: "sticky-drained",
    severity: "warning",
    break: [
      "dir: ipvsadm -E -t 172.16.0.80:80 -s rr -p 600",
      "client: curl -sS -m 5 http://172.16.0.80/index.html",
      "dir: ipvsadm -e -t 172.16.0.80:80 -r 192.168.1.11 -m -w 0",
      "client: curl -sS -m 5 http://172.16.0.80/index.html",
      "dir: ipvsadm -e -t 172.16.0.80:80 -r 192.168.1.12 -m -w 0",
    ],
    after: [
      "dir: ipvsadm -E -t 172.16.0.80:80 -s rr",
      "dir: ipvsadm -e -t 172.16.0.80:80 -r 192.168.1.11 -m",
      "dir: ipvsadm -e -t 172.16.0.80:80 -r 192.168.1.12 -m",
    ],
  },
  {
    code: "sync-role",
    severity: "warning",
    break: ["dir: ipvsadm --start-daemon backup --mcast-interface eth1"],
    after: ["dir: ipvsadm --stop-daemon master", "dir: ipvsadm --stop-daemon backup"],
  },
  {
    code: "sync-link-down",
    severity: "warning",
    break: [
      "dir: ip link add d0 type dummy",
      "dir: ip link set d0 up",
      "dir: ipvsadm --start-daemon master --mcast-interface d0",
      "dir: ip link set d0 down",
    ],
    after: ["dir: ipvsadm --stop-daemon master", "dir: ip link del d0"],
  },
];

class Site {
  readonly #cluster: Cluster;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** What follows one another on one host is one script: every program costs a tenth of a second. */
  async do(lines: readonly string[]): Promise<void> {
    const scripts: { host: string; commands: string[] }[] = [];
    for (const line of lines) {
      const [, host = "", command = ""] = /^(\w+): (.*)$/s.exec(line) ?? [];
      const last = scripts.at(-1);
      if (last?.host === host) last.commands.push(command);
      else scripts.push({ host, commands: [command] });
    }
    for (const { host, commands } of scripts)
      await this.#cluster.host(host).ok(["sh", "-ec", commands.join("\n")], { within: 60_000 });
  }

  /** What the doctor finds on the director, by the code that the command runs, without the second that its start takes here. */
  async findings(): Promise<Finding[]> {
    native().setNetworkNamespace(`/proc/${this.#cluster.host("dir").pid}/ns/net`);
    const links = openLinks();
    try {
      const table = await openIpvsTable();
      const parts = { links, sysctls: procSysctls, host: procHostState, clock: nodeClock, readFirewall, probeArp };
      return examine(await gatherFacts(table, parts).finally(() => table.close()));
    } finally {
      links.close();
      native().setNetworkNamespace("/proc/1/ns/net");
    }
  }

  /** What the command says, and that its exit status fits. */
  async told(): Promise<Finding[]> {
    const { status, stdout, stderr } = await this.#cluster.host("dir").run(["lvsadm", "doctor", "--json"]);
    assert.equal(stderr, "");
    const { findings } = JSON.parse(stdout) as { findings: Finding[] };
    assert.equal(status, findings.some(({ severity }) => severity === "error") ? 1 : 0, stdout);
    return findings;
  }

  /** Every command of the finding, where it says (a hardware address is that of the only host that is no real server), with what it leaves open filled in. */
  async mend({ mend }: Finding): Promise<void> {
    const lines = mend.map(({ command, on }) => {
      const whole = command.replace(/REAL-SERVER|GATEWAY|INTERFACE/g, (word) => filledIn[word] ?? word);
      // rsprep says with status 3 that it changed something.
      return `${on ? (hosts[on] ?? "inner") : "dir"}: ${whole}${whole.startsWith("rsprep") ? " --changed-ok" : ""}`;
    });
    await this.do(lines);
  }
}

/** Several troubles of one code are told apart by their number. */
function which(trouble: Trouble): string {
  const alike = troubles.filter(({ code }) => code === trouble.code);
  return alike.length === 1 ? "" : ` ${alike.indexOf(trouble) + 1}`;
}

await labTest(
  import.meta.url,
  async (lab) => {
    const inside = (address: string) => ({ network: "inside", addresses: [address] });
    const quiet = { "net.ipv4.conf.all.send_redirects": 0, "net.ipv4.conf.default.send_redirects": 0 };
    const cluster = await lab.cluster({
      client: { links: { eth0: { network: "outside", addresses: ["172.16.0.9/24"] } } },
      dir: {
        links: {
          eth0: { network: "outside", addresses: ["172.16.0.5/24", "172.16.0.80/32"] },
          eth1: { network: "inside", addresses: ["192.168.1.1/24", "192.168.1.80/32"] },
        },
        sysctls: { "net.ipv4.ip_forward": 1, ...quiet },
      },
      rs1: { links: { eth0: inside("192.168.1.11/24") }, routes: ["default via 192.168.1.1"] },
      rs2: { links: { eth0: inside("192.168.1.12/24") }, routes: ["default via 192.168.1.1"] },
      inner: { links: { eth0: inside("192.168.1.9/24") } },
      router: {
        links: {
          eth0: inside("192.168.1.254/24"),
          eth1: { network: "beyond", addresses: ["10.99.0.254/24"] },
        },
        sysctls: { "net.ipv4.ip_forward": 1, ...quiet },
      },
      far: {
        links: { eth0: { network: "beyond", addresses: ["10.99.0.1/24"] } },
        routes: ["default via 10.99.0.254"],
      },
    });
    // Hosts cannot load modules, and iptables asks for them.
    assert.deepEqual(await lab.run(["modprobe", "-a", ...filterModules]), { status: 0, stdout: "", stderr: "" });
    const site = new Site(cluster);
    for (const name of ["rs1", "rs2", "far"])
      await startWebServer(cluster.host(name), { port: 80, pages: { "/index.html": `${name}\n` } });
    await site.do([
      "dir: ipvsadm -A -t 172.16.0.80:80 -s rr",
      "dir: ipvsadm -a -t 172.16.0.80:80 -r 192.168.1.11 -m",
      "dir: ipvsadm -a -t 172.16.0.80:80 -r 192.168.1.12 -m",
    ]);

    await lab.check("a director that works has no findings, with traffic and without", async () => {
      assert.deepEqual(await site.told(), []);
      await site.do(Array<string>(4).fill("client: curl -sS -m 5 http://172.16.0.80/index.html"));
      assert.deepEqual(await site.findings(), []);
    });

    for (const trouble of troubles)
      await lab.check(`${trouble.code}${which(trouble)}: found, and its mend mends it`, async () => {
        await site.do(trouble.break);
        let found: Finding | undefined;
        // The kernel's counters lag by two seconds.
        await waitFor(
          `the doctor finds ${trouble.code}`,
          async () => {
            found = (await site.findings()).find(({ code }) => code === trouble.code);
            return found !== undefined;
          },
          { within: 15_000, every: 500 },
        );
        assert.equal(found?.severity, trouble.severity);
        if (trouble === troubles[0]) assert.deepEqual(await site.told(), [found], "the command says the same");
        if (found) await site.mend(found);
        await site.do(trouble.proof ?? []);
        await waitFor(
          `${trouble.code} is gone`,
          async () => !(await site.findings()).some(({ code }) => code === trouble.code),
          { within: 15_000, every: 500 },
        );
        await site.do(trouble.after ?? []);
      });

    await lab.check("where keepalived runs, a VIP that is not here is only worth knowing", async () => {
      const file = "/etc/keepalived/keepalived.conf";
      const dir = cluster.host("dir");
      dir.file(
        file,
        "vrrp_instance V {\n interface eth0\n virtual_router_id 9\n virtual_ipaddress {\n 172.16.0.99\n }\n}\n",
      );
      const keepalived = dir.start(["keepalived", "--dont-fork", "--log-console", "--vrrp", "-f", file]);
      await keepalived.line(/BACKUP|MASTER/, { within: 20_000 });
      await site.do(["dir: ip address del 172.16.0.80/32 dev eth0"]);
      assert.deepEqual(
        (await site.told()).map(({ code, severity }) => [code, severity]),
        [["vip-absent", "note"]],
      );
      await site.do(["dir: ip address add 172.16.0.80/32 dev eth0"]);
      await keepalived.stop(10_000);
    });

    await lab.check("an empty table is worth a warning", async () => {
      await site.do(["dir: ipvsadm -C"]);
      assert.deepEqual(
        (await site.told()).map(({ code }) => code),
        ["empty-table"],
      );
    });

    await lab.check("who is not root is told so, and nothing is claimed", async () => {
      const { status, stdout, stderr } = await cluster
        .host("dir")
        .run(["setpriv", "--reuid=65534", "--clear-groups", "lvsadm", "doctor"]);
      assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
      assert.match(stderr, /^lvsadm doctor: .*root/);
    });
  },
  { secondsLimit: 420 },
);
