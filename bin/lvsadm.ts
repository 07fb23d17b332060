/** lvsadm: joins the command with the kernel's table and this machine's names; its verbs are loaded only when called. */

import { lvsadm } from "../lib/commands/lvsadm.ts";
import { isVerb } from "../lib/commands/lvsadm-verb-names.ts";
import { openIpvsTable } from "../lib/system/ipvs-table.ts";
import { lateCompiling } from "../lib/system/late-compiling.ts";
import { runInProcess } from "../lib/system/process-environment.ts";
import { processSignals } from "../lib/system/process-signals.ts";
import { systemNames } from "../lib/system/system-names.ts";
import { lockTable } from "../lib/system/table-lock.ts";

void runInProcess(async (environment) => {
  if (isVerb(environment.argv[0])) return (await import("./lazy/lvsadm-verbs.ts")).runVerb(environment);
  return lvsadm(environment, {
    openTable: () => openIpvsTable(),
    names: systemNames(),
    bulkWork: lateCompiling,
    lockTable,
    signals: processSignals,
  });
});
