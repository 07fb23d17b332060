/** The list of checks that need the host that a configuration is for, and their findings among those of the file itself. */

import { viewConfiguration } from "../checks/checked.ts";
import { byPlace, Report } from "../report.ts";
import type { Loaded } from "../settings.ts";
import { addressesAreHere } from "./addresses.ts";
import type { HostCheck, HostView } from "./held-against.ts";
import { interfacesExist } from "./interfaces.ts";
import { kernelCanBalance } from "./kernel.ts";
import { programsCanRun } from "./programs.ts";
import { routingNamesExist } from "./routing-names.ts";
import { sourcesAreHere } from "./sources.ts";

const checks: readonly HostCheck[] = [
  interfacesExist,
  sourcesAreHere,
  addressesAreHere,
  programsCanRun,
  kernelCanBalance,
  routingNamesExist,
];

/** @returns the same with what is wrong with it on this host. */
export function holdAgainst(loaded: Loaded, host: HostView): Loaded {
  const { values, sources, diagnostics } = loaded;
  const report = new Report();
  const checked = viewConfiguration(values, report);
  for (const check of checks) check(checked, host);
  return { ...loaded, diagnostics: [...diagnostics, ...report.sorted(sources)].toSorted(byPlace(sources)) };
}
