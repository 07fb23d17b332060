/** Plans from every partial state, and the properties that make apply repeatable and undo exact. */

import t from "tap";
import { address } from "../../../lib/net/address.ts";
import { describeStep } from "../../../lib/realserver/describe.ts";
import { journalAfter } from "../../../lib/realserver/journal.ts";
import { formatJournal, parseJournal } from "../../../lib/realserver/journal-text.ts";
import { type Host, type HostAddress, reversed } from "../../../lib/realserver/model.ts";
import { needsOf } from "../../../lib/realserver/needs.ts";
import { plan } from "../../../lib/realserver/plan.ts";
import { undo } from "../../../lib/realserver/undo.ts";
import { after, host, onLoopback, vipA, vipB } from "../../support/host.ts";
import { random } from "../../support/random.ts";

const needs = needsOf({ mode: "dr", vips: [vipA], interface: "eth0" });
const both = needsOf({ mode: "dr", vips: [vipA, vipB], interface: "eth0" });
const quiet = Object.fromEntries(needs.sysctls.map(({ path, value }) => [path, value]));
const words = (of: Host, wanted = needs) => plan(of, wanted).map(describeStep);

t.test("a host that nobody prepared: parameters first, the address last", async (t) => {
  t.same(words(host()), [
    "set net.ipv4.conf.all.arp_ignore 0 → 1",
    "set net.ipv4.conf.eth0.arp_ignore 0 → 1",
    "set net.ipv4.conf.lo.arp_ignore 0 → 1",
    "set net.ipv4.conf.all.arp_announce 0 → 2",
    "set net.ipv4.conf.eth0.arp_announce 0 → 2",
    "set net.ipv4.conf.lo.arp_announce 0 → 2",
    "add 172.16.12.110/32 to lo (label lo:0, broadcast 172.16.12.110)",
  ]);
});

t.test("only what differs is changed", async (t) => {
  t.same(words(host({ sysctls: quiet, addresses: [onLoopback(vipA, "lo:0")] })), []);
  t.same(
    words(host({ sysctls: { ...quiet, "net/ipv4/conf/lo/arp_ignore": "2" }, addresses: [onLoopback(vipA, "lo:0")] })),
    ["set net.ipv4.conf.lo.arp_ignore 2 → 1"],
  );
  t.same(words(host({ sysctls: quiet })), ["add 172.16.12.110/32 to lo (label lo:0, broadcast 172.16.12.110)"]);
  t.same(
    words(host({ sysctls: quiet, addresses: [onLoopback(vipA, "lo:0", { scope: "host" })] })),
    [],
    "any scope serves",
  );
});

t.test("an address that cannot be mended in place is replaced", async (t) => {
  const { broadcast: _, ...noBroadcast } = onLoopback(vipA, "lo:7");
  t.same(words(host({ sysctls: quiet, addresses: [noBroadcast] })), [
    "remove 172.16.12.110/32 from lo (label lo:7, no broadcast)",
    "add 172.16.12.110/32 to lo (label lo:7, broadcast 172.16.12.110)",
  ]);
  t.same(words(host({ sysctls: quiet, addresses: [onLoopback(vipA, "lo")] })), [
    "remove 172.16.12.110/32 from lo (no label, broadcast 172.16.12.110)",
    "add 172.16.12.110/32 to lo (label lo:0, broadcast 172.16.12.110)",
  ]);
  const routeless = {
    ...host({ sysctls: quiet, addresses: [onLoopback(vipA, "lo:0")] }),
    loopbackRoutes: new Set<never>(),
  };
  t.equal(plan(routeless, needs).length, 2, "the kernel makes the host route when the address is added");
});

t.test("labels: the lowest free one, never another's, and one that is there stays", async (t) => {
  const foreign = onLoopback(address("10.9.9.9"), "lo:0");
  t.same(words(host({ sysctls: quiet, addresses: [foreign] }), both), [
    "add 172.16.12.110/32 to lo (label lo:1, broadcast 172.16.12.110)",
    "add 172.16.12.120/32 to lo (label lo:2, broadcast 172.16.12.120)",
  ]);
  t.same(words(host({ sysctls: quiet, addresses: [onLoopback(vipB, "lo:0")] }), both), [
    "add 172.16.12.110/32 to lo (label lo:1, broadcast 172.16.12.110)",
  ]);
  const swapped = needsOf({ mode: "dr", vips: [vipB, vipA], interface: "eth0" });
  t.same(plan(after(host(), plan(host(), both)), swapped), [], "the order of VIPs may change");
});

/** A host in any state between untouched, half prepared by hand, and prepared. */
function anyHost(below: (n: number) => number): Host {
  const sysctls = Object.fromEntries(both.sysctls.map(({ path }) => [path, String(below(4))]));
  const shapes = [vipA, vipB].flatMap((vip): HostAddress[] => {
    const { broadcast: _, ...bare } = onLoopback(vip, ["lo", "lo:0", "lo:1", "lo:12", "lo:x"][below(5)] ?? "lo");
    const scoped = { ...bare, scope: below(2) === 0 ? ("host" as const) : ("global" as const) };
    return below(3) === 0 ? [] : [below(2) === 0 ? scoped : { ...scoped, broadcast: vip }];
  });
  const foreign = below(2) === 0 ? [onLoopback(address("10.9.9.9"), `lo:${below(2)}`)] : [];
  return host({ sysctls, addresses: [...shapes, ...foreign] });
}

t.test("from any state: once is enough, never an unprepared VIP, and undo leads back", async (t) => {
  const below = random(20260731);
  for (let round = 0; round < 2000; round++) {
    const before = anyHost(below);
    const wanted = [needs, both][below(2)] ?? both;
    const steps = plan(before, wanted);
    const prepared = after(before, steps);
    t.same(plan(prepared, wanted), [], "applying twice gives no steps");
    const firstAdd = steps.findIndex((step) => step.kind === "add-address");
    if (firstAdd >= 0)
      t.notOk(
        steps.slice(firstAdd).some((step) => step.kind === "set-sysctl"),
        "parameters come first",
      );
    t.same(sorted(after(prepared, reversed(steps))), sorted(before), "turned round it leads back");

    const journal = journalAfter(undefined, before, wanted.loopbackVips, steps);
    const stored = journal && parseJournal(formatJournal(journal));
    t.same(stored, journal, "the journal survives its file");
    const back = undo(prepared, stored, undefined);
    t.same(sorted(after(prepared, back.steps)), sorted(before), "undo(apply(x)) = x");
    t.equal(back.rest, undefined);
    if (!t.passing()) return t.comment(`round ${round}: ${JSON.stringify(before.addresses)}`);
  }
});

function sorted(of: Host): unknown {
  const key = (one: HostAddress) => `${one.link} ${one.address}/${one.prefixLength}`;
  return { ...of, addresses: [...of.addresses].sort((a, b) => (key(a) < key(b) ? -1 : 1)) };
}
