/** The option tables of all commands with the ordinary grammar, by name: what completion offers. Each is loaded only when asked for. */

import { isVerb } from "./lvsadm-verb-names.ts";
import { verbs } from "./lvsadm-verbs.ts";
import type { OptionRow } from "./option-row.ts";

/** @param command of this package other than lvsadm, or one of lvsadm's verbs. @returns nothing for any other. */
export async function optionsOf(command: string): Promise<readonly OptionRow[]> {
  if (isVerb(command)) return (await verbs[command]()).options;
  switch (command) {
    case "checkd":
      return (await import("./checkd.ts")).checkd.options;
    case "vrrpd":
      return (await import("./vrrpd.ts")).vrrpd.options;
    case "rsprep":
      return (await import("./rsprep.ts")).rsprep.options;
    case "genhash":
      return (await import("./genhash.ts")).genhash.options;
    default:
      return [];
  }
}
