/** What may stand together on one command line, and the complaint about what may not, in ipvsadm's order and words. */

import { familyOf } from "../net/address.ts";
import type { Draft } from "./lvsadm-draft.ts";
import { type LvsadmCommand, type OptionName, optionNames } from "./lvsadm-table.ts";

/** The options of a line by name, each once, in the order of the words: few, so that looking through them is cheaper than a set. */
export type Given = readonly OptionName[];

/** The first complaint of all checks that need no kernel; undefined where the words make sense. */
export function faultOf(command: LvsadmCommand, given: Given, draft: Draft): string | undefined {
  return optionsFault(command, given) ?? ownFault(command, given, draft);
}

function optionsFault(command: LvsadmCommand, given: Given): string | undefined {
  const { name, requires = none, takes = none, takesOneOf = none } = command;
  if (fit(given, requires, takes, takesOneOf)) return undefined;
  const rules: Rules = { subject: `'${name}' command`, required: requires, optional: takes, oneOf: takesOneOf };
  return combinationFault(optionNames, given, rules);
}

const none: readonly OptionName[] = [];

/** Whether there is nothing to complain about: of tens of thousands of rules nearly all are right, and only a complaint needs the order. */
function fit(given: Given, required: Given, optional: Given, oneOf: Given): boolean {
  let chosen = 0;
  for (const name of given) {
    if (oneOf.includes(name)) chosen++;
    else if (!required.includes(name) && !optional.includes(name)) return false;
  }
  return chosen <= 1 && required.every((name) => given.includes(name));
}

function ownFault(command: LvsadmCommand, given: Given, draft: Draft): string | undefined {
  switch (command.name) {
    case "add-service":
    case "edit-service":
      return serviceFault(draft);
    case "add-server":
    case "edit-server":
      return serverFault(given, draft);
    case "list":
      return listFault(given);
    default:
      return undefined;
  }
}

interface Rules {
  readonly subject: string;
  readonly required: readonly OptionName[];
  readonly optional: readonly OptionName[];
  readonly oneOf: readonly OptionName[];
}

function combinationFault(order: readonly OptionName[], given: Given, rules: Rules): string | undefined {
  const { subject, required, optional, oneOf } = rules;
  let chosen: OptionName | undefined;
  for (const name of order) {
    if (!given.includes(name)) {
      if (required.includes(name)) return `You need to supply the '${name}' option for the ${subject}`;
    } else if (oneOf.includes(name)) {
      if (chosen) return `The option '${name}' conflicts with the '${chosen}' option in the ${subject}`;
      chosen = name;
    } else if (!required.includes(name) && !optional.includes(name))
      return `Illegal '${name}' option with the ${subject}`;
  }
  return undefined;
}

function serviceFault(draft: Draft): string | undefined {
  const persistent = draft.persistenceTimeout !== undefined;
  if (draft.fwmark === 0 && draft.port === 0 && !persistent) return "Zero port specified for non-persistent service";
  if (draft.onePacket && draft.fwmark === 0 && draft.protocol !== "udp")
    return "One-Packet Scheduling is only for UDP virtual services";
  return undefined;
}

const tunnelOptions = ["tun-type", "tun-port", "tun-nocsum", "tun-csum", "tun-remcsum"] as const;

/** What each type of tunnel takes besides --tun-type. */
const tunnelRules: Readonly<Record<string, Pick<Rules, "required" | "oneOf">>> = {
  ipip: { required: [], oneOf: [] },
  gue: { required: ["tun-port"], oneOf: ["tun-nocsum", "tun-csum", "tun-remcsum"] },
  gre: { required: [], oneOf: ["tun-nocsum", "tun-csum"] },
};

function serverFault(given: Given, draft: Draft): string | undefined {
  const { server, forwarding, tunnel } = draft;
  if (server && familyOf(server.address) !== draft.family && forwarding !== "tunnel")
    return "Different address family is allowed only for tunneling servers";
  if (forwarding !== "tunnel")
    return tunnelOptions.some((name) => given.includes(name))
      ? "Tunnel options conflict with forward method"
      : undefined;
  const rules = { required: [], oneOf: [], ...tunnelRules[tunnel.type], optional: ["tun-type"] as const };
  return combinationFault(tunnelOptions, given, { ...rules, subject: `'${tunnel.type}' tunnel type` });
}

/** What is not a list of services has no counters, rates or thresholds; connections can show their persistence data. */
function listFault(given: Given): string | undefined {
  const anyOf = (...names: readonly OptionName[]) => names.some((name) => given.includes(name));
  const clash =
    (anyOf("connection", "timeout", "daemon") && anyOf("stats", "rate", "thresholds")) ||
    (anyOf("timeout", "daemon") && given.includes("persistent-conn"));
  return clash ? "options conflicts in the list command" : undefined;
}
