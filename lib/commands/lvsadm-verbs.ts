/**
 * lvsadm's verbs: each an ordinary command with a table of options of its own, called `lvsadm VERB`. Knows which there are
 * and what they share; loads only the one that was called.
 */

import { jsonText } from "../diag/json.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import { errorRecord } from "./lvsadm-verb-failure.ts";
import { isVerb, type VerbName } from "./lvsadm-verb-names.ts";
import type { VerbPorts, VerbSpec } from "./lvsadm-verb-ports.ts";
import { runCommand } from "./run.ts";

/** Loads a verb; its man page's test and shell completion go through all of them. */
export const verbs: Readonly<Record<VerbName, () => Promise<VerbSpec>>> = {
  diff: async () => (await import("./lvsadm-diff.ts")).diff,
  apply: async () => (await import("./lvsadm-apply.ts")).apply,
  drain: async () => (await import("./lvsadm-drain.ts")).drain,
  undrain: async () => (await import("./lvsadm-undrain.ts")).undrain,
  show: async () => (await import("./lvsadm-show-verb.ts")).show,
  top: async () => (await import("./lvsadm-top.ts")).top,
  doctor: async () => (await import("./lvsadm-doctor.ts")).doctor,
  completion: async () => (await import("./lvsadm-completion.ts")).completion,
};

/** @param environment whose first word is a verb. */
export async function lvsadmVerb(environment: Environment, ports: VerbPorts): Promise<ExitStatus> {
  const [verb, ...argv] = environment.argv;
  if (!isVerb(verb)) throw new TypeError(`${verb} is no verb`);
  const spec = await verbs[verb]();
  const named = { ...spec, name: `lvsadm ${spec.name}`, page: "lvsadm", failed: failedInJson };
  return runCommand(named, { ...environment, argv, name: `${environment.name} ${verb}` }, ports);
}

/** `{"error":{"message":…}}` on standard output for whom `--json` promised one object, beside the sentence for people. */
function failedInJson(failure: Error, { argv, stdout }: Environment): void {
  if (argv.includes("--json")) stdout.write(`${jsonText({ error: errorRecord(failure) })}\n`);
}
