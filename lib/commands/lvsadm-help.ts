/** The text of lvsadm --help, from the tables; loaded only when asked for. */

import { renderHelp } from "./help.ts";
import { commands, informationRows, options } from "./lvsadm-table.ts";
import { verbNames } from "./lvsadm-verb-names.ts";
import type { OptionRow } from "./option-row.ts";

const forms = [
  "-A|-E -t|-u|-f SERVICE [-s SCHEDULER] [-p [SECONDS]] [-M MASK] [-o] [-b FLAGS] [--pe NAME]",
  "-D -t|-u|-f SERVICE",
  "-a|-e -t|-u|-f SERVICE -r SERVER [-g|-i|-m] [-w WEIGHT] [-x UPPER] [-y LOWER] [TUNNEL OPTIONS]",
  "-d -t|-u|-f SERVICE -r SERVER",
  "-C",
  "-L|-l [-n] [-X] [-t|-u|-f SERVICE] [--stats|--rate|--thresholds|--persistent-conn|--tun-info] [--nosort] [--json]",
  "-L|-l -c [-n] [--persistent-conn] [--json]",
  "-L|-l --timeout|--daemon [--json]",
  "-S [-n] [--json]",
  "-R [--atomic|--stop-on-error|--keep-going]",
  "-Z [-t|-u|-f SERVICE]",
  "--set TCP TCPFIN UDP",
  "--start-daemon master|backup [--mcast-interface IF] [--syncid NUMBER] [--mcast-group ADDRESS] [--mcast-port PORT] [--mcast-ttl NUMBER] [--sync-maxlen BYTES]",
  "--stop-daemon master|backup",
];

export async function lvsadmHelp(name: string): Promise<string> {
  const rows: readonly OptionRow[] = [...commands, ...options, ...informationRows];
  const text = await renderHelp({
    name,
    notes: [`VERB is one of ${verbNames.join(", ")}; each has options and a --help of its own.`],
    summary: "Edits and lists the kernel's IPVS table, with ipvsadm's command lines.",
    forms: [...forms, "VERB [OPTION...] [WORD...]"],
    options: rows.filter((row) => row.short !== "l"),
  });
  // yargs takes -6 for a negative number and prints --6.
  return text.replace("    --ipv6, --6 ", "-6, --ipv6      ");
}
