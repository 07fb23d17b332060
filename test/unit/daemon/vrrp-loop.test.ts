import t from "tap";
import { address } from "../../../lib/net/address.ts";
import type { VrrpInstance } from "../../../lib/vrrp/instance.ts";
import { decodeIpv4 } from "../../../lib/wire/ipv4.ts";
import { decodeAdvertisement } from "../../../lib/wire/vrrp.ts";
import { packetOf, scenario } from "../../fixtures/keepalived-frames.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeWire, type OnTheWire } from "../../support/fake-wire.ts";
import { ens33, VrrpHost } from "../../support/vrrp-host.ts";
import { virtualAddress, vrrpInstance } from "../../support/vrrp-instance.ts";

const vip = "172.16.12.110";

/** `pip` (.113) and `sip` (.114) on one wire, not started. */
function cluster() {
  const clock = new FakeClock(0);
  const wire = new FakeWire(clock);
  const pip = new VrrpHost("pip", "172.16.12.113", clock, wire);
  const sip = new VrrpHost("sip", "172.16.12.114", clock, wire);
  return { clock, wire, pip, sip };
}

/** `pip` alone, MASTER of `instances` with nothing left to look at. */
async function master(...instances: readonly VrrpInstance[]) {
  const { clock, wire, pip } = cluster();
  await pip.start(...(instances.length > 0 ? instances : [vrrpInstance()]));
  await clock.advance(4000);
  return { clock, wire, pip };
}

function told({ what, bytes }: OnTheWire): string {
  if (what === "frame") return `arp ${bytes.subarray(28, 32).join(".")}`;
  const packet = decodeIpv4(bytes);
  const message = typeof packet === "string" ? undefined : decodeAdvertisement(packet.payload);
  return message === undefined || "fault" in message ? "?" : `advertise ${message.priority}`;
}

t.test("takeover on the wire: advertisement, then the address is there, then five announcements", async (t) => {
  const { clock, wire, pip } = cluster();
  await pip.start(vrrpInstance());
  await clock.moveTo(3609);
  t.same(wire.sent, []);
  const heldAtFirstArp: string[][] = [];
  const { send } = { send: pip.links.addAddress.bind(pip.links) };
  pip.links.addAddress = async (added) => {
    heldAtFirstArp.push(wire.sent.map(told));
    await send(added);
  };
  await clock.moveTo(3610);
  t.same(heldAtFirstArp, [["advertise 100"]], "the address comes after the advertisement and before the announcements");
  t.same(wire.sent.map(told), ["advertise 100", ...Array(5).fill(`arp ${vip}`)]);
  t.ok(
    wire.sent.every(({ at }) => at === 3609.375),
    "no time passes in between",
  );
  const [own, added] = await pip.links.addresses();
  t.equal(own?.address, "172.16.12.113");
  t.match(added, { address: vip, prefixLength: 32, link: 2, label: "ens33:0", scope: "global" });
});

t.test("the first packets equal keepalived's, identification included", async (t) => {
  const { wire } = await master();
  const packets = wire.sent.filter(({ what }) => what === "packet");
  t.same(packets[0]?.bytes, packetOf(scenario.first));
});

t.test("left-overs of a killed run are removed at the start", async (t) => {
  const { pip } = cluster();
  pip.links.addForeign({ link: 2, address: address(vip), prefixLength: 32, scope: "global", label: "ens33:0" });
  await pip.start(vrrpInstance());
  await pip.links.addresses();
  t.same(await pip.held(), []);
});

t.test("election: equal priorities, the first stays; nopreempt does not matter to it", async (t) => {
  const { clock, pip, sip } = cluster();
  await pip.start(vrrpInstance());
  await clock.advance(500);
  await sip.start(vrrpInstance());
  await clock.advance(20_000);
  t.same([await pip.held(), await sip.held()], [[vip], []]);
  t.same(sip.transitions, ["INIT -> BACKUP"]);
});

t.test("election: two that become MASTER together settle by address, without a word from the loser", async (t) => {
  const { clock, wire, pip, sip } = cluster();
  await pip.start(vrrpInstance());
  await sip.start(vrrpInstance());
  await clock.advance(3700);
  t.same([await pip.held(), await sip.held()], [[], [vip]]);
  t.same(pip.transitions, ["INIT -> BACKUP", "BACKUP -> MASTER", "MASTER -> BACKUP"]);
  t.notOk(wire.sent.some((sent) => told(sent) === "advertise 0"));
});

t.test("a higher priority preempts within the master-down interval, nopreempt waits for a failure", async (t) => {
  for (const preempt of [true, false]) {
    const { clock, pip, sip } = cluster();
    await pip.start(vrrpInstance());
    await clock.advance(5000);
    await sip.start(vrrpInstance({ priority: 150, preempt }));
    await clock.advance(3500);
    t.same([await pip.held(), await sip.held()], preempt ? [[], [vip]] : [[vip], []], `preempt ${preempt}`);
  }
});

t.test("shutdown: priority 0, addresses gone, taken over after the skew", async (t) => {
  const { clock, wire, pip, sip } = cluster();
  await pip.start(vrrpInstance());
  await clock.advance(500);
  await sip.start(vrrpInstance());
  await clock.advance(10_000);
  await pip.daemon.stop();
  t.equal(told(wire.sent.at(-1) as OnTheWire), "advertise 0");
  t.same(await pip.held(), []);
  t.ok(pip.links.closed);
  await clock.advance(609);
  t.same(await sip.held(), []);
  await clock.advance(1);
  t.same(await sip.held(), [vip]);
  t.match(sip.log.sentences().at(-1), /172\.16\.12\.113 gave up/);
});

t.test("death without a word: taken over three intervals and the skew after the last advertisement", async (t) => {
  const { clock, wire, pip, sip } = cluster();
  await pip.start(vrrpInstance());
  await clock.advance(500);
  await sip.start(vrrpInstance());
  await clock.advance(10_000);
  const last = wire.sent.filter(({ from, what }) => from === "pip" && what === "packet").at(-1)?.at ?? 0;
  wire.unplug("pip");
  await clock.advance(10_000);
  const first = wire.sent.find(({ from, what }) => from === "sip" && what === "frame")?.at ?? 0;
  t.equal(Math.round((first - last) * 1000) / 1000, 3609.475, "and one trip of the wire");
});

t.test("a split heals: one MASTER again after one advertisement, and it announces anew", async (t) => {
  const { clock, wire, pip, sip } = cluster();
  await pip.start(vrrpInstance({ priority: 110 }));
  await sip.start(vrrpInstance());
  await clock.advance(10_000);
  wire.loses = () => true;
  await clock.advance(10_000);
  t.same([await pip.held(), await sip.held()], [[vip], [vip]], "nobody can know better");
  wire.loses = () => false;
  const before = wire.sent.length;
  await clock.advance(1100);
  t.same([await pip.held(), await sip.held()], [[vip], []]);
  await clock.advance(10_000);
  t.same([await pip.held(), await sip.held()], [[vip], []]);
  const announced = wire.sent.slice(before).filter(({ from, what }) => from === "pip" && what === "frame");
  t.equal(announced.length, 10, "once at the sight of the rival, once five seconds later");
  t.match(pip.log.sentences("warning"), [/another MASTER: 172\.16\.12\.114/]);
});

t.test("another interval is dropped and told, so both become MASTER, as with keepalived", async (t) => {
  const { clock, pip, sip } = cluster();
  await pip.start(vrrpInstance());
  await sip.start(vrrpInstance({ advertInterval: 2000 }));
  await clock.advance(20_000);
  t.same([await pip.held(), await sip.held()], [[vip], [vip]]);
  t.match(pip.log.sentences("warning"), [/172\.16\.12\.114: advert_int 2, ours is 1/]);
  t.match(sip.log.sentences("warning"), [/172\.16\.12\.113: advert_int 1, ours is 2/]);
});

t.test("link down: FAULT at once, the other takes over, and back as BACKUP", async (t) => {
  const { clock, wire, pip, sip } = cluster();
  await pip.start(vrrpInstance({ priority: 150 }));
  await sip.start(vrrpInstance());
  await clock.advance(10_000);
  pip.links.setLink({ ...ens33, running: false });
  t.equal(told(wire.sent.at(-1) as OnTheWire), "advertise 0", "best effort");
  await clock.advance(700);
  t.same([await pip.held(), await sip.held()], [[], [vip]]);
  t.match(pip.log.sentences("error"), [/MASTER -> FAULT: link ens33 is down/]);
  pip.links.setLink(ens33);
  t.match(pip.transitions.at(-1), "FAULT -> BACKUP");
  await clock.advance(3500);
  t.same([await pip.held(), await sip.held()], [[vip], []], "it preempts");
});

t.test("a link that is deleted and made again gets a new socket", async (t) => {
  const { clock, wire, pip } = await master();
  pip.links.deleteLink("ens33");
  await clock.advance(100);
  const before = wire.sent.length;
  pip.links.setLink({ ...ens33, index: 9 });
  await clock.advance(10);
  t.equal(pip.transitions.at(-1), "MASTER -> FAULT", "still without an address of its own");
  pip.links.addForeign({ link: 9, address: address("172.16.12.113"), prefixLength: 16, scope: "global" });
  await clock.advance(4000);
  t.same(pip.transitions.slice(-2), ["FAULT -> BACKUP", "BACKUP -> MASTER"]);
  t.ok(wire.sent.length > before);
  t.match(await pip.links.addresses(), [{}, { address: vip, link: 9 }]);
});

t.test("a link that comes later is used when it comes", async (t) => {
  const { clock, pip } = cluster();
  pip.links.deleteLink("ens33");
  await pip.start(vrrpInstance());
  t.same(pip.transitions, ["INIT -> FAULT"]);
  pip.links.setLink(ens33);
  pip.links.addForeign({ link: 2, address: address("172.16.12.113"), prefixLength: 16, scope: "global" });
  await clock.advance(4000);
  t.same(await pip.held(), [vip]);
});

t.test("no address of its own: FAULT, for a virtual address does not count", async (t) => {
  const { clock, pip } = await master();
  pip.links.deleteForeign({ link: 2, address: address("172.16.12.113"), prefixLength: 16 });
  await clock.advance(10);
  t.match(pip.log.sentences("error"), [/the interface has no IPv4 address of its own/]);
});

t.test("a virtual address that somebody removes: BACKUP with priority 0, MASTER again after the skew", async (t) => {
  const { clock, wire, pip } = await master();
  const before = wire.sent.length;
  pip.links.deleteForeign({ link: 2, address: address(vip), prefixLength: 32 });
  await clock.advance(1);
  t.same(wire.sent.slice(before).map(told), ["advertise 0"]);
  await clock.advance(609);
  t.same(await pip.held(), [vip]);
  t.same(pip.transitions.slice(-2), ["MASTER -> BACKUP", "BACKUP -> MASTER"]);
});

t.test("a look for lost addresses that was overtaken by events does not prevent the next one", async (t) => {
  const { clock, wire, pip } = cluster();
  const other = virtualAddress("10.0.0.1");
  const add = pip.links.addAddress.bind(pip.links);
  let slow = true;
  pip.links.addAddress = (added) =>
    slow && added.address === vip
      ? new Promise((resolve) => clock.at(clock.now() + 5000, () => resolve(add(added))))
      : add(added);
  await pip.start(vrrpInstance({ virtualAddresses: [virtualAddress(vip), other] }));
  await clock.advance(3700);
  pip.links.deleteForeign({ link: 2, address: other.address, prefixLength: 32 });
  await clock.advance(1);
  const better = packetOf(scenario.first);
  better[15] = 114;
  wire.inject(better, "224.0.0.18");
  await clock.advance(6000);
  slow = false;
  await clock.advance(4000);
  t.same((await pip.held()).sort(), [other.address, vip]);
  pip.links.deleteForeign({ link: 2, address: other.address, prefixLength: 32 });
  await clock.advance(1);
  t.equal(pip.transitions.at(-1), "MASTER -> BACKUP");
});

t.test("lost news: everything is read again", async (t) => {
  const { clock, pip } = cluster();
  const watch = pip.links.watch.bind(pip.links);
  let deaf = false;
  pip.links.watch = (listener) => {
    watch((event) => {
      if (!deaf || event.kind === "resync") listener(event);
    });
  };
  await pip.start(vrrpInstance());
  await clock.advance(4000);
  deaf = true;
  pip.links.deleteForeign({ link: 2, address: address(vip), prefixLength: 32 });
  await clock.advance(1);
  t.equal(pip.transitions.at(-1), "BACKUP -> MASTER", "nobody has noticed");
  pip.links.loseNews();
  await clock.advance(1);
  t.equal(pip.transitions.at(-1), "MASTER -> BACKUP");
  await clock.advance(700);
  t.same(await pip.held(), [vip]);
  pip.links.setLink({ ...ens33, up: false, running: false });
  pip.links.loseNews();
  await clock.advance(1);
  t.equal(pip.transitions.at(-1), "MASTER -> FAULT");
});

t.test("an address that cannot be added: FAULT instead of a black hole, next try after 30 s", async (t) => {
  const { clock, wire, pip } = cluster();
  pip.links.refuse = (operation) => (operation === "addAddress" ? "EPERM" : undefined);
  await pip.start(vrrpInstance());
  await clock.advance(3700);
  t.same(wire.sent.map(told), ["advertise 100", "advertise 0"], "and nothing was announced");
  t.match(pip.log.sentences("error"), [/MASTER -> FAULT: cannot add the address 172\.16\.12\.110\/32.*again in 30 s/]);
  pip.links.refuse = () => undefined;
  await clock.advance(30_000 + 3610);
  t.same(await pip.held(), [vip]);
});

t.test("an address that is there already is taken over, one that is gone already is no trouble", async (t) => {
  const { clock, pip } = cluster();
  await pip.start(vrrpInstance());
  pip.links.addForeign({ link: 2, address: address(vip), prefixLength: 32, scope: "global" });
  await clock.advance(3700);
  t.equal(pip.transitions.at(-1), "BACKUP -> MASTER");
  pip.links.refuse = (operation) => {
    if (operation !== "deleteAddress") return undefined;
    pip.links.deleteForeign({ link: 2, address: address(vip), prefixLength: 32 });
    return "EADDRNOTAVAIL";
  };
  await pip.daemon.stop();
  t.same(pip.log.sentences("error"), []);
});

t.test("an address that cannot be removed at the end is no clean stop", async (t) => {
  const { pip } = await master();
  pip.links.refuse = (operation) => (operation === "deleteAddress" ? "EPERM" : undefined);
  await t.rejects(pip.daemon.stop(), { message: /172\.16\.12\.110/ });
  t.match(pip.log.sentences("error"), [/cannot delete the address 172\.16\.12\.110/]);
});

t.test("slow address changes hold up neither advertisements nor another instance", async (t) => {
  const { clock, wire, pip } = cluster();
  const add = pip.links.addAddress.bind(pip.links);
  pip.links.addAddress = (added) =>
    added.address === vip
      ? new Promise((resolve) => clock.at(clock.now() + 5000, () => resolve(add(added))))
      : add(added);
  const other = vrrpInstance({ name: "VI_2", virtualRouterId: 13, virtualAddresses: [virtualAddress("10.0.0.1")] });
  await pip.start(vrrpInstance(), other);
  await clock.advance(3610);
  t.same(await pip.held(), ["10.0.0.1"]);
  await clock.advance(4000);
  t.equal(wire.sent.filter(({ what }) => what === "packet").length, 10, "both advertised five times");
  t.notOk(
    wire.sent.some((sent) => told(sent) === `arp ${vip}`),
    "not announced before it is there",
  );
  await clock.advance(1000);
  t.ok(wire.sent.some((sent) => told(sent) === `arp ${vip}`));
});

t.test("what a lost MASTER had queued does not happen", async (t) => {
  const { clock, wire, pip } = cluster();
  const add = pip.links.addAddress.bind(pip.links);
  pip.links.addAddress = (added) => new Promise((resolve) => clock.at(clock.now() + 1000, () => resolve(add(added))));
  await pip.start(vrrpInstance());
  await clock.advance(3700);
  const better = packetOf(scenario.first);
  better[15] = 114;
  wire.inject(better, "224.0.0.18");
  await clock.advance(1);
  t.equal(pip.transitions.at(-1), "MASTER -> BACKUP");
  await clock.advance(1100);
  t.same(await pip.held(), [], "the address that came late is gone again");
  t.notOk(wire.sent.some(({ what }) => what === "frame"));
});

t.test("reload: only what differs changes; state and rhythm stay", async (t) => {
  const { clock, wire, pip } = await master(
    vrrpInstance({ virtualAddresses: ["10.0.0.1", "10.0.0.2"].map((text) => virtualAddress(text)) }),
  );
  const before = wire.sent.length;
  pip.links.changes.length = 0;
  await pip.daemon.reload([
    vrrpInstance({ virtualAddresses: ["10.0.0.2", "10.0.0.3"].map((text) => virtualAddress(text)) }),
  ]);
  await clock.advance(1);
  t.same(pip.links.changes, ["-10.0.0.1/32 ens33", "+10.0.0.3/32 ens33"]);
  t.same(wire.sent.slice(before).map(told), ["advertise 100", ...Array(5).fill("arp 10.0.0.3")]);
  t.equal(pip.transitions.at(-1), "BACKUP -> MASTER");
});

t.test("reload: an instance that is gone gives up, a new one starts, their address may be the same", async (t) => {
  const { clock, wire, pip } = await master();
  const before = wire.sent.length;
  await pip.daemon.reload([vrrpInstance({ name: "VI_2", virtualRouterId: 13, priority: 255 })]);
  await clock.advance(1);
  t.same(wire.sent.slice(before).map(told).slice(0, 2), ["advertise 0", "advertise 255"]);
  t.same(await pip.held(), [vip]);
});

t.test("reload: the log says whether an instance is gone or became another virtual router", async (t) => {
  const said = async (name: string) => {
    const { pip } = await master();
    await pip.daemon.reload([vrrpInstance({ name, virtualRouterId: 13 })]);
    return pip.log.sentences().filter((sentence) => sentence.includes("configuration"));
  };
  t.match(await said("VI_2"), [/not in the configuration any more/]);
  t.match(await said(vrrpInstance({}).name), [/interface or virtual_router_id is another one/]);
});

t.test("reload: an address moves to a new instance only when the old one has let go of it", async (t) => {
  const { clock, pip } = await master();
  const remove = pip.links.deleteAddress.bind(pip.links);
  let delays = [100];
  pip.links.deleteAddress = (gone) => {
    const [delay = 0, ...rest] = delays;
    delays = rest;
    return new Promise((resolve, reject) => clock.at(clock.now() + delay, () => remove(gone).then(resolve, reject)));
  };
  const reloaded = pip.daemon.reload([vrrpInstance({ name: "VI_2", virtualRouterId: 13, priority: 255 })]);
  await clock.advance(1000);
  await reloaded;
  t.same(await pip.held(), [vip]);
  t.equal(pip.transitions.at(-1), "INIT -> MASTER", "it was never taken from the new one");
});

t.test("reload: another multicast group is joined", async (t) => {
  const { clock, wire, pip } = await master();
  await pip.daemon.reload([vrrpInstance({ multicastGroup: address("224.0.0.99") })]);
  await clock.advance(1);
  const packet = decodeIpv4(wire.sent.filter(({ what }) => what === "packet").at(-1)?.bytes ?? new Uint8Array());
  t.match(packet, { destination: "224.0.0.99" });
});

t.test("a process that was stopped reads what has come before it believes the time", async (t) => {
  for (const waiting of [true, false]) {
    const { clock, wire, pip } = cluster();
    await pip.start(vrrpInstance());
    await clock.advance(3000);
    clock.stop(10_000);
    wire.delay = 20;
    if (waiting) wire.inject(packetOf(scenario.first), "224.0.0.18");
    await clock.advance(100);
    t.equal(pip.transitions.at(-1), waiting ? "INIT -> BACKUP" : "BACKUP -> MASTER", `waiting ${waiting}`);
  }
});

t.test(
  "hostile packets: truncated, other routers', other protocols' are nothing; bad ones are told once",
  async (t) => {
    const { clock, wire, pip } = await master();
    const { length } = pip.log.lines;
    const packet = packetOf(scenario.first);
    for (let end = 0; end < packet.length; end++) wire.inject(packet.subarray(0, end), "224.0.0.18");
    const otherRouter = packetOf(scenario.first);
    otherRouter[21] = 99;
    wire.inject(otherRouter, "224.0.0.18");
    await clock.advance(1);
    t.equal(pip.log.lines.length, length);
    const forged = packetOf(scenario.first);
    forged[8] = 64;
    for (let i = 0; i < 1000; i++) wire.inject(forged, "224.0.0.18");
    await clock.advance(1);
    t.match(pip.log.sentences().slice(length), [/time to live 64/]);
    t.same(await pip.held(), [vip]);
  },
);
