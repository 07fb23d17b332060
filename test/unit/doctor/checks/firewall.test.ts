import t from "tap";
import { firewall } from "../../../../lib/doctor/checks/firewall.ts";
import type { Facts } from "../../../../lib/doctor/facts.ts";
import { readIptables } from "../../../../lib/doctor/firewall/iptables.ts";
import {
  directDirector,
  heads,
  mends,
  natDirector,
  tunnelDirector,
  withPaths,
  withSysctls,
} from "../../../support/doctor-facts.ts";

/** @param lines of iptables-save's table filter, or of the one whose name comes first. */
function behind(facts: Facts, lines: string, table = "filter"): Facts {
  return { ...facts, firewall: readIptables(`*${table}\n${lines}\nCOMMIT\n`, "iptables", "inet") };
}

const closedInput = ":INPUT DROP [0:0]";
const established = "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT";

t.test("clients' packets that nothing lets in", async (t) => {
  const found = firewall(behind(natDirector(), `${closedInput}\n${established}\n-A INPUT -p tcp --dport 22 -j ACCEPT`));
  t.strictSame(found, [
    {
      code: "firewall-drops",
      severity: "error",
      subject: "TCP 172.16.23.80:80",
      sentence:
        "packets of clients never reach IPVS: in chain INPUT of iptables's table filter no rule lets them pass, and the policy drops them",
      evidence: [{ what: "iptables -t filter -S INPUT", value: "policy drop" }],
      mend: [{ command: "iptables -t filter -I INPUT -d 172.16.23.80 -p tcp --dport 80 -j ACCEPT" }],
    },
  ]);
  for (const open of [
    "-A INPUT -p tcp --dport 80 -j ACCEPT",
    "-A INPUT -d 172.16.23.80/32 -j ACCEPT",
    "-A INPUT -i eth0 -j ACCEPT",
    "-A INPUT -s 10.0.0.0/8 -j ACCEPT",
    "-A INPUT -m recent --name x --rcheck -j ACCEPT",
  ])
    t.strictSame(firewall(behind(natDirector(), `${closedInput}\n${open}`)), [], open);
  const absent = withPaths(natDirector(), { "172.16.23.80": { kind: "none", reason: "no" } });
  t.strictSame(firewall(behind(absent, closedInput)), [], "no VIP, no clients");
});

t.test("a rule that drops them, before IPVS and not after it", async (t) => {
  const drop = (chain: string) => `:${chain} ACCEPT [0:0]\n-A ${chain} -p tcp --dport 80 -j REJECT`;
  t.match(firewall(behind(directDirector(), drop("PREROUTING"), "mangle")), [
    {
      sentence: /a rule drops them/,
      evidence: [{ what: "iptables -t mangle -S PREROUTING", value: "-A PREROUTING -p tcp --dport 80 -j REJECT" }],
      mend: [{ command: "iptables -t mangle -I PREROUTING -d 172.16.23.80 -p tcp --dport 80 -j ACCEPT" }],
    },
  ]);
  const late: Facts = behind(directDirector(), drop("INPUT"));
  t.equal(firewall(late).length, 1);
  t.strictSame(firewall({ ...late, firewall: late.firewall.map((one) => ({ ...one, priority: 100 })) }), []);
  t.strictSame(firewall({ ...late, firewall: late.firewall.map((one) => ({ ...one, families: ["inet6"] })) }), []);
});

t.test("replies to masquerading: conntrack does not know them unless IPVS tells it", async (t) => {
  const closed = ":FORWARD DROP [0:0]\n-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT";
  const found = firewall(behind(natDirector(), closed));
  t.strictSame(heads(found), ["error firewall-drops 192.168.23.80:80 of TCP 172.16.23.80:80"], "once for all servers");
  t.match(found[0]?.sentence, /^replies of the real server never get back to clients: in chain FORWARD /);
  t.strictSame(found[0]?.evidence[1], { what: "net.ipv4.vs.conntrack", value: "0" });
  t.strictSame(mends(found), [
    "iptables -t filter -I FORWARD -s 192.168.23.80 -p tcp --sport 80 -j ACCEPT",
    "iptables -t filter -I FORWARD -s 192.168.23.81 -p tcp --sport 80 -j ACCEPT",
  ]);
  t.strictSame(firewall(behind(withSysctls(natDirector(), { "net/ipv4/vs/conntrack": "1" }), closed)), []);
  t.strictSame(firewall(behind(directDirector(), closed)), [], "direct routing has no replies here");
});

t.test("what IPVS sends on passes output", async (t) => {
  const closed = ":OUTPUT DROP [0:0]\n-A OUTPUT -m conntrack --ctstate NEW,RELATED,ESTABLISHED -j ACCEPT";
  t.strictSame(mends(firewall(behind(directDirector(), closed))), [
    "iptables -t filter -I OUTPUT -d 172.16.23.80 -p tcp --dport 80 -j ACCEPT",
  ]);
  t.strictSame(mends(firewall(behind(natDirector(), closed))), [
    "iptables -t filter -I OUTPUT -d 192.168.23.80 -p tcp --dport 80 -j ACCEPT",
    "iptables -t filter -I OUTPUT -d 192.168.23.81 -p tcp --dport 80 -j ACCEPT",
  ]);
  t.strictSame(firewall(behind(natDirector(), `${closed}\n-A OUTPUT -o eth1 -j ACCEPT`)), []);
  t.strictSame(
    firewall(
      behind(
        natDirector(),
        ":OUTPUT DROP [0:0]\n-A OUTPUT -j CT --notrack\n-A OUTPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT",
      ),
    ),
    [],
    "who knows what conntrack knows",
  );
  t.strictSame(firewall(behind(tunnelDirector(), closed)), [], "tunnels are another protocol");
});

t.test("addresses rewritten before IPVS, and after it where that harms", async (t) => {
  const taken = behind(
    directDirector(),
    ":PREROUTING ACCEPT [0:0]\n-A PREROUTING -m addrtype --dst-type LOCAL -p tcp --dport 80 -j DNAT --to-destination 1.2.3.4",
    "nat",
  );
  t.match(firewall(taken), [
    {
      code: "firewall-rewrites",
      sentence:
        "packets of clients are sent elsewhere before they reach IPVS, by a rule in chain PREROUTING of iptables's table nat",
      mend: [{ command: "iptables -t nat -I PREROUTING -d 172.16.23.80 -p tcp --dport 80 -j ACCEPT" }],
    },
  ]);
  const masquerade = ":POSTROUTING ACCEPT [0:0]\n-A POSTROUTING -o eth0 -j MASQUERADE";
  const tracked = { "net/ipv4/vs/conntrack": "1" };
  t.strictSame(firewall(behind(directDirector(), masquerade, "nat")), [], "rules of nat do not see it");
  t.match(heads(firewall(behind(withSysctls(directDirector(), tracked), masquerade, "nat"))), [
    "error firewall-rewrites 172.16.23.111:80 of TCP 172.16.23.80:80",
  ]);
  const inside = masquerade.replace("eth0", "eth1");
  t.strictSame(firewall(behind(withSysctls(natDirector(), tracked), inside, "nat")), [], "that is how one arm works");
});

t.test("nft's commands", async (t) => {
  const facts = behind(natDirector(), closedInput);
  const nft = facts.firewall.map((one) => ({ ...one, tool: "nft", table: "inet filter", name: "input" }));
  t.match(firewall({ ...facts, firewall: nft }), [
    {
      sentence: /: in chain input of table inet filter no rule/,
      evidence: [{ what: "nft -a list chain inet filter input" }],
      mend: [{ command: "nft insert rule inet filter input ip daddr 172.16.23.80 tcp dport 80 accept" }],
    },
  ]);
});
