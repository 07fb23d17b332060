import t from "tap";
import type { ServiceKey } from "../../../lib/ipvs/model.ts";
import { sortDestinations, sortServices } from "../../../lib/ipvs/sort.ts";
import { address } from "../../../lib/net/address.ts";
import { random } from "../../support/random.ts";

const server = (text: string, port = 80) => ({ key: { address: address(text), port } });
const names = (list: readonly { key: { address: string; port: number } }[]) =>
  list.map(({ key }) => `${key.address} ${key.port}`);

t.test("near addresses sort as numbers, then by port", async (t) => {
  const list = [server("10.0.0.10"), server("10.0.0.9", 81), server("10.0.0.9", 80)];
  t.same(names(sortDestinations(list)), ["10.0.0.9 80", "10.0.0.9 81", "10.0.0.10 80"]);
});

t.test("addresses half the space apart wrap", async (t) => {
  t.same(names(sortDestinations([server("10.0.0.2"), server("192.168.0.2")])), ["192.168.0.2 80", "10.0.0.2 80"]);
  t.same(names(sortDestinations([server("203.0.113.1"), server("10.0.0.1")])), ["203.0.113.1 80", "10.0.0.1 80"]);
});

t.test("what is not transitive comes out as merging halves gives it", async (t) => {
  // 0 < 100 < 200 < 0 (mod 256, in the first byte): a before b before c before a.
  const [a, b, c] = [server("1.0.0.0"), server("101.0.0.0"), server("201.0.0.0")];
  if (!a || !b || !c) return;
  // [a] and [b, c]: b before c; a before b; then c is left.
  t.same(names(sortDestinations([a, b, c])), names([a, b, c]));
  // [c] and [a, b]: c before a.
  t.same(names(sortDestinations([c, a, b])), names([c, a, b]));
  // [b] and [c, a]: sorted as c, a; b before c.
  t.same(names(sortDestinations([b, a, c])), names([b, c, a]));
});

t.test("IPv6 goes by words, and mixed lists are read in the family of the first", async (t) => {
  const list = ["2001:db8::b", "2001:db8::1:2", "2001:db8::a"].map((text) => server(text));
  t.same(names(sortDestinations(list)), ["2001:db8::a 80", "2001:db8::b 80", "2001:db8::1:2 80"]);
  const mixed = [server("2001:db8::2"), server("10.0.0.2")];
  t.same(names(sortDestinations(mixed)), ["10.0.0.2 80", "2001:db8::2 80"]);
});

t.test("services: marks last and large marks first, IPv4 before IPv6, TCP UDP SCTP", async (t) => {
  const mark = (fwmark: number, family: "inet" | "inet6" = "inet"): ServiceKey => ({ kind: "fwmark", family, fwmark });
  const place = (protocol: "tcp" | "udp" | "sctp", text: string): ServiceKey => ({
    kind: "address",
    protocol,
    address: address(text),
    port: 1,
  });
  const order = [
    mark(0xffffffff),
    place("tcp", "10.0.0.2"),
    place("udp", "10.0.0.1"),
    place("sctp", "10.0.0.0"),
    place("tcp", "::1"),
    mark(3),
    mark(3, "inet6"),
    mark(4),
  ];
  const shuffled = [4, 2, 7, 6, 5, 3, 1, 0].map((i) => ({ key: order[i] ?? mark(0) }));
  t.same(
    sortServices(shuffled).map(({ key }) => key),
    order,
  );
});

t.test("equal keys keep their order", async (t) => {
  const twins = [1, 2, 3, 4, 5].map((n) => ({ ...server("10.0.0.1"), n }));
  t.same(
    sortDestinations(twins).map(({ n }) => n),
    [1, 2, 3, 4, 5],
  );
});

t.test("near addresses in any order; equal ones keep theirs", async (t) => {
  const below = random(7);
  for (let round = 0; round < 300; round++) {
    const list = Array.from({ length: below(40) }, (_, i) => ({
      ...server(`10.0.${below(3)}.${below(256)}`, below(3)),
      i,
    }));
    const number = ({ key }: { key: { address: string; port: number } }) =>
      key.address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0) * 65_536 + key.port;
    const wanted = list.toSorted((a, b) => number(a) - number(b) || a.i - b.i);
    if (JSON.stringify(sortDestinations(list)) !== JSON.stringify(wanted)) t.fail(JSON.stringify(list));
  }
});

t.test("so far apart that it matters is from half the space on, where each comes before the other", async (t) => {
  const sorted = (...texts: readonly string[]) => names(sortDestinations(texts.map((text) => server(text))));
  t.same(sorted("138.0.0.0", "10.0.0.1"), ["10.0.0.1 80", "138.0.0.0 80"], "2^31 - 1");
  t.same(sorted("10.0.0.1", "138.0.0.1"), ["10.0.0.1 80", "138.0.0.1 80"], "2^31");
  t.same(sorted("138.0.0.1", "10.0.0.1"), ["138.0.0.1 80", "10.0.0.1 80"], "2^31, the other way round");
  t.same(sorted("10.0.0.1", "138.0.0.2"), ["138.0.0.2 80", "10.0.0.1 80"], "2^31 + 1");
});
