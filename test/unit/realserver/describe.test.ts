/** Words for steps and parameters. */

import t from "tap";
import { describeAddress, describeStep, sysctlName } from "../../../lib/realserver/describe.ts";
import { onLoopback, vipA } from "../../support/host.ts";

t.test("a VLAN's dot is a slash, as sysctl writes it", async (t) => {
  t.equal(sysctlName("net/ipv4/conf/eth0.100/arp_ignore"), "net.ipv4.conf.eth0/100.arp_ignore");
});

t.test("addresses with and without label and broadcast", async (t) => {
  const { label: _, broadcast: __, ...bare } = onLoopback(vipA, "");
  t.equal(describeAddress(bare), "no label, no broadcast");
  t.equal(describeAddress(onLoopback(vipA, "lo")), "no label, broadcast 172.16.12.110", "the link's own name is none");
  t.equal(
    describeStep({ kind: "remove-address", address: onLoopback(vipA, "lo:3") }),
    "remove 172.16.12.110/32 from lo (label lo:3, broadcast 172.16.12.110)",
  );
});
