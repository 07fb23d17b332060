/** Services and real servers as the doctor names them, and the commands that change them. */

import { numericNames } from "../ipvs/endpoint-text.ts";
import type { Destination, DestinationSettings, Service, ServiceKey, ServiceSettings } from "../ipvs/model.ts";
import { destinationRule, serviceOption, serviceRule } from "../ipvs/rules.ts";
import { serviceWords } from "../ipvs/words.ts";
import { formatEndpoint } from "../net/endpoint.ts";
import type { Server } from "./facts.ts";
import type { Evidence } from "./finding.ts";

export function serverName({ destination }: Server): string {
  return formatEndpoint(destination.key);
}

/** @returns such as `10.0.0.5:80 of TCP 172.16.12.110:80`. */
export function serverSubject(server: Server): string {
  return `${serverName(server)} of ${serviceWords(server.service.key)}`;
}

export function addServerCommand(key: ServiceKey, destination: Destination): string {
  return `lvsadm ${destinationRule(key, destination, numericNames)}`;
}

/** @returns the command that changes these settings of a real server and leaves the others. */
export function editServerCommand({ service, destination }: Server, settings: Partial<DestinationSettings>): string {
  const edited = { ...destination, settings: { ...destination.settings, ...settings } };
  return addServerCommand(service.key, edited).replace("lvsadm -a ", "lvsadm -e ");
}

export function deleteServerCommand({ service, destination }: Server): string {
  return `lvsadm -d ${serviceOption(service.key, numericNames)} -r ${formatEndpoint(destination.key)}`;
}

/** @returns the command that changes these settings of a service and leaves the others. */
export function editServiceCommand(service: Service, settings: Partial<ServiceSettings>): string {
  const edited = { ...service, settings: { ...service.settings, ...settings } };
  return `lvsadm ${serviceRule(edited, numericNames)}`.replace("lvsadm -A ", "lvsadm -E ");
}

export function sysctlEvidence(path: string, value: string | undefined): Evidence {
  return { what: sysctlName(path), value: value ?? "absent" };
}

/** As sysctl(8) writes it: a dot inside a link's name (`eth0.100`) becomes a slash. */
export function sysctlName(path: string): string {
  return path.replace(/[./]/g, (mark) => (mark === "/" ? "." : "/"));
}

export function setSysctlCommand(path: string, value: string): string {
  return `sysctl -w ${sysctlName(path)}=${value}`;
}
