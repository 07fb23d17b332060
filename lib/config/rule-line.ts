/** One line of `virtual_rules` or `static_rules`, as ip-rule(8) takes it after `ip rule add`. */

import type { Family } from "../net/address.ts";
import type { Named, Rule, RuleAction } from "../vrrp/route.ts";
import { type Arguments, type Call, missing, readWord } from "./arguments.ts";
import { familyWord, tellOldEvery } from "./family-word.ts";
import { optionSynopses, readOptions, tellOther, type Values, writeOptions } from "./named-options.ts";
import { familiesOf, tellFamilies, tellForeignOptions } from "./route-contradictions.ts";
import { bareActions, otherRuleNames, properRuleOptions, ruleOptions, ruleWording } from "./rule-options.ts";
import { joinSpans, type Word } from "./syntax.ts";
import { tellUntracked } from "./tracked-routes.ts";
import { count } from "./values/limits.ts";
import { every6, withoutEvery } from "./values/network.ts";

export const ruleLine: Arguments<Rule> = {
  synopsis: [...optionSynopses(properRuleOptions), `[goto N|${bareActions.join("|")}]`].join(" "),
  expected: "from PREFIX or to PREFIX, table TABLE, and preference N",
  kinds: [],
  least: 0,
  options: ruleOptions,
  read: (call) => new RuleReader(call).read(),
  write({ action, ...rest }) {
    if (action.do === "table") return writeOptions(properRuleOptions, { ...rest, table: action.table });
    const words = action.do === "goto" ? ["goto", String(action.preference)] : [action.do];
    return [...writeOptions(properRuleOptions, rest as Values), ...words];
  },
};

/** An action, and the words that say it. */
interface Chosen {
  readonly action: RuleAction;
  readonly word: Word;
}

/** Reads one line; its action may stand anywhere among the options. */
class RuleReader {
  readonly #call: Call;
  readonly #actions: (Chosen | undefined)[] = [];
  #family: Family | undefined;

  constructor(call: Call) {
    this.#call = call;
  }

  read(): Rule | undefined {
    const call = this.#call;
    const unknown = tellOther(call, call.words, ruleOptions, ruleWording);
    const { values, places } = readOptions(
      call,
      call.words,
      ruleOptions,
      (at) => this.#readOther(at) ?? unknown(at),
      otherRuleNames,
    );
    if (values === undefined || this.#actions.includes(undefined)) return undefined;
    const { table: wanted, ...rest } = withoutEvery(values, ["from", "to"]);
    const word = places.get("table");
    if (word) this.#actions.push({ action: { do: "table", table: wanted as Named }, word });
    const action = this.#choose();
    const parts = familiesOf(values, places, ["from", "to"]);
    for (const { word } of parts) tellOldEvery(call.report, word);
    const family = parts[0]?.family ?? this.#family ?? "inet";
    const rule = {
      ...rest,
      ...(family === "inet6" && parts.length === 0 ? { from: every6 } : {}),
    } as Omit<Rule, "action">;
    const fine = [
      tellFamilies(call.report, "rule", family, parts),
      tellForeignOptions(call.report, "rule", family, { realms: "inet" }, places),
      action === undefined || this.#fits(rule, action, places),
    ];
    if (action === undefined || fine.includes(false)) return undefined;
    tellUntracked(call, rule, ["rule", "iif"], places);
    return { ...rule, action };
  }

  /** @returns how many words it took; undefined: the word at `at` is nothing of a rule's. */
  #readOther(at: number): number | undefined {
    const { words, report } = this.#call;
    const typed = words[at]?.text === "type" ? 1 : 0;
    const word = words[at + typed];
    if (word === undefined) return undefined;
    const plain = bareActions.find((one) => one === word.text);
    if (plain) this.#actions.push({ action: { do: plain }, word });
    if (plain) return 1 + typed;
    if (word.text !== "goto") {
      this.#family = familyWord(report, word) ?? this.#family;
      return this.#family === word.text ? 1 : undefined;
    }
    const target = words[at + typed + 1];
    const call = { ...this.#call, keyword: word };
    const preference = target === undefined ? missing(call, count.expected) : readWord(call, count, target);
    this.#actions.push(preference === undefined ? undefined : { action: { do: "goto", preference }, word });
    return (target === undefined ? 1 : 2) + typed;
  }

  #choose(): RuleAction | undefined {
    const { report, words } = this.#call;
    const [one, other] = this.#actions.toSorted((a, b) => (a?.word.span.start ?? 0) - (b?.word.span.start ?? 0));
    if (other)
      report.error("LK0035", other.word.span, "a rule does one thing, and this is the second", {
        expected: `one of table TABLE, goto N, ${bareActions.join(", ")}`,
        ...(one ? { related: [{ span: one.word.span, message: "the first is here" }] } : {}),
      });
    const [first, last] = [words[0], words.at(-1)];
    if (!one && first && last)
      report.error("LK0011", joinSpans(first.span, last.span), "this rule does nothing", {
        expected: `table TABLE, goto N, ${bareActions.join(", ")}`,
      });
    return other ? undefined : one?.action;
  }

  /** Whether action, place and options of the rule go together; if not, that is told. */
  #fits(rule: Omit<Rule, "action">, action: RuleAction, places: ReadonlyMap<string, Word>): boolean {
    const { report, words } = this.#call;
    const { preference } = rule;
    const span = places.get("preference")?.span ?? words[0]?.span ?? this.#call.keyword.span;
    if (action.do === "goto" && (preference === undefined || preference >= action.preference)) {
      const hint = `write a preference below ${action.preference}`;
      report.error("LK0035", span, `goto ${action.preference} leads only to rules behind this one`, { hint });
      return false;
    }
    const idle = ["suppress_prefixlength", "suppress_ifgroup", "realms"].find((one) => places.has(one));
    const word = idle && action.do !== "table" ? places.get(idle) : undefined;
    if (word) report.error("LK0035", word.span, `"${idle}" needs a table: keepalived refuses it with ${action.do}`);
    else if (preference === undefined)
      report.warning(
        "LK0076",
        span,
        "without a preference keepalived chooses one, and so this rule's place among the others",
        {
          hint: "write preference N; the rule for table main has 32766, and the lowest is tried first",
        },
      );
    return word === undefined;
  }
}
