/** Services that cannot give anyone a real server (none there, none with a weight, no scheduler), and odd persistence. */

import { numericNames } from "../../ipvs/endpoint-text.ts";
import type { ServiceKey } from "../../ipvs/model.ts";
import { serviceOption } from "../../ipvs/rules.ts";
import { serviceWords } from "../../ipvs/words.ts";
import type { Facts } from "../facts.ts";
import type { Evidence, Finding } from "../finding.ts";
import { editServerCommand, editServiceCommand } from "../words.ts";

export function emptyTable({ table }: Facts): Finding[] {
  if (table.length > 0) return [];
  return [
    {
      code: "empty-table",
      severity: "warning",
      subject: "this host",
      sentence: "the kernel's IPVS table is empty: nothing is balanced",
      evidence: [{ what: "lvsadm -Ln", value: "no service" }],
      mend: [{ command: "lvsadm apply FILE" }],
    },
  ];
}

export function servicesWithoutServers({ table }: Facts): Finding[] {
  return table
    .filter(({ destinations }) => destinations.length === 0)
    .map(({ service: { key } }) => ({
      code: "no-servers",
      severity: "error",
      subject: serviceWords(key),
      sentence: "the service has no real server: its clients are refused",
      evidence: [listed(key, "no real server")],
      mend: [{ command: `lvsadm -a ${serviceOption(key, numericNames)} -r REAL-SERVER` }],
    }));
}

export function drainedServices({ table }: Facts): Finding[] {
  return table
    .filter(({ destinations: all }) => all.length > 0 && all.every(({ settings }) => settings.weight === 0))
    .map(({ service, destinations }) => ({
      code: "all-drained",
      severity: "error",
      subject: serviceWords(service.key),
      sentence: "every real server has weight 0: new clients are refused",
      evidence: [listed(service.key, `weight 0 for ${destinations.length} of ${destinations.length}`)],
      mend: destinations.map((destination) => ({
        command: editServerCommand({ service, destination }, { weight: 1 }),
      })),
    }));
}

export function servicesWithoutScheduler({ table }: Facts): Finding[] {
  return table
    .filter(({ service }) => service.settings.scheduler === "none")
    .map(({ service }) => ({
      code: "no-scheduler",
      severity: "error",
      subject: serviceWords(service.key),
      sentence: "the service has no scheduler: no connection is given to any real server",
      evidence: [listed(service.key, "scheduler none")],
      mend: [{ command: editServiceCommand(service, { scheduler: "wlc" }) }],
    }));
}

/** `-M 24` is the mask 0.0.0.24, which almost nobody means. */
export function oddNetmasks({ table }: Facts): Finding[] {
  return table.flatMap(({ service }): Finding[] => {
    const { netmask, persistenceTimeout } = service.settings;
    if (netmask === undefined || persistenceTimeout === undefined || isNetwork(netmask)) return [];
    return [
      {
        code: "odd-netmask",
        severity: "warning",
        subject: serviceWords(service.key),
        sentence: `clients persist together by the mask ${netmask}, which is no network's: strangers share a real server`,
        evidence: [listed(service.key, `persistent ${persistenceTimeout} mask ${netmask}`)],
        mend: [{ command: editServiceCommand(service, { netmask: maskOf(meantLength(netmask)) }) }],
      },
    ];
  });
}

function listed(key: ServiceKey, value: string): Evidence {
  return { what: `lvsadm -Ln ${serviceOption(key, numericNames)}`, value };
}

/** Prefix lengths of IPv6 are networks always. */
function isNetwork(mask: string): boolean {
  if (!mask.includes(".")) return true;
  const octets = mask.split(".").map(Number);
  return /^1*0*$/.test(octets.map((octet) => octet.toString(2).padStart(8, "0")).join(""));
}

/** @returns the prefix length that `-M 24` wanted; of any other mask that of one host. */
function meantLength(mask: string): number {
  const last = Number(mask.slice("0.0.0.".length));
  return mask.startsWith("0.0.0.") && last <= 32 ? last : 32;
}

function maskOf(length: number): string {
  const bits = "1".repeat(length).padEnd(32, "0");
  return [0, 8, 16, 24].map((at) => Number.parseInt(bits.slice(at, at + 8), 2)).join(".");
}
