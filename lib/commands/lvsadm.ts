/**
 * lvsadm: ipvsadm's command lines, carried out in the kernel's IPVS table, with ipvsadm's output, messages and exit status.
 *
 * As with ipvsadm the kernel is asked before the words are read, so without privilege or without IPVS that is what is said;
 * --help and --version need neither.
 */

import { SystemError } from "../diag/errors.ts";
import type { Action } from "../ipvs/control.ts";
import { refusalText } from "../ipvs/errors.ts";
import type { IpvsInfo } from "../ipvs/model.ts";
import type { BulkWork } from "../ports/bulk-work.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import type { Names } from "../ports/names.ts";
import { RememberedNames } from "./lvsadm-hosts.ts";
import type { LockPorts } from "./lvsadm-lock.ts";
import {
  informationAsked,
  type LvsadmRequest,
  parseRequest,
  type RestoreRequest,
  readRequest,
  type WordsFault,
} from "./lvsadm-request.ts";
import type { OtherRequest } from "./lvsadm-restore-parts.ts";
import { settingsText, show } from "./lvsadm-show.ts";
import { verbNames } from "./lvsadm-verb-names.ts";
import { reportFailure } from "./run.ts";

export interface LvsadmPorts extends LockPorts {
  /** @throws SystemError with code ENOPROTOOPT where the kernel has no IPVS. */
  openTable(): Promise<IpvsTable>;
  readonly names: Names;
  readonly bulkWork: BulkWork;
}

/** 255 is the -1 of ipvsadm. */
const Exit = { done: 0, usage: 2, refused: 255 } as const;

export async function lvsadm(environment: Environment, ports: LvsadmPorts): Promise<ExitStatus> {
  const information = informationAsked(environment.argv, isPosix(environment));
  if (information !== undefined) return inform(information, environment);
  if (!environment.argv.includes("--json")) return openAndWork(environment, ports);
  const { resultInJson } = await import("./lvsadm-json.ts");
  return resultInJson(environment, (recorded, refused) => openAndWork(recorded, ports, refused));
}

/** @param refused told of the name of each errno that the command ends in. */
async function openAndWork(
  environment: Environment,
  ports: LvsadmPorts,
  refused: Refused = () => {},
): Promise<ExitStatus> {
  const opened = await open(environment, ports, refused);
  if (opened === undefined) return Exit.usage;
  try {
    return await work(opened, environment, ports.names);
  } catch (error) {
    if (error instanceof SystemError) refused(error.code);
    return reportFailure(environment, error, false);
  } finally {
    opened.table.close();
  }
}

interface Opened {
  readonly table: IpvsTable;
  readonly info: IpvsInfo;
  readonly lock: LockPorts;
  readonly bulkWork: BulkWork;
  readonly refused: Refused;
}

/** Told of an errno's name, such as ESRCH. */
type Refused = (code: string) => void;

/** @returns undefined where it failed; then the person has been told. */
async function open(environment: Environment, ports: LvsadmPorts, refused: Refused): Promise<Opened | undefined> {
  let table: IpvsTable | undefined;
  try {
    table = await ports.openTable();
    return { table, info: await table.info(), lock: ports, bulkWork: ports.bulkWork, refused };
  } catch (error) {
    table?.close();
    if (error instanceof SystemError) refused(error.code);
    reportUnusable(environment, error);
    await suggestVerb(environment);
    return undefined;
  }
}

function isPosix({ variables }: Environment): boolean {
  return variables.POSIXLY_CORRECT !== undefined;
}

async function work(opened: Opened, environment: Environment, names: Names): Promise<ExitStatus> {
  const request = await readRequest(environment.argv, names, isPosix(environment));
  return "fault" in request ? complain(request, environment) : carryOut(request, opened, environment, names);
}

async function carryOut(
  request: LvsadmRequest,
  opened: Opened,
  environment: Environment,
  names: Names,
): Promise<ExitStatus> {
  switch (request.do) {
    case "change":
      return apply(request.change, opened, environment);
    case "restore":
      return restoreRules(request, opened, environment, names);
    default:
      return carryOutOther(request, opened, environment, names);
  }
}

/** What may also stand among the lines of -R without being a change. */
async function carryOutOther(
  request: OtherRequest,
  opened: Opened,
  environment: Environment,
  names: Names,
): Promise<ExitStatus> {
  const { table, info, bulkWork, refused } = opened;
  switch (request.do) {
    case "control":
      return apply(request.control, opened, environment);
    case "list":
    case "save": {
      const status = await show(request, { info, table, names, bulkWork }, environment);
      if (status !== Exit.done) refused("ESRCH");
      return status;
    }
    case "list-connections": {
      const { showConnections } = await import("./lvsadm-connections.ts");
      return showConnections(request, table, names, environment);
    }
    case "list-timeouts":
    case "list-daemons":
      environment.stdout.write(await settingsText(request, table));
      return Exit.done;
  }
}

async function restoreRules(
  request: RestoreRequest,
  opened: Opened,
  environment: Environment,
  names: Names,
): Promise<ExitStatus> {
  const { restore, RuleReader } = await import("./lvsadm-restore.ts");
  const keep = request.json && request.mode === "atomic" ? "all" : "last read";
  const [known, posix] = [new RememberedNames(names), isPosix(environment)];
  return restore(request, opened.table, environment, {
    // Handed in, so that the part of this command that is loaded for -R alone need not hold all of this again.
    rules: new RuleReader(environment.stdin, known, (words) => parseRequest(words, known, posix), keep),
    lock: opened.lock,
    bulkWork: opened.bulkWork,
    other: (line, { environment, refused }) => carryOutOther(line, { ...opened, refused }, environment, names),
  });
}

async function apply(change: Action, { table, refused }: Opened, { stderr }: Environment): Promise<ExitStatus> {
  const [result] = await table.apply([change]);
  if (result === undefined) throw new TypeError("the table did not answer the change");
  if (result.ok) return Exit.done;
  refused(result.code);
  stderr.write(`${refusalText(change.do, result.code)}\n`);
  return Exit.refused;
}

async function complain(fault: WordsFault, environment: Environment): Promise<ExitStatus> {
  const { name, stderr } = environment;
  if (fault.fault === "words") {
    stderr.write(`${fault.sentence}\n`);
    return fault.status;
  }
  await suggestVerb(environment);
  stderr.write(`Try \`${name} -h' or '${name} --help' for more information.\n`);
  return Exit.refused;
}

/** Of a word alone: what begins with `-` is ipvsadm's, and so is what is said of it. */
async function suggestVerb({ argv: [word = ""], name, stderr }: Environment): Promise<void> {
  if (word === "" || word.startsWith("-")) return;
  const { nearest } = await import("../diag/suggest.ts");
  const meant = nearest(word, verbNames);
  if (meant !== undefined) stderr.write(`${name}: "${word}" is no verb; did you mean ${meant}?\n`);
}

/** What ipvsadm has words for is said in them; the rest, such as an addon that was not built, is our own. */
function reportUnusable(environment: Environment, error: unknown): void {
  if (!(error instanceof SystemError) || (error.code !== "EPERM" && error.code !== "ENOPROTOOPT")) {
    reportFailure(environment, error, false);
    return;
  }
  environment.stderr.write(
    `Can't initialize ipvs: ${refusalText("open", error.code)}\n` +
      "Are you sure that IP Virtual Server is built in the kernel or as module?\n",
  );
}

async function inform(what: "help" | "version", { name, stdout }: Environment): Promise<ExitStatus> {
  if (what === "version") {
    const { version } = await import("./version.ts");
    stdout.write(`${name} ${version} (lvskit)\n`);
    return Exit.done;
  }
  const { lvsadmHelp } = await import("./lvsadm-help.ts");
  stdout.write(await lvsadmHelp(name));
  return Exit.done;
}
