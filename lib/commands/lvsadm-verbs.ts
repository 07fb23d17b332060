/**
 * lvsadm's verbs: each an ordinary command with a table of options of its own, called `lvsadm VERB`. Knows which there are
 * and what they share; loads only the one that was called.
 */

import { CommandFailure, SystemError } from "../diag/errors.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import { isVerb, type VerbName } from "./lvsadm-verb-names.ts";
import type { VerbPorts } from "./lvsadm-verb-ports.ts";
import { type CommandSpec, Exit, runCommand } from "./run.ts";

/** A verb's own name is the word alone; its `--json` also turns a failure into one JSON object on standard output. */
export type VerbSpec = CommandSpec<VerbPorts>;

/** Loads a verb; its man page's test and shell completion go through all of them. */
export const verbs: Readonly<Record<VerbName, () => Promise<VerbSpec>>> = {
  diff: async () => later("diff", "Shows what would have to change for the table to be as a file says."),
  apply: async () => later("apply", "Makes the table as a file says."),
  drain: async () => later("drain", "Lets a real server's connections end before it goes."),
  undrain: async () => later("undrain", "Gives a drained real server its weights back."),
  show: async () => later("show", "Shows the table for people."),
  top: async () => later("top", "Shows the table for people, live."),
  doctor: async () => later("doctor", "Looks for what keeps IPVS from working on this host."),
  completion: async () => later("completion", "Prints a shell's completion of lvsadm."),
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
  if (argv.includes("--json")) stdout.write(`${JSON.stringify({ error: errorRecord(failure) })}\n`);
}

/** @returns the sentence, and of what the system refused which operation on what, with its symbolic errno. */
export function errorRecord(failure: Error): Readonly<Record<string, string>> {
  const cause = failure instanceof CommandFailure ? failure.cause : failure;
  if (!(cause instanceof SystemError)) return { message: failure.message };
  const { operation, target, code } = cause;
  return { message: failure.message, operation, target, code };
}

function later(name: VerbName, summary: string): VerbSpec {
  const run = async (): Promise<never> => {
    throw new CommandFailure("is not implemented yet", Exit.usage);
  };
  return { name, summary, forms: [""], options: [], run };
}
