/** The Names port: the C library's resolver and /etc/services, each loaded when first asked. */

import { readFileSync } from "node:fs";
import { type Address, parseAddress } from "../net/address.ts";
import { parseServiceNames, type ServiceNames } from "../net/service-names.ts";
import type { Names } from "../ports/names.ts";

export function systemNames(servicesFile = "/etc/services"): Names {
  let services: ServiceNames | undefined;
  const known = () => {
    services ??= parseServiceNames(textOf(servicesFile));
    return services;
  };
  return {
    addressOf,
    addressesOf,
    hostOf,
    portOf: (service, protocol) => known().portOf(service, protocol),
    serviceOf: (port, protocol) => known().nameOf(port, protocol),
  };
}

async function addressOf(host: string): Promise<Address | undefined> {
  // Node hands IPv6 addresses back whatever family is asked for, and complains of an empty name on standard error.
  if (host === "" || host.includes(":")) return undefined;
  const { lookup } = await import("node:dns");
  return new Promise((resolve) => {
    lookup(host, { family: 4 }, (error, found) => resolve(error ? undefined : parseAddress(found)));
  });
}

async function addressesOf(host: string): Promise<Address[]> {
  if (host === "" || host.includes(":")) return [];
  const { lookup } = await import("node:dns");
  return new Promise((resolve) => {
    lookup(host, { all: true, verbatim: true }, (error, found) => {
      const addresses = error ? [] : found.flatMap(({ address }) => parseAddress(address) ?? []);
      resolve([...new Set(addresses)]);
    });
  });
}

async function hostOf(address: Address): Promise<string | undefined> {
  const { lookupService } = await import("node:dns");
  return new Promise((resolve) => {
    lookupService(address, 0, (error, host) => resolve(error ? undefined : host));
  });
}

/** A machine without the file knows no names of ports. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
