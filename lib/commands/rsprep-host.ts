/** The host behind ports: read as rsprep's plans see it, and changed step by step. */

import { SystemError } from "../diag/errors.ts";
import type { Links } from "../ports/links.ts";
import type { Sysctls } from "../ports/sysctls.ts";
import { type Host, type HostAddress, loopback, type Step } from "../realserver/model.ts";

export interface HostPorts {
  readonly links: Links;
  readonly sysctls: Sysctls;
}

/** RT_TABLE_LOCAL (linux/rtnetlink.h). */
const tableLocal = 255;

/** @param paths the kernel parameters of interest. @throws SystemError */
export async function readHost({ links, sysctls }: HostPorts, paths: readonly string[]): Promise<Host> {
  const all = await links.links();
  const names = new Map(all.map((link) => [link.index, link.name]));
  const loopbackIndex = all.find((link) => link.name === loopback)?.index;
  const routes = (await links.routes()).filter(
    // Scope host tells the local route from the broadcast one of the same address.
    (route) =>
      route.table === tableLocal && route.link === loopbackIndex && route.prefixLength === 32 && route.scope === "host",
  );
  return {
    links: all.map(({ name, up, loopback }) => ({ name, up, loopback })),
    addresses: (await links.addresses()).map(({ link, secondary: _, ...rest }) => ({
      ...rest,
      link: names.get(link) ?? `link ${link}`,
    })),
    loopbackRoutes: new Set(routes.map((route) => route.destination)),
    sysctls: new Map(
      paths.flatMap((path) => {
        const value = sysctls.get(path);
        return value === undefined ? [] : [[path, value] as const];
      }),
    ),
  };
}

/** @throws SystemError */
export async function carryOut({ links, sysctls }: HostPorts, step: Step): Promise<void> {
  switch (step.kind) {
    case "set-sysctl":
      return sysctls.set(step.path, step.to);
    case "add-address":
      return links.addAddress({ ...step.address, link: await indexOf(links, step.address) });
    case "remove-address": {
      const { address, prefixLength } = step.address;
      return links.deleteAddress({ address, prefixLength, link: await indexOf(links, step.address) });
    }
  }
}

async function indexOf(links: Links, of: HostAddress): Promise<number> {
  const link = (await links.links()).find((one) => one.name === of.link);
  if (link === undefined)
    throw new SystemError("find the link", of.link, { code: "ENODEV", reason: "there is no such interface" });
  return link.index;
}
