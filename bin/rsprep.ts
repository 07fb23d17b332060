/** rsprep in this process: real ports, exit status. */

import { rsprep } from "../lib/commands/rsprep.ts";
import { runCommand } from "../lib/commands/run.ts";
import { openLinks } from "../lib/system/links.ts";
import { networkNamespaceFile } from "../lib/system/network-namespace-file.ts";
import { nodeFiles } from "../lib/system/node-files.ts";
import { runInProcess } from "../lib/system/process-environment.ts";
import { procSysctls } from "../lib/system/sysctls.ts";

runInProcess((environment) =>
  runCommand(rsprep, environment, {
    openLinks,
    sysctls: procSysctls,
    files: nodeFiles,
    journalPath: networkNamespaceFile("rsprep", "json"),
  }),
);
