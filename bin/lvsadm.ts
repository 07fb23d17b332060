/** lvsadm: joins the command with the kernel's table and this machine's names. */

import { lvsadm } from "../lib/commands/lvsadm.ts";
import { openIpvsTable } from "../lib/system/ipvs-table.ts";
import { runInProcess } from "../lib/system/process-environment.ts";
import { systemNames } from "../lib/system/system-names.ts";

void runInProcess((environment) => lvsadm(environment, { openTable: () => openIpvsTable(), names: systemNames() }));
