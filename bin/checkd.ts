/** checkd in this process: real ports, exit status. */

import { checkd } from "../lib/commands/checkd.ts";
import { runCommand } from "../lib/commands/run.ts";
import { descriptorLimit } from "../lib/system/descriptor-limit.ts";
import { openIpvsTable } from "../lib/system/ipvs-table.ts";
import { localHost } from "../lib/system/local-host.ts";
import { nodeClock } from "../lib/system/node-clock.ts";
import { nodeDialer } from "../lib/system/node-dialer.ts";
import { nodeFiles } from "../lib/system/node-files.ts";
import { runInProcess } from "../lib/system/process-environment.ts";
import { processSignals } from "../lib/system/process-signals.ts";

runInProcess((environment) =>
  runCommand(checkd, environment, {
    clock: nodeClock,
    dialer: nodeDialer,
    files: nodeFiles,
    localHost,
    signals: processSignals,
    descriptorLimit: descriptorLimit(),
    openIpvsTable: () => openIpvsTable(),
    random: () => Math.random(),
  }),
);
