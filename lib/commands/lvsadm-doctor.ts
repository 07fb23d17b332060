/** lvsadm doctor: why does IPVS not work on this host. Looks, asks by ARP, changes nothing. */

import { SystemError } from "../diag/errors.ts";
import { jsonText } from "../diag/json.ts";
import { examine } from "../doctor/examine.ts";
import type { Facts } from "../doctor/facts.ts";
import type { Finding } from "../doctor/finding.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import { gatherFacts } from "./lvsadm-doctor-facts.ts";
import { findingsRecord, findingsText } from "./lvsadm-doctor-text.ts";
import { VerbFailure } from "./lvsadm-verb-failure.ts";
import type { VerbPorts, VerbSpec } from "./lvsadm-verb-ports.ts";
import { withTable } from "./lvsadm-verb-table.ts";
import type { ParsedWords } from "./options.ts";
import { paintFor } from "./paint.ts";

/** Warnings and notes are no reason to fail. */
const DoctorExit = { well: 0, errors: 1, cannotLook: 2 } as const;

export const doctor: VerbSpec = {
  name: "doctor",
  summary:
    "Looks for what keeps IPVS from working on this host, and says what shows it and how to mend it. Changes nothing.",
  forms: ["[--passive] [--json]"],
  options: [
    { long: "passive", help: "send nothing: do not ask by ARP whether somebody else answers for a VIP" },
    { long: "json", help: "print one JSON object instead of lines" },
  ],
  notes: ["Exit status: 0 no error was found, 1 errors were found, 2 the host could not be looked at."],
  run,
};

async function run(given: ParsedWords, environment: Environment, ports: VerbPorts): Promise<ExitStatus> {
  const [surplus] = given.words;
  if (surplus !== undefined) throw new VerbFailure(`unexpected word ${JSON.stringify(surplus)}`, DoctorExit.cannotLook);
  const facts = await look({ ...ports, probeArp: given.has("passive") ? async () => [] : asking(ports, environment) });
  const findings = "table" in facts ? examine(facts) : [facts];
  const { stdout, variables } = environment;
  if (given.has("json")) stdout.write(`${jsonText(findingsRecord(findings))}\n`);
  else {
    const known = "table" in facts ? facts : undefined;
    stdout.write(findingsText(findings, known, await paintFor(stdout, variables), stdout.columns));
  }
  return findings.some(({ severity }) => severity === "error") ? DoctorExit.errors : DoctorExit.well;
}

/** That nobody could be asked is told, and no reason not to look at the rest. */
function asking({ probeArp }: VerbPorts, { name, stderr }: Environment): VerbPorts["probeArp"] {
  return async (...question) => {
    try {
      return await probeArp(...question);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      stderr.write(`${name}: ${error.message}, so nobody was asked for VIPs by ARP\n`);
      return [];
    }
  };
}

/** @returns a finding where there is no IPVS to look at. */
async function look(ports: VerbPorts): Promise<Facts | Finding> {
  const links = ports.openLinks();
  try {
    return await withTable(ports, DoctorExit.cannotLook, (table) => gatherFacts(table, { ...ports, links }));
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (cause instanceof SystemError && cause.code === "ENOPROTOOPT") return noIpvs();
    throw error;
  } finally {
    links.close();
  }
}

function noIpvs(): Finding {
  return {
    code: "no-ipvs",
    severity: "error",
    subject: "this host",
    sentence: "the kernel has no IPVS, neither built in nor as the module ip_vs: nothing is balanced",
    evidence: [{ what: "modprobe ip_vs", value: "there is none for this kernel, or it may not be loaded here" }],
    mend: [{ command: "modprobe ip_vs" }],
  };
}
