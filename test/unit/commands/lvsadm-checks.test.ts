/** The matrix against the list in man pages' form: each command with each option by itself, 14 × 34 pairs. */

import t from "tap";
import { faultOf } from "../../../lib/commands/lvsadm-checks.ts";
import { emptyDraft } from "../../../lib/commands/lvsadm-draft.ts";
import { commands, type OptionName, optionNames } from "../../../lib/commands/lvsadm-table.ts";

/** From the recorded behaviour of ipvsadm 1.31: + needed, one letter per option taken, in the order of the checks. */
const legend = "n c t s p M r g w x y I T D S R H P N i X o E b G Q L Z U K k 0 1 2 3 4 5 J".split(" ");
const taken: Readonly<Record<string, string>> = {
  "add-service": "tspMoEbJ",
  "edit-service": "tspMoEbJ",
  "delete-service": "tJ",
  "add-server": "trgwxyKk012J",
  "edit-server": "trgwxyKk012J",
  "delete-server": "trJ",
  flush: "J",
  restore: "345J",
  save: "nJ",
  list: "nctTDSRHPNiXUJ",
  zero: "tJ",
  set: "J",
  "start-daemon": "IiGQLZJ",
  "stop-daemon": "iJ",
};
const needed: Readonly<Record<string, readonly OptionName[]>> = {
  "add-service": ["service-address"],
  "edit-service": ["service-address"],
  "delete-service": ["service-address"],
  "add-server": ["service-address", "real-server"],
  "edit-server": ["service-address", "real-server"],
  "delete-server": ["service-address", "real-server"],
};

t.equal(legend.length, optionNames.length);

t.test("every command with every option", async (t) => {
  t.same(new Set(commands.map(({ name }) => name)), new Set(Object.keys(taken)));
  for (const command of commands) {
    const base = needed[command.name] ?? [];
    for (const [i, option] of optionNames.entries()) {
      const given = [...new Set([...base, option])];
      const draft = { ...emptyDraft(), port: 80, protocol: "udp" as const, forwarding: "tunnel" as const };
      const fault = faultOf(command, given, draft);
      const illegal = `Illegal '${option}' option with the '${command.name}' command`;
      if (taken[command.name]?.includes(legend[i] ?? "?")) t.not(fault, illegal, `${command.name} takes ${option}`);
      else t.equal(fault, illegal);
    }
    for (const option of base) {
      const given = base.filter((one) => one !== option);
      t.equal(
        faultOf(command, given, emptyDraft()),
        `You need to supply the '${option}' option for the '${command.name}' command`,
      );
    }
  }
});

t.test("the first complaint is that of the lowest place", async (t) => {
  const [add] = commands.filter(({ name }) => name === "add-service");
  if (add === undefined) return;
  t.match(faultOf(add, ["weight"], emptyDraft()), /need to supply the 'service-address'/);
  t.match(faultOf(add, ["weight", "numeric"], emptyDraft()), /Illegal 'numeric'/);
});
