/** The vrrpd command: its option table, and what must be so before the loop starts. */

import { missingLinks } from "../config/missing-links.ts";
import type { Loaded } from "../config/settings.ts";
import { serve } from "../daemon/serve.ts";
import { openVrrpLoop } from "../daemon/vrrp-loop.ts";
import { hasErrors } from "../diag/diagnostic.ts";
import { CommandFailure, SystemError } from "../diag/errors.ts";
import { countSeverities } from "../diag/render.ts";
import type { Clock } from "../ports/clock.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { Links } from "../ports/links.ts";
import type { Log } from "../ports/log.ts";
import type { FrameSender, OpenVrrpSocket } from "../ports/packet-socket.ts";
import type { Signals } from "../ports/signals.ts";
import type { VrrpInstance } from "../vrrp/instance.ts";
import {
  configurationForms,
  configurationNote,
  configurationOptions,
  type TestPorts,
  testOrRun,
} from "./config-test.ts";
import {
  type ConfigurationRequest,
  daemonLog,
  logDiagnostics,
  readConfiguration,
  rereadConfiguration,
  showDiagnostics,
} from "./daemon-configuration.ts";
import type { ParsedWords } from "./options.ts";
import { type CommandSpec, Exit } from "./run.ts";

export interface VrrpdPorts extends TestPorts {
  readonly clock: Clock;
  readonly signals: Signals;
  /** Opened only once the configuration is understood. */
  openLinks(): Links;
  openFrameSender(): FrameSender;
  readonly openSocket: OpenVrrpSocket;
}

export const vrrpd: CommandSpec<VrrpdPorts> = {
  name: "vrrpd",
  summary:
    "Takes part in the VRRP elections of a keepalived.conf, in the foreground: moves the virtual addresses and announces them.",
  forms: configurationForms,
  options: configurationOptions,
  notes: [
    "SIGHUP reads the file again; SIGTERM and SIGINT give up being MASTER, remove the virtual addresses and end.",
    "Exit status: 0 ended by a signal, 1 this host cannot run it (privilege, an interface is missing), 2 usage or configuration error.",
    configurationNote,
  ],
  run: runVrrpd,
};

async function runVrrpd(given: ParsedWords, environment: Environment, ports: VrrpdPorts): Promise<ExitStatus> {
  const request = await testOrRun(given, environment, ports);
  if (typeof request === "number") return request;
  const loaded = firstLoad(request, environment);
  try {
    return await elect(request, loaded, environment, ports);
  } catch (failure) {
    throw withPrivilegeHint(failure);
  }
}

/** Prints what is wrong. @throws CommandFailure where it cannot be run on. */
function firstLoad(request: ConfigurationRequest, environment: Environment): Loaded {
  const loaded = readConfiguration("vrrpd", request, environment);
  if (loaded.settings.instances.length === 0)
    throw new CommandFailure(`not started: ${request.file} defines no vrrp_instance`, Exit.usage);
  return loaded;
}

/** Runs until a signal ends it. */
async function elect(
  request: ConfigurationRequest,
  loaded: Loaded,
  environment: Environment,
  ports: VrrpdPorts,
): Promise<ExitStatus> {
  const { clock, signals, openSocket } = ports;
  const links = ports.openLinks();
  const missing = missingLinks(loaded, await linkNames(links));
  showDiagnostics(missing, environment);
  if (hasErrors(missing))
    throw new CommandFailure(`not started: ${countSeverities(missing)} on this host`, Exit.failed);
  const log = daemonLog(environment, clock, "notice");
  const frames = ports.openFrameSender();
  const daemon = await openVrrpLoop({ clock, links, openSocket, frames, log }, loaded.settings.instances);
  const served = serve({ daemon, signals, log, begun: Promise.resolve(), load: () => reload(request, links, log) });
  daemon.begin();
  const clean = await served;
  return clean ? Exit.done : Exit.failed;
}

/** @returns undefined where the file must not replace what is running; every fault is in the log, one line each. */
async function reload(
  request: ConfigurationRequest,
  links: Links,
  log: Log,
): Promise<readonly VrrpInstance[] | undefined> {
  const loaded = rereadConfiguration("vrrpd", request, log);
  if (loaded === undefined) return undefined;
  if (loaded.settings.instances.length === 0) {
    log.write("error", `${request.file} defines no vrrp_instance`);
    return undefined;
  }
  const missing = missingLinks(loaded, await linkNames(links));
  logDiagnostics(missing, log);
  return hasErrors(missing) ? undefined : loaded.settings.instances;
}

async function linkNames(links: Links): Promise<string[]> {
  return (await links.links()).map(({ name }) => name);
}

function withPrivilegeHint(failure: unknown): unknown {
  if (!(failure instanceof SystemError) || !["EPERM", "EACCES"].includes(failure.code)) return failure;
  const sentence = `needs root, or CAP_NET_RAW and CAP_NET_ADMIN: ${failure.message}`;
  return new CommandFailure(sentence, Exit.failed, { cause: failure });
}
