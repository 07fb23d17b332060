import t from "tap";
import { type End, journey, type Packet } from "../../../../lib/doctor/firewall/journey.ts";
import type { BaseChain, Condition, Rule, Test, Verdict } from "../../../../lib/doctor/firewall/model.ts";
import { address } from "../../../../lib/net/address.ts";

const packet: Packet = {
  family: "inet",
  protocol: "tcp",
  destination: address("10.0.0.9"),
  destinationPort: 80,
  state: "new",
  local: true,
};

const is = (test: Test): Condition => ({ not: false, test });
const isNot = (test: Test): Condition => ({ not: true, test });
const unknown = is({ of: "unknown" });
const port = (from: number, to = from): Test => ({ of: "destination-port", ranges: [[from, to]] });

function rule(kind: Exclude<Verdict["kind"], "jump" | "goto">, ...conditions: Condition[]): Rule {
  return { text: kind, conditions, verdict: { kind } };
}

function to(kind: "jump" | "goto", ...conditions: Condition[]): Rule {
  return { text: kind, conditions, verdict: { kind, chain: "other" } };
}

function end(rules: readonly Rule[], other: readonly Rule[] = [], policy: "accept" | "drop" = "drop"): End["kind"] {
  const chain: BaseChain = {
    tool: "nft",
    families: ["inet"],
    table: "inet filter",
    name: "input",
    kind: "filter",
    hook: "input",
    priority: 0,
    policy,
    rules,
    chains: new Map([["other", other]]),
  };
  return journey(chain, packet).kind;
}

t.test("the first rule that holds decides, else the policy", async (t) => {
  t.equal(end([]), "dropped");
  t.equal(end([], [], "accept"), "accepted");
  t.equal(end([rule("accept")]), "accepted");
  t.equal(end([rule("accept", is(port(81))), rule("none"), rule("drop")], [], "accept"), "dropped");
  t.equal(end([rule("accept", isNot(port(81)))]), "accepted");
  t.equal(end([rule("return"), rule("accept")]), "dropped", "back to the policy");
  t.equal(end([rule("rewrite", is(port(80)))]), "rewritten");
});

t.test("in doubt nothing is certain", async (t) => {
  t.equal(end([rule("accept", unknown)]), "unknown");
  t.equal(end([rule("drop", unknown)], [], "accept"), "accepted", "it may drop, which is not certain");
  t.equal(end([rule("drop", unknown), rule("drop")], [], "accept"), "dropped", "one of both does");
  t.equal(end([rule("accept", unknown, is(port(81)))]), "dropped", "one condition that fails is enough");
  t.equal(end([rule("unknown")]), "unknown");
  t.equal(end([rule("return", unknown)]), "unknown");
});

t.test("chains within chains", async (t) => {
  t.equal(end([to("jump")], [rule("accept")]), "accepted");
  t.equal(end([to("jump"), rule("accept")], [rule("return"), rule("drop")]), "accepted");
  t.equal(end([to("goto"), rule("accept")], [rule("return")]), "dropped", "goto does not come back");
  t.equal(end([to("jump", unknown)], [rule("accept", is(port(22)))]), "dropped", "it accepts nothing of ours");
  t.equal(end([to("jump", unknown)], [rule("accept", is(port(80)))]), "unknown");
  t.equal(end([to("jump")], [to("jump")]), "unknown", "a ring ends");
});

t.test("what conditions say of what is known, and of what is not", async (t) => {
  const held: readonly (readonly [Test, End["kind"]])[] = [
    [{ of: "destination", networks: [{ address: address("10.0.0.0"), prefixLength: 24 }] }, "accepted"],
    [{ of: "destination", networks: [{ address: address("10.0.1.0"), prefixLength: 24 }] }, "dropped"],
    [{ of: "source", networks: [{ address: address("10.0.1.0"), prefixLength: 24 }] }, "unknown"],
    [port(70, 90), "accepted"],
    [{ of: "source-port", ranges: [[1024, 65535]] }, "unknown"],
    [{ of: "protocol", names: ["udp", "tcp"] }, "accepted"],
    [{ of: "protocol", names: ["udp"] }, "dropped"],
    [{ of: "state", names: ["established", "related"] }, "dropped"],
    [{ of: "state", names: ["new"] }, "accepted"],
    [{ of: "in", links: ["lo"] }, "dropped"],
    [{ of: "in", links: ["eth0"] }, "unknown"],
    [{ of: "out", links: ["eth0"] }, "unknown"],
    [{ of: "family", families: ["inet6"] }, "dropped"],
    [{ of: "local" }, "accepted"],
  ];
  for (const [test, kind] of held) t.equal(end([rule("accept", is(test))]), kind, JSON.stringify(test));
});

t.test("names of links with any ending", async (t) => {
  const chain = (links: readonly string[]): BaseChain => ({
    tool: "nft",
    families: ["inet"],
    table: "inet filter",
    name: "output",
    kind: "filter",
    hook: "output",
    priority: 0,
    policy: "drop",
    rules: [rule("accept", is({ of: "out", links }))],
    chains: new Map(),
  });
  t.equal(journey(chain(["eth*"]), { ...packet, out: "eth1" }).kind, "accepted");
  t.equal(journey(chain(["eth1"]), { ...packet, out: "eth11" }).kind, "dropped");
});
