/** What every check sees: the whole configuration as it is written, and its instances with what follows from their words. */

import { type Family, familyOf } from "../../net/address.ts";
import { groupAlike } from "../alike.ts";
import type { BlockValues, Entry, ListValues, UseOf } from "../block-values.ts";
import type { Report } from "../report.ts";
import { NamedBlocks } from "./named-blocks.ts";

export interface Checked {
  readonly file: BlockValues<"file">;
  /** Undefined: the file has no such block. */
  readonly global: BlockValues<"global_defs"> | undefined;
  readonly named: NamedBlocks;
  readonly instances: readonly InstanceView[];
  /** Those of all virtual servers, in groups that read the same. */
  readonly realServers: readonly (readonly UseOf<"virtual_server", "real_server">[])[];
  readonly report: Report;
}

/** A rule that looks at one idea and reports what breaks it. */
export type Check = (checked: Checked) => void;

export type Instance = UseOf<"file", "vrrp_instance">;
export type SyncGroup = UseOf<"file", "vrrp_sync_group">;

/** An instance with the values that keepalived would go by. */
export interface InstanceView {
  /** As messages call it: `instance VI_1`. */
  readonly title: string;
  readonly use: Instance;
  readonly block: BlockValues<"vrrp_instance">;
  /** The base, before any weight. */
  readonly priority: number;
  readonly owner: boolean;
  readonly state: "MASTER" | "BACKUP";
  /** `nopreempt` is written and nothing clears it. */
  readonly nopreempt: boolean;
  readonly strict: boolean;
  readonly addresses: ListValues<"virtual_ipaddress">;
  readonly peers: ListValues<"unicast_peer">;
  /** That of the first address. */
  readonly family: Family;
  readonly version: 2 | 3;
  readonly group: SyncGroup | undefined;
}

/** RFC 5798 section 5.2.4: the priority of the router that owns the addresses. */
export const ownerPriority = 255;
/** keepalived's for an instance that names none. */
export const defaultPriority = 100;

export function viewConfiguration(file: BlockValues<"file">, report: Report): Checked {
  const global = file.last("global_defs")?.block;
  const groupOf = new Map<string, SyncGroup>();
  for (const group of file.all("vrrp_sync_group"))
    for (const { value } of group.block.last("group")?.block ?? [])
      for (const name of value ?? []) groupOf.set(name, group);
  const instances = file.all("vrrp_instance").map((use) => viewInstance(use, global, groupOf));
  const realServers = groupAlike(file.all("virtual_server").flatMap(({ block }) => block.all("real_server")));
  return { file, global, named: new NamedBlocks(file), instances, realServers, report };
}

function viewInstance(
  use: Instance,
  global: BlockValues<"global_defs"> | undefined,
  groupOf: ReadonlyMap<string, SyncGroup>,
): InstanceView {
  const { block, value: name } = use;
  const wish = block.get("state");
  const priority =
    block.get("priority") ?? (wish === "MASTER" && !block.has("priority") ? ownerPriority : defaultPriority);
  const owner = priority === ownerPriority;
  const state = wish ?? (owner ? "MASTER" : "BACKUP");
  const addresses = block.last("virtual_ipaddress")?.block ?? [];
  const family = familyOfAll(addresses);
  return {
    title: name === undefined ? "this instance" : `instance ${name}`,
    use,
    block,
    priority,
    owner,
    state,
    nopreempt: block.has("nopreempt") && state !== "MASTER" && !owner,
    strict: block.get("strict_mode") ?? global?.has("vrrp_strict") ?? false,
    addresses,
    peers: block.last("unicast_peer")?.block ?? [],
    family,
    version:
      family === "inet6" ? 3 : (versionOf(block.last("version")) ?? versionOf(global?.last("vrrp_version")) ?? 2),
    group: name === undefined ? undefined : groupOf.get(name),
  };
}

/** That of the first one, also of one with a mistake in it where it looks like IPv4. */
function familyOfAll(addresses: ListValues<"virtual_ipaddress">): Family {
  if (/^\d+\.\d/.test(addresses[0]?.statement.name ?? "")) return "inet";
  const first = addresses.find((entry) => entry.value)?.value?.prefix.address;
  return first === undefined ? "inet" : familyOf(first);
}

/** What is written, also where it is not a version that lvskit speaks. */
function versionOf(use: Entry<unknown> | undefined): 2 | 3 | undefined {
  const text = use?.statement.args[0]?.text;
  return text === "3" ? 3 : text === "2" ? 2 : undefined;
}
