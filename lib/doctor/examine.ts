/** All checks of the doctor, over one set of facts. */

import { orphanedConnections, stickyDrained } from "./checks/connections.ts";
import { contestedVips } from "./checks/contest.ts";
import { distantDirectServers, ignoredPorts, tunnelRoom } from "./checks/direct.ts";
import { firewall } from "./checks/firewall.ts";
import { forwarding, missingReplies, oneArmed } from "./checks/masquerade.ts";
import { deafLocalServers, unreachableServers } from "./checks/servers.ts";
import {
  drainedServices,
  emptyTable,
  oddNetmasks,
  servicesWithoutScheduler,
  servicesWithoutServers,
} from "./checks/services.ts";
import { syncLinks, syncRole } from "./checks/synchronisation.ts";
import { thresholds } from "./checks/thresholds.ts";
import { reversePath, vips } from "./checks/vip.ts";
import type { Facts } from "./facts.ts";
import { type Finding, inOrder } from "./finding.ts";

const checks: readonly ((facts: Facts) => Finding[])[] = [
  emptyTable,
  vips,
  contestedVips,
  reversePath,
  firewall,
  servicesWithoutServers,
  drainedServices,
  servicesWithoutScheduler,
  thresholds,
  oddNetmasks,
  unreachableServers,
  deafLocalServers,
  forwarding,
  missingReplies,
  oneArmed,
  ignoredPorts,
  distantDirectServers,
  tunnelRoom,
  orphanedConnections,
  stickyDrained,
  syncLinks,
  syncRole,
];

/** @returns what is wrong, the worst first; empty where nothing is. */
export function examine(facts: Facts): Finding[] {
  return inOrder(checks.flatMap((check) => check(facts)));
}
