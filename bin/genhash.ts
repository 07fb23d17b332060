/** genhash in this process: real ports, exit status. */

import { genhash } from "../lib/commands/genhash.ts";
import { runCommand } from "../lib/commands/run.ts";
import { nodeClock } from "../lib/system/node-clock.ts";
import { nodeDialer } from "../lib/system/node-dialer.ts";
import { runInProcess } from "../lib/system/process-environment.ts";

runInProcess((environment) => runCommand(genhash, environment, { clock: nodeClock, dialer: nodeDialer }));
