/** lvsadm's verbs in this process: real ports, exit status. A bundle of its own, which only a verb's call loads. */

import { lvsadmVerb } from "../../lib/commands/lvsadm-verbs.ts";
import { optionsOf } from "../../lib/commands/option-tables.ts";
import type { Environment, ExitStatus } from "../../lib/ports/environment.ts";
import { probeArp } from "../../lib/system/arp-probe.ts";
import { readFirewall } from "../../lib/system/firewall.ts";
import { procHostState } from "../../lib/system/host-state.ts";
import { openIpvsTable } from "../../lib/system/ipvs-table.ts";
import { openLinks } from "../../lib/system/links.ts";
import { networkNamespaceFile } from "../../lib/system/network-namespace-file.ts";
import { nodeClock } from "../../lib/system/node-clock.ts";
import { nodeFiles } from "../../lib/system/node-files.ts";
import { processSignals } from "../../lib/system/process-signals.ts";
import { processTerminal } from "../../lib/system/process-terminal.ts";
import { procSysctls } from "../../lib/system/sysctls.ts";
import { systemNames } from "../../lib/system/system-names.ts";
import { lockTable } from "../../lib/system/table-lock.ts";

export function runVerb(environment: Environment): Promise<ExitStatus> {
  return lvsadmVerb(environment, {
    openTable: () => openIpvsTable(),
    names: systemNames(),
    files: nodeFiles,
    clock: nodeClock,
    signals: processSignals,
    lockTable,
    rememberedPath: () => networkNamespaceFile("lvsadm-drained", "json"),
    openLinks: () => openLinks(),
    openTerminal: processTerminal,
    optionsOf,
    sysctls: procSysctls,
    host: procHostState,
    readFirewall,
    probeArp,
  });
}
