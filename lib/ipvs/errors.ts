/** What the kernel's refusals of IPVS operations mean to the person, in ipvsadm's words. */

import { errnoTextOf } from "../kernel/errno.ts";
import type { Action } from "./control.ts";

export type Operation = Action["do"] | "read-service" | "open";

const noSuchService = { ESRCH: "No such service" } as const;
const noDefinition = { ESRCH: "Service not defined" } as const;
const notFound = { ENOENT: "Scheduler or persistence engine not found" } as const;
const noDestination = { ...noDefinition, ENOENT: "No such destination" } as const;

const byOperation: Readonly<Record<Operation, Readonly<Record<string, string>>>> = {
  "add-service": { ...notFound, EEXIST: "Service already exists" },
  "edit-service": { ...notFound, ...noSuchService },
  "delete-service": noSuchService,
  "read-service": noSuchService,
  "add-destination": { ...noDefinition, EEXIST: "Destination already exists" },
  "edit-destination": noDestination,
  "delete-destination": noDestination,
  clear: {},
  zero: noSuchService,
  "set-timeouts": {},
  "start-daemon": { EEXIST: "Daemon has already run" },
  "stop-daemon": { ESRCH: "No daemon is running" },
  open: {},
};

const always: Readonly<Record<string, string>> = {
  EPERM: "Permission denied (you must be root)",
  EINVAL: "Invalid operation.  Possibly wrong module version, address not unicast, ...",
  ENOPROTOOPT: "Protocol not available",
  ENOMEM: "Memory allocation problem",
  EOPNOTSUPP: "Operation not supported with IPv6",
  EAFNOSUPPORT: "Operation not supported with specified address family",
  EMSGSIZE: "Module is wrong version",
};

/** @param code symbolic errno. @returns ipvsadm's sentence, else the C library's. */
export function refusalText(operation: Operation, code: string): string {
  return byOperation[operation][code] ?? always[code] ?? errnoTextOf(code) ?? code;
}
