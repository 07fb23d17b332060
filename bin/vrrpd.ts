/** vrrpd in this process: real ports, exit status. */

import { setFlagsFromString } from "node:v8";
import { runCommand } from "../lib/commands/run.ts";
import { vrrpd } from "../lib/commands/vrrpd.ts";
import { openFrameSender } from "../lib/system/frame-sender.ts";
import { openLinks } from "../lib/system/links.ts";
import { localHost } from "../lib/system/local-host.ts";
import { nodeClock } from "../lib/system/node-clock.ts";
import { nodeFiles } from "../lib/system/node-files.ts";
import { runInProcess } from "../lib/system/process-environment.ts";
import { processSignals } from "../lib/system/process-signals.ts";
import { openVrrpSocket } from "../lib/system/vrrp-socket.ts";

// A BACKUP may wait for months: its code for a take-over must not be dropped as unused, to be compiled at that moment.
setFlagsFromString("--no-flush-bytecode");

runInProcess((environment) =>
  runCommand(vrrpd, environment, {
    clock: nodeClock,
    files: nodeFiles,
    localHost,
    signals: processSignals,
    openLinks,
    openFrameSender,
    openSocket: openVrrpSocket,
  }),
);
