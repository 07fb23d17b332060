/** Lines of /proc/net/ip_vs_conn: what the kernel prints, and what must not be taken for it. */

import t from "tap";
import { parseConnection } from "../../../lib/ipvs/connection.ts";
import { random } from "../../support/random.ts";

t.test("IPv4, with numbers in hexadecimal", async (t) => {
  t.same(parseConnection("TCP C0A80064 C738 0A000001 0050 FF000003 1F90 ESTABLISHED     899"), {
    protocol: "TCP",
    client: { address: "192.168.0.100", port: 51000 },
    virtual: { address: "10.0.0.1", port: 80 },
    destination: { address: "255.0.0.3", port: 8080 },
    state: "ESTABLISHED",
    expires: 899,
  });
});

t.test("IPv6 in a tunnel to IPv4, and a persistence engine's data", async (t) => {
  const line =
    "UDP 2001:0db8:0000:0000:0000:0000:0000:0064 0000 2001:0db8:0000:0000:0000:0000:0000:0001 13C4 0A000002 13C4 NONE             59 sip 38@example.test\n";
  t.same(parseConnection(line), {
    protocol: "UDP",
    client: { address: "2001:db8::64", port: 0 },
    virtual: { address: "2001:db8::1", port: 5060 },
    destination: { address: "10.0.0.2", port: 5060 },
    state: "NONE",
    expires: 59,
    engine: { name: "sip", data: "38@example.test" },
  });
});

t.test("the template of a mark has the mark for an address, and no protocol", async (t) => {
  t.match(parseConnection("IP  0A000064 0000 00000007 0000 0A000002 0000 NONE            290"), {
    protocol: "IP",
    virtual: { address: "0.0.0.7", port: 0 },
  });
});

t.test("what is no such line is none, whatever it is", async (t) => {
  const line = "TCP 0A000064 C738 0A000001 0050 0A000003 1F90 ESTABLISHED 899";
  t.ok(parseConnection(line));
  for (const [from, to] of [
    ["0A000064", "0A00064"],
    ["0A000064", "0A00006G"],
    ["0A000001", "2001:db8::g"],
    ["C738", "C7388"],
    ["C738", ""],
    ["899", "-1"],
    ["899", "8x"],
    ["899", ""],
    ["899", "99999999999"],
  ] as const)
    t.equal(parseConnection(line.replace(from, to)), undefined, `${from} → ${to}`);
  for (const text of ["", " ", "Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData"])
    t.equal(parseConnection(text), undefined, text);
});

t.test("random damage ends in a connection or in none", async (t) => {
  const below = random(815);
  const line = "TCP 2001:0db8:0000:0000:0000:0000:0000:0064 C738 0A000001 0050 0A000003 1F90 ESTABLISHED 899 sip x";
  for (let round = 0; round < 2_000; round++) {
    const at = below(line.length);
    const damaged = line.slice(0, at) + String.fromCharCode(below(300)) + line.slice(at + below(4));
    const found = parseConnection(damaged);
    if (found !== undefined) t.ok(found.expires >= 0 && found.client.port <= 65_535, damaged);
  }
});
