import t from "tap";
import { arpQuestions, contestedVips } from "../../../../lib/doctor/checks/contest.ts";
import type { Facts } from "../../../../lib/doctor/facts.ts";
import { address } from "../../../../lib/net/address.ts";
import { directDirector, natDirector, own, withPaths } from "../../../support/doctor-facts.ts";

const vip = address("172.16.23.80");
const answers = (...all: readonly (readonly [string, string])[]): Facts => ({
  ...directDirector(),
  arpAnswers: all.map(([of, mac]) => ({ link: 2, address: address(of), mac })),
});

t.test("asked for: VIPs that are here, and the real servers of the same link", async (t) => {
  const asked = (facts: Facts) => arpQuestions(facts).map((one) => `${one.link} ${one.mac} ${one.address}`);
  t.strictSame(asked(directDirector()), [
    "2 02:00:00:00:00:02 172.16.23.80",
    "2 02:00:00:00:00:02 172.16.23.111",
    "2 02:00:00:00:00:02 172.16.23.112",
  ]);
  t.strictSame(asked(natDirector()), ["2 02:00:00:00:00:02 172.16.23.80"]);
  t.strictSame(
    asked(withPaths(directDirector(), { [vip]: { kind: "none", reason: "" } })),
    [],
    "it is elsewhere, rightly",
  );
  const down = directDirector();
  t.strictSame(asked({ ...down, links: down.links.map((link) => ({ ...link, running: false })) }), []);
  const onLoopback = { ...down, addresses: [...down.addresses.filter((one) => one.address !== vip), own(1, vip, 32)] };
  t.equal(asked(onLoopback)[0], "2 02:00:00:00:00:02 172.16.23.80", "by the network that it is of");
});

t.test("nobody else, or this host itself by another link", async (t) => {
  t.strictSame(contestedVips(directDirector()), []);
  t.strictSame(contestedVips(answers([vip, "02:00:00:00:00:03"])), []);
  t.strictSame(contestedVips(answers(["172.16.23.111", "02:aa:00:00:00:01"])), []);
});

t.test("a real server that answers for the VIP is told by its hardware address", async (t) => {
  t.strictSame(contestedVips(answers([vip, "02:aa:00:00:00:01"], ["172.16.23.111", "02:aa:00:00:00:01"])), [
    {
      code: "vip-contested",
      severity: "error",
      subject: "TCP 172.16.23.80:80",
      evidence: [{ what: "arping -D -I eth0 172.16.23.80", value: "reply from 02:aa:00:00:00:01" }],
      sentence:
        "the real server 172.16.23.111 answers ARP for 172.16.23.80 as well: clients that hear it are served by it alone",
      mend: [{ command: "rsprep apply --vip 172.16.23.80 --interface INTERFACE", on: "172.16.23.111" }],
    },
  ]);
  const known = answers([vip, "02:aa:00:00:00:01"]);
  const neighbours = [
    { link: 2, address: address("172.16.23.112"), state: "stale", mac: "02:aa:00:00:00:01" },
  ] as const;
  t.match(contestedVips({ ...known, neighbours }), [{ mend: [{ on: "172.16.23.112" }] }]);
});

t.test("somebody unknown is named by the hardware address", async (t) => {
  t.match(contestedVips(answers([vip, "02:bb:00:00:00:01"], ["172.16.23.111", "02:aa:00:00:00:01"])), [
    {
      sentence: /^another host on eth0 answers ARP for 172\.16\.23\.80 as well/,
      mend: [{ command: "ip address flush to 172.16.23.80/32", on: "02:bb:00:00:00:01" }],
    },
  ]);
});
