/** What a virtual server and its real servers say of failures → ServicePolicy and ServerPolicy. */

import type { Forwarding } from "../director/model.ts";
import type { Command, ServerPolicy, ServicePolicy, SorryServer } from "../director/policy.ts";
import { parseSchedulerFlags } from "../ipvs/scheduler-flags.ts";
import type { Script } from "./argument-forms.ts";
import type { BlockValues, Keyword } from "./block-values.ts";
import { type RunsAs, resolveCommand } from "./resolve-command.ts";
import { resolveQuorum } from "./resolve-quorum.ts";

/** What global_defs says. */
export interface PolicyDefaults {
  readonly runsAs: RunsAs;
  readonly mail: boolean;
}

type Values = BlockValues<"virtual_server">;

/** Of the virtual server itself. @param port any: it is known by a mark, or by several addresses */
export function resolveServicePolicy(
  values: Values,
  service: { readonly scheduler: string; readonly forwarding: Forwarding; readonly port: number | "any" },
  { runsAs, mail }: PolicyDefaults,
): ServicePolicy {
  const { quorum, hysteresis } = resolveQuorum(values);
  const sorryServer = resolveSorryServer(values, service);
  const engine = values.get("persistence_engine");
  return {
    quorum,
    hysteresis,
    ...command("quorumUp", values.get("quorum_up"), runsAs),
    ...command("quorumDown", values.get("quorum_down"), runsAs),
    ...(sorryServer === undefined ? {} : { sorryServer }),
    haSuspend: values.has("ha_suspend"),
    omega: values.has("omega"),
    mail: values.get("smtp_alert") ?? mail,
    onePacket: values.has("ops"),
    schedulerFlags: resolveFlags(values, service.scheduler),
    ...(engine === undefined ? {} : { persistenceEngine: engine }),
  };
}

function resolveSorryServer(
  values: Values,
  { forwarding, port }: { readonly forwarding: Forwarding; readonly port: number | "any" },
): SorryServer | undefined {
  const endpoint = values.get("sorry_server");
  if (endpoint === undefined) return undefined;
  return {
    endpoint: { ...endpoint, port: endpoint.port || (port === "any" ? 0 : port) },
    forwarding: values.get("sorry_server_lvs_method") ?? forwarding,
    inhibit: values.has("sorry_server_inhibit"),
  };
}

const flagWords = [
  "flag-1",
  "flag-2",
  "flag-3",
  "sh-port",
  "sh-fallback",
  "mh-port",
  "mh-fallback",
] as const satisfies readonly Keyword<"virtual_server">[];

/** Those of another scheduler have no effect, which is told elsewhere. */
function resolveFlags(values: Values, scheduler: string): number {
  let bits = values.has("hashed") && scheduler === "sh" ? bitsOf(scheduler, "flag-1") : 0;
  for (const word of flagWords) if (values.has(word)) bits |= bitsOf(scheduler, word);
  return bits;
}

function bitsOf(scheduler: string, word: string): number {
  const parsed = parseSchedulerFlags(scheduler, word);
  return "flags" in parsed ? parsed.flags : 0;
}

/** What real servers have that say nothing of it: one object for all of them. */
export function inheritedPolicy(values: Values, service: ServicePolicy): ServerPolicy {
  return {
    alpha: values.has("alpha"),
    inhibitOnFailure: values.has("inhibit_on_failure"),
    mail: service.mail,
    upperThreshold: 0,
    lowerThreshold: 0,
  };
}

const serverWords: ReadonlySet<string> = new Set([
  "alpha",
  "inhibit_on_failure",
  "notify_up",
  "notify_down",
  "smtp_alert",
  "uthreshold",
  "lthreshold",
] satisfies Keyword<"real_server">[]);

/** Nearly all of the tens of thousands of real servers of a large file say nothing of it, and share what they inherit. */
export function saysPolicy({ uses }: BlockValues<"real_server">): boolean {
  return uses.some(({ keyword }) => serverWords.has(keyword));
}

export function resolveServerPolicy(
  values: BlockValues<"real_server">,
  inherited: ServerPolicy,
  runsAs: RunsAs,
): ServerPolicy {
  return {
    alpha: values.get("alpha") ?? inherited.alpha,
    inhibitOnFailure: values.get("inhibit_on_failure") ?? inherited.inhibitOnFailure,
    ...command("notifyUp", values.get("notify_up"), runsAs),
    ...command("notifyDown", values.get("notify_down"), runsAs),
    mail: values.get("smtp_alert") ?? inherited.mail,
    upperThreshold: values.get("uthreshold") ?? inherited.upperThreshold,
    lowerThreshold: values.get("lthreshold") ?? inherited.lowerThreshold,
  };
}

function command<K extends string>(
  name: K,
  written: Script | undefined,
  runsAs: RunsAs,
): { readonly [P in K]?: Command } {
  return (written === undefined ? {} : { [name]: resolveCommand(written, runsAs) }) as { readonly [P in K]?: Command };
}
