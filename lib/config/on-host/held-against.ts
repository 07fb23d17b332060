/** What the checks of a configuration on its host see: both, the host's side read beforehand where that takes time. */

import type { InterfaceAddress, Link } from "../../ports/links.ts";
import type { LocalHost } from "../../ports/local-host.ts";
import type { Checked } from "../checks/checked.ts";

export interface HostView {
  readonly host: Pick<LocalHost, "look" | "hasUser" | "modules" | "names">;
  readonly links: readonly Link[];
  readonly addresses: readonly InterfaceAddress[];
}

export type HostCheck = (checked: Checked, host: HostView) => void;

/** @returns the addresses of the interface of this name. */
export function addressesOn({ links, addresses }: HostView, name: string): readonly InterfaceAddress[] {
  const link = links.find((one) => one.name === name);
  return link === undefined ? [] : addresses.filter((one) => one.link === link.index);
}

export function nameOf({ links }: HostView, index: number): string {
  return links.find((one) => one.index === index)?.name ?? `interface ${index}`;
}
