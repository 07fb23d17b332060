/** Commands whose arguments stand outside their quotes, where keepalived looks for the user to run them as. */

import { quoteHint } from "../argument-forms.ts";
import type { Use } from "../block-values.ts";
import type { Report } from "../report.ts";
import { quote } from "../syntax.ts";
import type { Check } from "./checked.ts";

export const commandsAreQuoted: Check = ({ file, global, report }) => {
  for (const use of global?.uses ?? []) tell(report, use);
  for (const { block } of [...file.all("vrrp_sync_group"), ...file.all("vrrp_instance")])
    for (const use of block.uses) tell(report, use);
  for (const { block } of file.all("virtual_server")) {
    for (const use of block.uses) tell(report, use);
    for (const real of block.all("real_server")) for (const use of real.block.uses) tell(report, use);
  }
};

/** An option, a path, a setting, a number, a state: nothing that a user is called. */
const argument = /^-|[/=:,]|^[A-Z]+$|^\d+$|^(master|backup|fault|stop|start|restart|reload|up|down|on|off)$/;

function tell(report: Report, { value, statement }: Use<unknown>): void {
  if (!isScript(value) || value.user === undefined) return;
  const [, user, , surplus] = statement.args;
  // That there are more words than user and group has been told.
  if (surplus || user === undefined || user.quoted || value.user !== user.text || !argument.test(user.text)) return;
  report.error("LK0067", user.span, `${quote(user)} is taken for the user that "${value.command}" runs as`, {
    hint: quoteHint,
  });
}

/** True of the value of a keyword that takes a command. */
export function isScript(value: unknown): value is { readonly command: string; readonly user?: string } {
  return typeof value === "object" && value !== null && "command" in value && typeof value.command === "string";
}
