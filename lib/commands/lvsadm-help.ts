/** The text of lvsadm --help, from the tables; loaded only when asked for. */

import { renderHelp } from "./help.ts";
import { commands, informationRows, options } from "./lvsadm-table.ts";
import type { OptionRow } from "./option-row.ts";

const forms = [
  "-A|-E -t|-u|-f SERVICE [-s SCHEDULER] [-p [SECONDS]] [-M MASK] [-o] [-b FLAGS] [--pe NAME]",
  "-D -t|-u|-f SERVICE",
  "-a|-e -t|-u|-f SERVICE -r SERVER [-g|-i|-m] [-w WEIGHT] [-x UPPER] [-y LOWER] [TUNNEL OPTIONS]",
  "-d -t|-u|-f SERVICE -r SERVER",
  "-C",
  "-L|-l [-n] [-t|-u|-f SERVICE] [--nosort]",
  "-S [-n]",
  "-R [--atomic|--stop-on-error|--keep-going]",
];

export async function lvsadmHelp(name: string): Promise<string> {
  const rows: readonly (OptionRow & { readonly later?: true })[] = [...commands, ...options, ...informationRows];
  const text = await renderHelp({
    name,
    summary: "Edits and lists the kernel's IPVS table, with ipvsadm's command lines.",
    forms,
    options: rows
      .filter((row) => row.short !== "l")
      .map((row) => (row.later ? { ...row, help: `${row.help} (not yet: use ipvsadm)` } : row)),
  });
  // yargs takes -6 for a negative number and prints --6.
  return text.replace("    --ipv6, --6 ", "-6, --ipv6      ");
}
