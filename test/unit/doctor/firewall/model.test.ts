import t from "tap";
import { type BaseChain, type Rule, rulesWithin } from "../../../../lib/doctor/firewall/model.ts";

t.test("all rules that a chain leads to, each once, rings included", async (t) => {
  const drop = (text: string): Rule => ({ text, conditions: [], verdict: { kind: "drop" } });
  const jump = (chain: string): Rule => ({ text: chain, conditions: [], verdict: { kind: "jump", chain } });
  const chain: BaseChain = {
    tool: "nft",
    families: ["inet"],
    table: "ip t",
    name: "base",
    kind: "filter",
    hook: "input",
    priority: 0,
    policy: "accept",
    rules: [drop("own"), jump("a"), jump("a"), jump("missing")],
    chains: new Map([
      ["a", [jump("b")]],
      ["b", [drop("deep"), jump("a")]],
      ["other", [drop("elsewhere")]],
    ]),
  };
  t.strictSame(
    rulesWithin(chain).map(({ text }) => text),
    ["own", "a", "b", "deep", "a", "a", "missing"],
  );
});
