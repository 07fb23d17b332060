/** Commands that are not what they look like: arguments outside the quotes, and signs of a shell that none reads. */

import { lookThrough } from "../alike.ts";
import { quoteHint } from "../argument-forms.ts";
import type { Use } from "../block-values.ts";
import type { Report } from "../report.ts";
import { quote } from "../syntax.ts";
import { isPlaceholder } from "../values/pasted.ts";
import type { Check } from "./checked.ts";

export const commandsAreQuoted: Check = ({ file, global, realServers, report }) => {
  for (const use of global?.uses ?? []) tell(report, use);
  for (const { block } of [...file.all("vrrp_script"), ...file.all("vrrp_sync_group"), ...file.all("vrrp_instance")])
    for (const use of block.uses) tell(report, use);
  for (const { block } of file.all("virtual_server")) for (const use of block.uses) tell(report, use);
  lookThrough(report, realServers, ({ block: { uses } }) => {
    for (const use of uses)
      if (use.keyword !== "MISC_CHECK") tell(report, use);
      else if (use.block && "uses" in use.block) for (const inner of use.block.uses) tell(report, inner);
  });
};

/** An option, a path, a setting, a number, a state: nothing that a user is called. */
const argument = /^-|[/=:,]|^[A-Z]+$|^\d+$|^(master|backup|fault|stop|start|restart|reload|up|down|on|off)$/;

function tell(report: Report, { value, statement }: Use<unknown>): void {
  if (!isScript(value)) return;
  const [command, user, , surplus] = statement.args;
  if (command && !isPlaceholder(command.text)) tellShell(report, value.command, command.span);
  // That there are more words than user and group has been told, and so has a single quote without its partner.
  if (!command || surplus || command.text.startsWith("'") || user === undefined || user.quoted) return;
  if (value.user === user.text && argument.test(user.text))
    report.error("LK0067", user.span, `${quote(user)} is taken for the user that ${quote(command)} runs as`, {
      hint: quoteHint,
    });
}

/** Between blanks, or where a word ends or begins. */
const signs = /(?:^|\s)(\|\|?|&&?|\d?>{1,2}|<)(?=[\s\w/&]|$)|(;)(?=\s|$)|(\$\(|`)/;

/** keepalived splits the command at blanks, minds quotes, and runs it. */
function tellShell(report: Report, command: string, span: Parameters<Report["warning"]>[1]): void {
  const bare = command.replace(/'[^']*'|"[^"]*"|\\./g, "");
  const [, operator, end, substitution] = signs.exec(bare) ?? [];
  const sign = operator ?? end ?? substitution;
  if (sign !== undefined)
    report.warning("LK0081", span, `no shell runs this command: "${sign}" is a word like any other`, {
      hint: "write it into a script file, or as /bin/sh -c '...' within the double quotes",
    });
}

/** True of the value of a keyword that takes a command. */
export function isScript(value: unknown): value is { readonly command: string; readonly user?: string } {
  return typeof value === "object" && value !== null && "command" in value && typeof value.command === "string";
}
