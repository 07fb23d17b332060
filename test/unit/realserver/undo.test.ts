/** Undo: what goes back, what stays and is said, and what a later undo still knows. */

import t from "tap";
import { describeStep } from "../../../lib/realserver/describe.ts";
import { type Journal, journalAfter } from "../../../lib/realserver/journal.ts";
import { type Host, loopbackAddress } from "../../../lib/realserver/model.ts";
import { needsOf } from "../../../lib/realserver/needs.ts";
import { plan } from "../../../lib/realserver/plan.ts";
import { undo } from "../../../lib/realserver/undo.ts";
import { after, host, onLoopback, vipA, vipB } from "../../support/host.ts";

function apply(before: Host, vips: (typeof vipA)[], earlier?: Journal): { now: Host; journal: Journal | undefined } {
  const steps = plan(before, needsOf({ mode: "dr", vips, interface: "eth0" }));
  return { now: after(before, steps), journal: journalAfter(earlier, before, vips, steps) };
}

t.test("the VIP goes before the parameters, in the reverse order of apply", async (t) => {
  const { now, journal } = apply(host(), [vipA]);
  t.same(undo(now, journal, [vipA]).steps.map(describeStep), [
    "remove 172.16.12.110/32 from lo (label lo:0, broadcast 172.16.12.110)",
    "set net.ipv4.conf.lo.arp_announce 2 → 0",
    "set net.ipv4.conf.eth0.arp_announce 2 → 0",
    "set net.ipv4.conf.all.arp_announce 2 → 0",
    "set net.ipv4.conf.lo.arp_ignore 1 → 0",
    "set net.ipv4.conf.eth0.arp_ignore 1 → 0",
    "set net.ipv4.conf.all.arp_ignore 1 → 0",
  ]);
});

t.test("two VIPs, applied one after the other: parameters go with the last", async (t) => {
  const first = apply(host(), [vipA]);
  const second = apply(first.now, [vipB], first.journal);
  const one = undo(second.now, second.journal, [vipA]);
  t.same(one.steps.map(describeStep), ["remove 172.16.12.110/32 from lo (label lo:0, broadcast 172.16.12.110)"]);
  t.same(one.notes, ["kernel parameters stay as they are for 172.16.12.120"]);
  const rest = undo(after(second.now, one.steps), one.rest, [vipB]);
  t.same(after(after(second.now, one.steps), rest.steps), host(), "no trace is left");
});

t.test("a second apply keeps what the first one found", async (t) => {
  const path = "net/ipv4/conf/all/arp_ignore";
  const first = apply(host({ sysctls: { [path]: "8" } }), [vipA]);
  const meddled = { ...first.now, sysctls: new Map([...first.now.sysctls, [path, "0"]]) };
  const second = apply(meddled, [vipA], first.journal);
  t.equal(second.journal?.sysctls.find((entry) => entry.path === path)?.before, "8");
  const again = apply(second.now, [vipA], second.journal);
  t.same(again.journal, second.journal, "with nothing to do it stays as it is");
});

t.test("a VIP that was there before and needed nothing stays", async (t) => {
  const before = host({ addresses: [onLoopback(vipA, "lo:0")] });
  const { now, journal } = apply(before, [vipA]);
  const back = undo(now, journal, [vipA]);
  t.same(back.notes, ["172.16.12.110/32 was on lo before rsprep and stays"]);
  t.same(after(now, back.steps), before);
});

t.test("what somebody changed since is left and said", async (t) => {
  const { now, journal } = apply(host(), [vipA]);
  const meddled: Host = {
    ...now,
    addresses: now.addresses.map((one) => (one.address === vipA ? { ...one, label: "lo:9" } : one)),
    sysctls: new Map([...now.sysctls, ["net/ipv4/conf/all/arp_ignore", "2"]]),
  };
  const back = undo(meddled, journal, undefined);
  t.same(back.notes, [
    "172.16.12.110/32 on lo is not as rsprep added it and stays",
    "net.ipv4.conf.all.arp_ignore is 2, not the 1 that rsprep set, and stays",
  ]);
  t.ok(loopbackAddress(after(meddled, back.steps), vipA));
});

t.test("a link that went away with its parameters is no hindrance", async (t) => {
  const { now, journal } = apply(host(), [vipA]);
  const gone: Host = { ...now, sysctls: new Map([...now.sysctls].filter(([path]) => !path.includes("eth0"))) };
  t.equal(undo(gone, journal, undefined).steps.length, 5, "the VIP and the parameters of all and lo");
});

t.test("without a journal nothing is touched", async (t) => {
  t.same(undo(host(), undefined, [vipA]), { steps: [], notes: [], rest: undefined });
  t.same(undo(host(), undefined, undefined), { steps: [], notes: [], rest: undefined });
  const byHand = host({ addresses: [onLoopback(vipA, "lo:0")] });
  t.same(undo(byHand, undefined, [vipA]).notes, ["172.16.12.110/32 on lo was not put there by rsprep and stays"]);
});

t.test("a journal of another life is not believed", async (t) => {
  const { journal } = apply(host({ sysctls: { "net/ipv4/conf/all/arp_ignore": "8" } }), [vipA]);
  const reborn = apply(host(), [vipB], journal);
  t.same(
    reborn.journal?.vips.map(({ vip }) => vip),
    [vipB],
  );
  t.ok(reborn.journal?.sysctls.every(({ before }) => before === "0"));
});
