/** Words → one request: what the person wants done, complete, or the first fault in ipvsadm's order of checks. */

import type { Control } from "../ipvs/control.ts";
import type { Change } from "../ipvs/model.ts";
import { parseSchedulerFlags } from "../ipvs/scheduler-flags.ts";
import type { Names } from "../ports/names.ts";
import {
  controlOf,
  type InJson,
  inJson,
  type ListRequest,
  listEverything,
  listRequest,
  type SaveTable,
} from "./lvsadm-asked.ts";
import { changeOf } from "./lvsadm-change.ts";
import { faultOf, type Given } from "./lvsadm-checks.ts";
import { type Draft, emptyDraft } from "./lvsadm-draft.ts";
import { type KnownNames, RememberedNames } from "./lvsadm-hosts.ts";
import {
  type CommandName,
  commands,
  informationRows,
  type LvsadmCommand,
  type OptionName,
  options,
} from "./lvsadm-table.ts";
import { takeOption } from "./lvsadm-take.ts";
import { longestTimeout, wholeNumber } from "./lvsadm-values.ts";
import { indexOptions, type Scanned, WordScanner } from "./lvsadm-words.ts";

export type LvsadmRequest =
  | { readonly do: "change"; readonly change: Change }
  | { readonly do: "control"; readonly control: Control }
  | ListRequest
  | SaveTable
  | RestoreRequest;

export interface RestoreRequest extends InJson {
  readonly do: "restore";
  readonly mode: RestoreMode;
}

/**
 * What -R does after a line that is wrong or that the kernel refuses: by default it stops at a wrong one and goes on after a
 * refused one, as ipvsadm does.
 */
export type RestoreMode = "default" | "atomic" | "stop-on-error" | "keep-going";

/** What is wrong with the words. */
export type WordsFault =
  | { readonly fault: "no-command" }
  /** @param status 2 for values and combinations, 255 for syntax. */
  | { readonly fault: "words"; readonly sentence: string; readonly status: 2 | 255 };

type Row = (typeof allRows)[number];

const allRows = [...commands, ...options, ...informationRows];
const index = indexOptions<Row>(allRows);
const commandsByRow = new Map<Row, LvsadmCommand>(commands.map((row) => [row, row]));
const optionsByRow = new Map<Row, (typeof options)[number]>(options.map((row) => [row, row]));

/** @returns whether the first option asks for something that needs no kernel. */
export function informationAsked(argv: readonly string[], posix: boolean): "help" | "version" | undefined {
  const first = new WordScanner(index, argv, posix).next();
  const long = first?.kind === "option" ? first.row.long : undefined;
  return long === "help" || long === "version" ? long : undefined;
}

/** @param posix POSIXLY_CORRECT is set. */
export async function readRequest(
  argv: readonly string[],
  names: Names,
  posix: boolean,
): Promise<LvsadmRequest | WordsFault> {
  const known = new RememberedNames(names);
  for (;;) {
    const request = parseRequest(argv, known, posix);
    if (!known.incomplete) return request;
    await known.lookUpMissing();
  }
}

/** The same at once: what it says does not count where `names` is asked for a host that was not looked up yet. */
export function parseRequest(argv: readonly string[], names: KnownNames, posix: boolean): LvsadmRequest | WordsFault {
  if (argv.length === 0) return listEverything;
  const scanner = new WordScanner(index, argv, posix);
  const first = scanner.next();
  const command = first && commandOf(first);
  if (command === undefined) return { fault: "no-command" };

  const parameter = first?.kind === "option" ? first.value : undefined;
  const draft = emptyDraft();
  const stateFault = takeDaemonState(draft, command.name, parameter);
  if (stateFault !== undefined) return wrong(stateFault);
  const given: OptionName[] = [];
  for (let one = scanner.next(); one !== undefined; one = scanner.next()) {
    const fault = take(one, given, draft, names);
    if (fault) return fault;
  }
  const fault = takeWords(draft, command, scanner.leftover) ?? flagsFault(draft) ?? faultOf(command, given, draft);
  return fault === undefined ? requestOf(command, given, draft) : wrong(fault);
}

function commandOf(scanned: Scanned<Row>): LvsadmCommand | undefined {
  return scanned.kind === "option" ? commandsByRow.get(scanned.row) : undefined;
}

function take(scanned: Scanned<Row>, given: OptionName[], draft: Draft, names: KnownNames): WordsFault | undefined {
  if (scanned.kind === "fault") return { fault: "words", sentence: `${scanned.word}: ${scanned.reason}`, status: 255 };
  const option = optionsByRow.get(scanned.row);
  if (option === undefined) return wrong(`invalid option \`${scanned.word}'`);
  if ("name" in option) {
    if (given.includes(option.name)) return wrong(`multiple '${option.name}' options specified`);
    given.push(option.name);
  }
  const sentence = takeOption(draft, option.long, scanned.value, names);
  return sentence === undefined ? undefined : wrong(sentence);
}

function wrong(sentence: string): WordsFault {
  return { fault: "words", sentence, status: 2 };
}

function takeDaemonState(draft: Draft, name: CommandName, state: string | undefined): string | undefined {
  if (state === undefined) return undefined;
  if (state !== "master" && state !== "backup")
    return name === "stop-daemon" ? "illegal start_daemon specified" : "illegal start-daemon parameter specified";
  draft.daemonState = state;
  return undefined;
}

/** Only --set takes words: three. */
function takeWords(draft: Draft, command: LvsadmCommand, words: readonly string[]): string | undefined {
  if (command.name !== "set") return words[0] === undefined ? undefined : `unexpected argument ${words[0]}`;
  const [own, rest] = [words.slice(0, 3), words.slice(3)];
  if (own.length < 3) return "--set option requires 3 timeout values";
  const seconds = own.map((word) => wholeNumber(word, 0, longestTimeout));
  const bad = seconds.indexOf(undefined);
  if (bad >= 0) return `invalid timeout value \`${own[bad]}' specified`;
  const [tcp = 0, tcpFin = 0, udp = 0] = seconds;
  draft.timeouts = { tcp, tcpFin, udp };
  return rest[0] === undefined ? undefined : `unexpected argument ${rest[0]}`;
}

function flagsFault(draft: Draft): string | undefined {
  const flags = parseSchedulerFlags(draft.scheduler, draft.schedulerFlags);
  if ("unknown" in flags) return `invalid scheduler flag \`${flags.unknown}'`;
  return "incompatible" in flags ? `incompatible scheduler flag \`${flags.incompatible}'` : undefined;
}

function requestOf(command: LvsadmCommand, given: Given, draft: Draft): LvsadmRequest {
  switch (command.name) {
    case "add-service":
    case "edit-service":
    case "delete-service":
    case "add-server":
    case "edit-server":
    case "delete-server":
    case "flush":
      return { do: "change", change: changeOf(command.name, draft) };
    case "list":
      return listRequest(given, draft);
    case "save":
      return { do: "save", numeric: given.includes("numeric"), ...inJson(given) };
    case "restore":
      return {
        do: "restore",
        mode: restoreModes.find((mode) => given.includes(mode)) ?? "default",
        ...inJson(given),
      };
    case "zero":
    case "set":
    case "start-daemon":
    case "stop-daemon":
      return { do: "control", control: controlOf(command.name, given, draft) };
  }
}

const restoreModes = ["atomic", "stop-on-error", "keep-going"] as const;
