import t from "tap";
import { address } from "../../../lib/net/address.ts";
import type { Action } from "../../../lib/vrrp/action.ts";
import type { Event } from "../../../lib/vrrp/event.ts";
import type { VrrpInstance } from "../../../lib/vrrp/instance.ts";
import { step } from "../../../lib/vrrp/machine.ts";
import type { Conditions, Election } from "../../../lib/vrrp/state.ts";
import { initialElection, nextDeadline } from "../../../lib/vrrp/state.ts";
import { virtualAddress, vrrpInstance } from "../../support/vrrp-instance.ts";

const own = address("172.16.12.113");
const peer = address("172.16.12.114");
const lowerPeer = address("172.16.12.112");
const met: Conditions = { downLinks: [], source: own };
const down: Conditions = { downLinks: ["ens33"], source: own };

/** One election played by hand; `did` gives the actions since the last look, without reports' details. */
class Play {
  election: Election;
  now = 0;
  #actions: Action[] = [];

  constructor(over: Partial<VrrpInstance> = {}, conditions: Conditions = met) {
    this.election = initialElection(vrrpInstance(over));
    this.tell({ kind: "started", conditions });
  }

  tell(event: Event): this {
    const { election, actions } = step(this.election, event, this.now);
    this.election = election;
    this.#actions.push(...actions);
    return this;
  }

  hear(priority: number, source = peer, addressesDiffer = false): this {
    return this.tell({ kind: "advertisement", heard: { source, priority, addressesDiffer } });
  }

  /** Moves to `now`, giving each deadline on the way. */
  at(now: number): this {
    for (
      let next = nextDeadline(this.election);
      next !== undefined && next <= now;
      next = nextDeadline(this.election)
    ) {
      this.now = next;
      this.tell({ kind: "deadline" });
    }
    this.now = now;
    return this;
  }

  get state(): string {
    return this.election.state.kind;
  }

  did(): string[] {
    const words = this.#actions.map(inWords);
    this.#actions = [];
    return words;
  }
}

function inWords(action: Action): string {
  switch (action.kind) {
    case "send advertisement":
      return `advertise ${action.priority} from ${action.source}`;
    case "add addresses":
      return `add ${action.addresses.map((a) => a.address)}`;
    case "remove addresses":
      return `remove ${action.addresses.map((a) => a.address)}`;
    case "announce addresses":
      return `announce ${action.addresses.map((a) => a.address)} x${action.repeat}`;
    case "report":
      return action.report.kind === "transition"
        ? `${action.report.to}: ${action.report.reason.kind}`
        : `report ${action.report.kind}`;
  }
}

const mastering = ["advertise 100 from 172.16.12.113", "add 172.16.12.110", "announce 172.16.12.110 x5"] as const;
const leaving = ["advertise 0 from 172.16.12.113", "remove 172.16.12.110"] as const;

/** A MASTER since 0 with nothing left to look at. */
function master(over: Partial<VrrpInstance> = {}): Play {
  const play = new Play(over);
  play.at(nextDeadline(play.election) ?? 0).did();
  return play;
}

t.test("start: left-overs go, BACKUP whatever was wished, MASTER after the whole interval", async (t) => {
  const play = new Play({ wantedState: "MASTER", priority: 150 });
  t.same(play.did(), ["remove 172.16.12.110", "BACKUP: started"]);
  play.at(3414);
  t.equal(play.state, "BACKUP");
  play.at(3415);
  t.equal(play.state, "MASTER");
});

t.test("becoming MASTER: advertisement, addresses, announcements, report; second burst after 5 s", async (t) => {
  const play = new Play();
  play.did();
  play.at(3609.375);
  t.same(play.did(), [...mastering, "MASTER: silence"]);
  play.at(3609.375 + 4999);
  t.same(play.did(), Array(4).fill(mastering[0]));
  play.at(3609.375 + 5000);
  t.same(play.did(), [mastering[0], mastering[2]], "the advertisement comes first where both are due");
  play.at(3609.375 + 60_000);
  t.same(play.did(), Array(55).fill(mastering[0]), "and no more bursts");
});

t.test("refresh: announcements repeat for as long as it is MASTER", async (t) => {
  const play = master({ garp: { masterDelay: 0, masterRepeat: 2, masterRefresh: 2500, masterRefreshRepeat: 3 } });
  const start = play.now;
  play.at(start + 5000);
  t.same(
    play.did().filter((word) => word.startsWith("announce")),
    ["announce 172.16.12.110 x3", "announce 172.16.12.110 x3"],
  );
});

t.test("the owner is MASTER at once, and after a fault too", async (t) => {
  const play = new Play({ priority: 255 });
  t.same(play.did(), [
    "remove 172.16.12.110",
    "advertise 255 from 172.16.12.113",
    "add 172.16.12.110",
    "announce 172.16.12.110 x5",
    "MASTER: owner",
  ]);
  play.tell({ kind: "conditions", conditions: down }).did();
  play.tell({ kind: "conditions", conditions: met });
  t.equal(play.state, "MASTER");
});

t.test("BACKUP hears (reference: election table)", async (t) => {
  const rows: readonly (readonly [string, number, Partial<VrrpInstance>, number])[] = [
    ["higher", 101, {}, 1000 + 3609.375],
    ["equal", 100, {}, 1000 + 3609.375],
    ["lower, preempting: the timer runs on", 99, {}, 3609.375],
    ["lower, nopreempt", 99, { preempt: false }, 1000 + 3609.375],
    ["priority 0: the skew only", 0, {}, 1000 + 609.375],
    ["priority 0, nopreempt", 0, { preempt: false }, 1000 + 609.375],
  ];
  for (const [name, priority, over, deadline] of rows) {
    const play = new Play(over);
    play.at(1000).hear(priority);
    t.equal(nextDeadline(play.election), deadline, name);
    t.equal(play.state, "BACKUP", name);
  }
});

t.test("an owner that is BACKUP preempts in spite of nopreempt", async (t) => {
  const play = new Play({ preempt: false });
  play.tell({ kind: "reconfigured", instance: vrrpInstance({ preempt: false, priority: 255 }) });
  const deadline = nextDeadline(play.election);
  play.at(500).hear(200);
  t.equal(nextDeadline(play.election), deadline);
});

t.test("a lower MASTER is told once, and taken over from", async (t) => {
  const play = new Play();
  play.did();
  play.at(1000).hear(99).at(2000).hear(99).at(3000).hear(99);
  t.same(play.did(), ["report lower priority"]);
  play.at(3610);
  t.same(play.did(), [...mastering, "MASTER: preempting"]);
});

t.test("a MASTER that gave up is named as the reason", async (t) => {
  const play = new Play();
  play.at(1000).hear(200).hear(0).did();
  play.at(1000 + 609.375);
  t.match(play.did().at(-1), "MASTER: given up");
});

t.test("MASTER hears (reference: election table)", async (t) => {
  const stays = [mastering[0], mastering[2], "report rival"];
  const rows: readonly (readonly [string, number, string, string, readonly string[]])[] = [
    ["priority 0", 0, peer, "MASTER", [mastering[0]]],
    ["lower", 99, peer, "MASTER", stays],
    ["higher", 101, lowerPeer, "BACKUP", ["remove 172.16.12.110", "BACKUP: better master"]],
    ["equal, higher address", 100, peer, "BACKUP", ["remove 172.16.12.110", "BACKUP: better master"]],
    ["equal, lower address", 100, lowerPeer, "MASTER", stays],
    ["equal, own address", 100, own, "MASTER", ["report own address"]],
  ];
  for (const preempt of [true, false])
    for (const [name, priority, source, state, did] of rows) {
      const play = master({ preempt });
      play.hear(priority, address(source));
      t.equal(play.state, state, `${name}, preempt ${preempt}`);
      t.same(play.did(), did, `${name}, preempt ${preempt}`);
    }
});

t.test("yielding waits for the whole interval and sends nothing", async (t) => {
  const play = master();
  const { now } = play;
  play.hear(200);
  t.equal(nextDeadline(play.election), now + 3609.375);
});

t.test("a rival is told once, answered each time, and its announcements are countered twice", async (t) => {
  const play = master();
  play.at(play.now + 6000).did();
  const { now } = play;
  play.hear(50).hear(50);
  t.same(play.did(), [mastering[0], mastering[2], "report rival", mastering[0], mastering[2]]);
  play.at(now + 5000);
  t.equal(play.did().filter((word) => word.startsWith("announce")).length, 1);
});

t.test("an answer to another MASTER takes the place of the next regular advertisement", async (t) => {
  for (const priority of [0, 50]) {
    const play = master();
    play.at(play.now + 400).hear(priority);
    t.equal(nextDeadline(play.election), play.now + 1000, `to priority ${priority}`);
  }
});

t.test("two owners are told as such", async (t) => {
  const play = new Play({ priority: 255 });
  play.did();
  play.hear(255, lowerPeer);
  t.match(play.did(), ["advertise 255 from 172.16.12.113", /announce/, "report two owners"]);
});

t.test("link down and address gone: FAULT from any state, deaf, and back to BACKUP", async (t) => {
  for (const bad of [down, { downLinks: [], source: undefined }]) {
    const play = master();
    play.tell({ kind: "conditions", conditions: bad });
    t.same(play.did(), [...leaving, "FAULT: conditions"]);
    t.equal(nextDeadline(play.election), undefined);
    play.hear(0).hear(255).tell({ kind: "deadline" });
    t.same(play.did(), []);
    play.at(play.now + 100_000).tell({ kind: "conditions", conditions: met });
    t.same(play.did(), ["BACKUP: recovered"]);
    t.equal(nextDeadline(play.election), play.now + 3609.375);

    play.tell({ kind: "conditions", conditions: bad });
    t.same(play.did(), ["FAULT: conditions"], "a BACKUP has nothing to withdraw and nothing to say");
  }
});

t.test("a start without a link is a FAULT, after the left-overs are gone", async (t) => {
  const play = new Play({}, down);
  t.same(play.did(), ["remove 172.16.12.110", "FAULT: conditions"]);
});

t.test("conditions that are told again change nothing; a new source address is used from then on", async (t) => {
  const play = master();
  play.tell({ kind: "conditions", conditions: met });
  t.same(play.did(), []);
  play.tell({ kind: "conditions", conditions: { downLinks: [], source: lowerPeer } });
  play.at(play.now + 1000);
  t.same(play.did(), ["advertise 100 from 172.16.12.112"]);
});

t.test("an address removed from outside: priority 0, all addresses go, MASTER again after the skew", async (t) => {
  const play = master();
  play.tell({ kind: "address lost", address: address("172.16.12.110") });
  t.same(play.did(), [...leaving, "BACKUP: address lost"]);
  const deadline = play.now + 609.375;
  t.equal(nextDeadline(play.election), deadline);
  play.at(deadline);
  t.same(play.did(), [...mastering, "MASTER: silence"]);
});

t.test("a failed action: never MASTER without the addresses; next try after 30 s", async (t) => {
  const play = master();
  const { now } = play;
  play.tell({ kind: "failed", sentence: "cannot add" });
  t.same(play.did(), [...leaving, "FAULT: failed"]);
  play.tell({ kind: "conditions", conditions: down }).tell({ kind: "conditions", conditions: met });
  play.tell({ kind: "deadline" });
  t.equal(play.state, "FAULT", "a link that comes and goes does not shorten the pause");
  play.at(now + 30_000);
  t.same(play.did(), ["BACKUP: recovered"]);
});

t.test("a pause that ends while the link is down leaves only the link to wait for", async (t) => {
  const play = master();
  play.tell({ kind: "failed", sentence: "cannot add" }).tell({ kind: "conditions", conditions: down });
  play.at(play.now + 30_000).did();
  t.equal(nextDeadline(play.election), undefined);
  t.equal(play.state, "FAULT");
  play.tell({ kind: "conditions", conditions: met });
  t.equal(play.state, "BACKUP");
});

t.test("the end: a MASTER gives up and withdraws, others just end", async (t) => {
  const ended = master().tell({ kind: "stopped", because: "shutdown" });
  t.same(ended.did(), [...leaving, "INIT: stopped"]);
  t.equal(nextDeadline(ended.election), undefined);
  const backup = new Play();
  backup.did();
  t.same(backup.tell({ kind: "stopped", because: "shutdown" }).did(), ["INIT: stopped"]);
});

t.test("reload of a MASTER: advertises, touches only what differs, stays", async (t) => {
  const before = ["10.0.0.1", "10.0.0.2"].map((text) => virtualAddress(text));
  const after = [virtualAddress("10.0.0.2"), virtualAddress("10.0.0.3")];
  const play = master({ virtualAddresses: before });
  play.tell({ kind: "reconfigured", instance: vrrpInstance({ virtualAddresses: after, priority: 90 }) });
  t.same(play.did(), [
    "advertise 90 from 172.16.12.113",
    "remove 10.0.0.1",
    "add 10.0.0.3",
    "announce 10.0.0.3 x5",
    "report reconfigured",
  ]);
  t.equal(play.state, "MASTER");

  play.tell({ kind: "reconfigured", instance: vrrpInstance({ virtualAddresses: after, priority: 90 }) });
  t.same(play.did(), ["advertise 90 from 172.16.12.113"]);
});

t.test("reload: an address with another label is removed before it is added", async (t) => {
  const play = master({ virtualAddresses: [virtualAddress("10.0.0.1")] });
  const relabelled = [virtualAddress("10.0.0.1", { label: "ens33:1" })];
  play.tell({ kind: "reconfigured", instance: vrrpInstance({ virtualAddresses: relabelled }) });
  t.same(play.did().slice(1, 3), ["remove 10.0.0.1", "add 10.0.0.1"]);
});

t.test("reload: periodic announcements can be switched on, changed and off", async (t) => {
  const play = master();
  const { garp } = vrrpInstance();
  const reload = (masterRefresh: number) =>
    play.tell({ kind: "reconfigured", instance: vrrpInstance({ garp: { ...garp, masterRefresh } }) });
  const announced = (span: number) => {
    play.did();
    play.at(play.now + span);
    return play.did().filter((word) => word.startsWith("announce")).length;
  };
  play.at(play.now + 6000);
  reload(2000);
  t.equal(announced(6000), 3);
  reload(3000);
  t.equal(announced(6000), 2);
  reload(3000);
  reload(0);
  t.equal(announced(6000), 0);
});

t.test("reload of a BACKUP: the timer runs on, unless its length changed", async (t) => {
  const play = new Play();
  play.at(1000).tell({ kind: "reconfigured", instance: vrrpInstance({ preempt: false }) });
  t.equal(nextDeadline(play.election), 3609.375);
  play.tell({ kind: "reconfigured", instance: vrrpInstance({ advertInterval: 2000 }) });
  t.equal(nextDeadline(play.election), 1000 + 6609.375);
});

t.test("each kind of trouble is told once, until the master or the state changes", async (t) => {
  const play = new Play();
  play.did();
  const bad = (kind: "password" | "checksum") => play.tell({ kind: "rejected", source: peer, rejection: { kind } });
  bad("password");
  bad("password");
  bad("checksum");
  t.same(play.did(), ["report rejected", "report rejected"]);
  play.hear(200, peer, true).hear(200, peer, true);
  t.same(play.did(), ["report addresses differ"]);
  bad("password");
  t.same(play.did(), []);
  play.hear(200, lowerPeer, true);
  t.same(play.did(), ["report addresses differ"], "another master");
  bad("password");
  t.same(play.did(), ["report rejected"]);
});

t.test("advertisements keep their rhythm under late timers, and what was missed is not caught up", async (t) => {
  const play = master();
  const { now } = play;
  play.now = now + 1007;
  play.tell({ kind: "deadline" });
  t.equal(nextDeadline(play.election), now + 2000);
  play.now = now + 12_345;
  play.tell({ kind: "deadline" });
  t.equal(play.did().filter((word) => word.startsWith("advertise")).length, 2);
  t.equal(nextDeadline(play.election), now + 13_345);
});

t.test("a deadline event that comes early changes nothing", async (t) => {
  const backup = new Play();
  const before = backup.election;
  t.equal(backup.tell({ kind: "deadline" }).election, before);
  const play = master();
  t.same(play.tell({ kind: "deadline" }).did(), []);
});
