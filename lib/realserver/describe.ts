/** Steps and kernel parameters in an operator's words. */

import type { HostAddress, Step } from "./model.ts";

/** Such as `set net.ipv4.conf.lo.arp_ignore 0 → 1`. */
export function describeStep(step: Step): string {
  switch (step.kind) {
    case "set-sysctl":
      return `set ${sysctlName(step.path)} ${step.from} → ${step.to}`;
    case "add-address":
      return `add ${cidr(step.address)} to ${step.address.link} (${describeAddress(step.address)})`;
    case "remove-address":
      return `remove ${cidr(step.address)} from ${step.address.link} (${describeAddress(step.address)})`;
  }
}

/** As sysctl(8) writes it: a dot inside a link's name (`eth0.100`) becomes a slash. */
export function sysctlName(path: string): string {
  return path.replace(/[./]/g, (mark) => (mark === "/" ? "." : "/"));
}

/** What tells an address apart from others of the same number: `label lo:0, broadcast 172.16.12.110`. */
export function describeAddress(address: HostAddress): string {
  const label = address.label === undefined || address.label === address.link ? "no label" : `label ${address.label}`;
  return `${label}, ${address.broadcast === undefined ? "no broadcast" : `broadcast ${address.broadcast}`}`;
}

export function cidr(address: HostAddress): string {
  return `${address.address}/${address.prefixLength}`;
}
