/** checkd: checks the real servers of a keepalived.conf and keeps the kernel's IPVS table in step, until it is stopped. */

import type { Loaded } from "../config/settings.ts";
import { CheckLoop } from "../daemon/check-loop.ts";
import { serve } from "../daemon/serve.ts";
import { CommandFailure, SystemError } from "../diag/errors.ts";
import type { VirtualServer } from "../director/model.ts";
import type { Clock } from "../ports/clock.ts";
import type { Dialer } from "../ports/dialer.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import type { Log } from "../ports/log.ts";
import type { Signals } from "../ports/signals.ts";
import {
  configurationForms,
  configurationNote,
  configurationOptions,
  type TestPorts,
  testOrRun,
} from "./config-test.ts";
import { daemonLog, readConfiguration, rereadConfiguration } from "./daemon-configuration.ts";
import type { ParsedWords } from "./options.ts";
import { type CommandSpec, Exit } from "./run.ts";

export interface CheckdPorts extends TestPorts {
  readonly clock: Clock;
  readonly dialer: Dialer;
  readonly signals: Signals;
  /** Descriptors that this process may have open. */
  readonly descriptorLimit: number;
  openIpvsTable(): Promise<IpvsTable>;
  random(): number;
}

export const checkd: CommandSpec<CheckdPorts> = {
  name: "checkd",
  summary:
    "Checks the real servers of the virtual servers in a keepalived.conf and keeps the kernel's IPVS table in step. Runs in the foreground and logs to standard error.",
  forms: configurationForms,
  options: configurationOptions,
  notes: [
    "SIGHUP reads the file again and changes over to it, if it is sound. SIGTERM and SIGINT take our virtual servers out of the table and end checkd.",
    "Exit status: 0 stopped by a signal, table clean; 1 the kernel or its table refused; 2 wrong call or configuration.",
    configurationNote,
  ],
  run,
};

async function run(given: ParsedWords, environment: Environment, ports: CheckdPorts): Promise<ExitStatus> {
  const request = await testOrRun(given, environment, ports);
  if (typeof request === "number") return request;
  const path = request.file;
  const { virtualServers } = readConfiguration("checkd", request, environment).settings;
  if (virtualServers.length === 0)
    throw new CommandFailure(`not started: ${path} defines no virtual_server that can be used`, Exit.usage);

  const log = daemonLog(environment, ports.clock, given.has("debug") ? "debug" : "info");
  const table = await mayAdminister(ports.openIpvsTable());
  const daemon = checkLoop(ports, table, log);
  const begun = daemon.begin(virtualServers);
  const load = async () => usable(rereadConfiguration("checkd", request, log), path, log);
  const served = serve({ daemon, signals: ports.signals, log, begun, load });
  await mayAdminister(begun);
  const clean = await served;
  table.close();
  return clean ? Exit.done : Exit.failed;
}

/** Left to what is no connection: output, netlink, the event loop's own. */
const reservedDescriptors = 40;

function checkLoop({ clock, dialer, random, descriptorLimit }: CheckdPorts, table: IpvsTable, log: Log): CheckLoop {
  const concurrency = Math.max(1, descriptorLimit - reservedDescriptors);
  return new CheckLoop({ clock, dialer, table, log, random }, { concurrency });
}

/** A file that has lost all its virtual servers is more likely a slip than a wish; stopping checkd is the way to wish it. */
function usable(loaded: Loaded | undefined, path: string, log: Log): readonly VirtualServer[] | undefined {
  const virtualServers = loaded?.settings.virtualServers;
  if (virtualServers === undefined || virtualServers.length > 0) return virtualServers;
  log.write("error", `${path} defines no virtual_server any more; to take all of them out, stop checkd`);
  return undefined;
}

/** @throws CommandFailure that says which privilege is missing, where one is. */
async function mayAdminister<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (failure) {
    if (!(failure instanceof SystemError) || (failure.code !== "EPERM" && failure.code !== "EACCES")) throw failure;
    throw new CommandFailure(`${failure.message}: it takes root, or CAP_NET_ADMIN`, Exit.failed, { cause: failure });
  }
}
