/** Changes of the table and the kernel's refusals in words for the log. */

import { serviceName } from "../director/names.ts";
import type { Change, ChangeResult, DestinationSettings, ServiceSettings, Tunnel } from "../ipvs/model.ts";
import { formatEndpoint } from "../net/endpoint.ts";

/** What has been done. */
export function describeChange(change: Change): string {
  switch (change.do) {
    case "clear":
      return "the table was cleared";
    case "add-service":
      return `${serviceName(change.service)} added to the table: ${describeService(change.settings)}`;
    case "edit-service":
      return `${serviceName(change.service)} changed in the table: ${describeService(change.settings)}`;
    case "delete-service":
      return `${serviceName(change.service)} deleted from the table`;
    case "add-destination":
      return `${formatEndpoint(change.destination)} added to ${serviceName(change.service)}: ${describeDestination(change.settings)}`;
    case "edit-destination":
      return `${formatEndpoint(change.destination)} changed in ${serviceName(change.service)}: ${describeDestination(change.settings)}`;
    case "delete-destination":
      return `${formatEndpoint(change.destination)} removed from ${serviceName(change.service)}`;
  }
}

export function describeRefusal(change: Change, result: Extract<ChangeResult, { ok: false }>): string {
  return `the kernel refused to ${describeWish(change)}: ${reasonOf(change, result)}`;
}

function describeWish(change: Change): string {
  switch (change.do) {
    case "clear":
      return "clear the table";
    case "add-service":
      return `add ${serviceName(change.service)}`;
    case "edit-service":
      return `change ${serviceName(change.service)}`;
    case "delete-service":
      return `delete ${serviceName(change.service)}`;
    case "add-destination":
      return `add ${formatEndpoint(change.destination)} to ${serviceName(change.service)}`;
    case "edit-destination":
      return `change ${formatEndpoint(change.destination)} in ${serviceName(change.service)}`;
    case "delete-destination":
      return `remove ${formatEndpoint(change.destination)} from ${serviceName(change.service)}`;
  }
}

function reasonOf(change: Change, { code, reason, detail }: Extract<ChangeResult, { ok: false }>): string {
  // ip_vs_ctl.c gives ENOENT for a scheduler or persistence engine that no module provides.
  if (code === "ENOENT" && (change.do === "add-service" || change.do === "edit-service"))
    return `it knows no scheduler "${change.settings.scheduler}" (is the module ip_vs_${change.settings.scheduler} there?)`;
  return `${reason} (${code})${detail === undefined ? "" : `: ${detail}`}`;
}

function describeService({ scheduler, persistenceTimeout }: ServiceSettings): string {
  return persistenceTimeout === undefined ? scheduler : `${scheduler}, persistent ${persistenceTimeout} s`;
}

function describeDestination({ forwarding, weight, tunnel }: DestinationSettings): string {
  return `${forwarding}${tunnel === undefined ? "" : ` ${describeTunnel(tunnel)}`}, weight ${weight}`;
}

function describeTunnel({ type, port, checksum }: Tunnel): string {
  const words = { none: "", checksum: " with checksum", remote: " with remote checksum" } as const;
  return `${type}${port === 0 ? "" : ` port ${port}`}${words[checksum]}`;
}
