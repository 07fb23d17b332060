import t from "tap";
import { SystemError } from "../../../lib/diag/errors.ts";
import { address } from "../../../lib/net/address.ts";
import { FakeVerbPorts } from "../../support/verb-ports.ts";

/** Direct routing to 10.0.0.1 with the VIP in place. */
function working(): FakeVerbPorts {
  const ports = new FakeVerbPorts();
  const service = { kind: "address", protocol: "tcp", address: address("10.0.0.9"), port: 80 } as const;
  ports.links.addForeign({ link: 2, address: address("10.0.0.5"), prefixLength: 24, scope: "global" });
  ports.links.addForeign({ link: 2, address: service.address, prefixLength: 32, scope: "global" });
  ports.table.foreign(
    { do: "add-service", service, settings: { scheduler: "rr", onePacket: false, schedulerFlags: 0 } },
    {
      do: "add-destination",
      service,
      destination: { address: address("10.0.0.1"), port: 80 },
      settings: { forwarding: "direct", weight: 1, upperThreshold: 0, lowerThreshold: 0 },
    },
  );
  return ports;
}

t.test("nothing wrong", async (t) => {
  const ports = working();
  t.strictSame(await ports.call("doctor"), {
    status: 0,
    out: "nothing wrong found (1 service, 1 real server)\n",
    err: "",
  });
  t.strictSame(await ports.call("doctor --json"), { status: 0, out: '{"findings":[]}\n', err: "" });
  t.ok(ports.table.closed && ports.links.closed);
});

t.test("an error: what it is about, what shows it, what mends it", async (t) => {
  const ports = working();
  ports.links.deleteForeign({ link: 2, address: address("10.0.0.9"), prefixLength: 32 });
  const { status, out } = await ports.call("doctor");
  t.equal(status, 1);
  t.equal(
    out,
    `error: TCP 10.0.0.9:80: 10.0.0.9 is on no interface of this host: packets to it never reach IPVS
  ip address show to 10.0.0.9: nothing
  mend: ip address add 10.0.0.9/32 dev eth0

1 error (1 service, 1 real server)
`,
  );
  const { findings } = JSON.parse((await ports.call("doctor --json")).out);
  t.match(findings, [
    {
      code: "vip-absent",
      severity: "error",
      subject: "TCP 10.0.0.9:80",
      evidence: [{ what: "ip address show to 10.0.0.9", value: "nothing" }],
      mend: [{ command: "ip address add 10.0.0.9/32 dev eth0" }],
    },
  ]);
});

t.test("a word too many is a wrong call", async (t) => {
  t.match(await working().call("doctor 10.0.0.9"), { status: 2, out: "", err: 'unexpected word "10.0.0.9"' });
});

t.test("warnings and notes are no failure", async (t) => {
  const { status, out } = await new FakeVerbPorts().call("doctor");
  t.equal(status, 0);
  t.match(out, /^warning: this host: .*\n.*\n.*\n\n1 warning \(0 services, 0 real servers\)\n$/);
});

t.test("a neighbour that is being asked for gets time to answer", async (t) => {
  const ports = working();
  ports.links.known.push({ link: 2, address: address("10.0.0.1"), state: "incomplete" });
  const asked = ports.call("doctor");
  while (ports.clock.pending === 0) await new Promise(setImmediate);
  ports.links.known.splice(0, 1, { link: 2, address: address("10.0.0.1"), state: "reachable" });
  ports.clock.advance(1000);
  t.match(await asked, { status: 0 });
});

t.test("a kernel without IPVS is a finding, a lack of privilege is none", async (t) => {
  const refusing = (code: string) => {
    const ports = working();
    ports.openTable = async () => {
      throw new SystemError("open", "the kernel's IPVS table", { code, reason: "no" });
    };
    return ports.call("doctor --json");
  };
  t.match(await refusing("ENOPROTOOPT"), { status: 1, out: /"code":"no-ipvs"/, err: "" });
  t.match(await refusing("EPERM"), { status: 2, out: /^\{"error":/, err: /root/ });
});

t.test("who answers ARP for the VIP is asked by default, and not with --passive", async (t) => {
  const ports = working();
  ports.answers = [{ link: 2, address: address("10.0.0.9"), mac: "02:aa:00:00:00:01" }];
  const { status, out } = await ports.call("doctor");
  t.equal(status, 1);
  t.match(out, /another host on eth0 answers ARP for 10\.0\.0\.9/);
  t.strictSame(
    ports.asked.map((one) => one.address),
    ["10.0.0.9", "10.0.0.1"],
  );
  ports.asked.length = 0;
  t.match(await ports.call("doctor --passive"), { status: 0, err: "" });
  t.strictSame(ports.asked, []);
});

t.test("that nobody could be asked is told, and the rest is looked at", async (t) => {
  const ports = working();
  ports.probeArp = async () => {
    throw new SystemError("open", "a packet socket", { code: "EPERM", reason: "Operation not permitted" });
  };
  t.strictSame(await ports.call("doctor"), {
    status: 0,
    out: "nothing wrong found (1 service, 1 real server)\n",
    err: "lvsadm doctor: cannot open a packet socket: Operation not permitted, so nobody was asked for VIPs by ARP\n",
  });
});

t.test("the packet filter's rules are looked at as its tools print them", async (t) => {
  const ports = working();
  ports.firewall = [{ kind: "iptables", tool: "iptables", family: "inet", text: "*filter\n:INPUT DROP [0:0]\n" }];
  const { status, out } = await ports.call("doctor");
  t.equal(status, 1);
  t.match(out, "mend: iptables -t filter -I INPUT -d 10.0.0.9 -p tcp --dport 80 -j ACCEPT\n");
});
