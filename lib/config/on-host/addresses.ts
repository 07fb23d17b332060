/** Virtual addresses against the interfaces as they are: outside every network, or in use elsewhere already. */

import { type Address, familyOf, widthOf } from "../../net/address.ts";
import { contains } from "../../net/prefix.ts";
import type { Checked, InstanceView } from "../checks/checked.ts";
import { addressOf } from "../server-head.ts";
import { headSpan } from "../syntax.ts";
import { addressesOn, type HostCheck, type HostView, nameOf } from "./held-against.ts";

export const addressesAreHere: HostCheck = (checked, host) => {
  for (const instance of checked.instances) {
    const excluded = instance.block.last("virtual_ipaddress_excluded")?.block ?? [];
    for (const { value, statement } of [...instance.addresses, ...excluded]) {
      const device = value?.dev ?? instance.block.get("interface");
      if (value === undefined || device === undefined) continue;
      const { address, length } = value.prefix;
      const span = statement.keyword.span;
      const fault = elsewhere(host, address, device) ?? outside(host, address, length, device);
      if (fault) checked.report.warning("LK0073", span, fault.message, { hint: fault.hint });
    }
  }
  tellUnheld(checked, host);
};

/** On its own interface it may well be, while this host is MASTER. */
function elsewhere(host: HostView, address: Address, device: string) {
  const own = host.addresses.find((one) => one.address === address && nameOf(host, one.link) !== device);
  if (own === undefined) return undefined;
  return {
    message: `this host has ${address} on ${nameOf(host, own.link)} already`,
    hint: "take it off there: an address of an instance is there only while the instance is MASTER",
  };
}

/** An address with its own prefix brings its network along; a host route alone is reached only within an existing one. */
function outside(host: HostView, address: Address, length: number | undefined, device: string) {
  const whole = widthOf(address);
  const link = host.links.find(({ name }) => name === device);
  if (link === undefined || link.loopback || (length ?? whole) < whole || /^fe80:/i.test(address)) return undefined;
  const networks = addressesOn(host, device).filter(
    (one) => one.prefixLength < whole && familyOf(one.address) === familyOf(address),
  );
  if (networks.length === 0 || networks.some((network) => contains(network, address))) return undefined;
  return {
    message: `${address} is in no network of ${device}`,
    hint: "write its prefix length where it is to bring its own network along, such as ADDRESS/24",
  };
}

/** Somebody else may give this host the address, so that this is no more than a note. */
function tellUnheld({ file, instances, report }: Checked, { addresses }: HostView): void {
  const held = new Set<string>([...addresses.map(({ address }) => address), ...instances.flatMap(virtualOf)]);
  for (const server of file.all("virtual_server")) {
    const address = addressOf(server.value)?.address;
    if (address !== undefined && !held.has(address))
      report.add(
        "note",
        "LK0073",
        headSpan(server.statement),
        `neither this host nor an instance here has ${address}`,
        {
          hint: "fine where something else brings its packets to this host",
        },
      );
  }
}

function virtualOf({ addresses, block }: InstanceView): string[] {
  const excluded = block.last("virtual_ipaddress_excluded")?.block ?? [];
  return [...addresses, ...excluded].flatMap(({ value }) => value?.prefix.address ?? []);
}
