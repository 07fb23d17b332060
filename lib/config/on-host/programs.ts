/** Scripts that are not there, cannot be run, or can be replaced by others than the user that they run as. */

import type { Span } from "../../diag/source.ts";
import type { Use } from "../block-values.ts";
import type { Checked } from "../checks/checked.ts";
import { isScript } from "../checks/scripts.ts";
import type { HostCheck, HostView } from "./held-against.ts";

/** keepalived's own where the environment has none (execvp(3)). */
const searched = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

interface Program {
  readonly path: string;
  readonly span: Span;
  readonly user: string | undefined;
}

export const programsCanRun: HostCheck = (checked, { host }) => {
  for (const program of programsOf(checked)) {
    const found = find(program.path, host);
    const status = found === undefined ? undefined : host.look(found);
    if (status === undefined || status.kind === "missing") tell(checked, program, "is not on this host");
    else if (status.kind === "hidden") continue;
    else if (status.kind !== "file") tell(checked, program, "is not a file");
    else if (!status.executable) tell(checked, program, "is not executable", `chmod +x ${found}`);
    else if (status.writable !== undefined && runsAsRoot(checked, host, program))
      tellWritable(checked, program, status.writable);
  }
};

function tell({ report }: Checked, { path, span }: Program, what: string, hint?: string): void {
  report.error("LK0070", span, `${JSON.stringify(path)} ${what}`, hint === undefined ? {} : { hint });
}

/** keepalived refuses it only with enable_script_security; the danger is the same. */
function tellWritable({ report, global }: Checked, { path, span }: Program, writable: string): void {
  const severity = global?.has("enable_script_security") ? "error" : "warning";
  const where = writable === path ? "it" : writable;
  report.add(
    severity,
    "LK0071",
    span,
    `${JSON.stringify(path)} runs as root, and others than root may change ${where}`,
    {
      hint: `chown root:root ${writable} and chmod go-w ${writable}, or name a user for it to run as`,
    },
  );
}

function runsAsRoot({ global }: Checked, host: HostView["host"], { user }: Program): boolean {
  const runner =
    user ?? global?.get("script_user")?.user ?? (host.hasUser("keepalived_script") ? "keepalived_script" : "root");
  return runner === "root";
}

function find(path: string, host: HostView["host"]): string | undefined {
  if (path.includes("/")) return path.startsWith("/") ? path : undefined;
  return searched.map((folder) => `${folder}/${path}`).find((one) => host.look(one).kind !== "missing");
}

/** Of vrrp_script and MISC_CHECK the user is a keyword of its own. */
function programsOf({ file, global }: Checked): Program[] {
  const servers = file.all("virtual_server");
  const reals = servers.flatMap(({ block }) => block.all("real_server"));
  const plain = [
    ...(global?.uses ?? []),
    ...[...file.all("vrrp_instance"), ...file.all("vrrp_sync_group"), ...servers, ...reals].flatMap(
      ({ block }) => block.uses,
    ),
  ];
  return [
    ...plain.flatMap((use) => programOf(use, undefined)),
    ...file.all("vrrp_script").flatMap(({ block }) => programOf(block.last("script"), block.get("user")?.user)),
    ...reals
      .flatMap(({ block }) => block.all("MISC_CHECK"))
      .flatMap(({ block }) => programOf(block.last("misc_path"), block.get("user")?.user)),
  ];
}

function programOf(use: Pick<Use<unknown>, "value" | "statement"> | undefined, user: string | undefined): Program[] {
  if (!isScript(use?.value)) return [];
  const span = use?.statement.args[0]?.span;
  const path = /^\s*(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(use.value.command);
  const first = path?.[1] ?? path?.[2] ?? path?.[3];
  return first === undefined || !span ? [] : [{ path: first, span, user: use.value.user ?? user }];
}
