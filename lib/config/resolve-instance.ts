/** `vrrp_instance` → VrrpInstance, with defaults and with the mends that keepalived makes, each of them told. */

import { familyOf } from "../net/address.ts";
import type { VrrpInstance } from "../vrrp/instance.ts";
import type { BlockValues, UseOf } from "./block-values.ts";
import type { NamedBlocks } from "./checks/named-blocks.ts";
import { vrrpInstance } from "./keywords/vrrp.ts";
import type { PlaceBook } from "./places.ts";
import type { Report } from "./report.ts";
import { resolveAuthentication } from "./resolve-authentication.ts";
import { atLeastOne } from "./resolve-garp.ts";
import type { GlobalSettings } from "./resolve-global.ts";
import { resolveHostAddresses } from "./resolve-host-address.ts";
import { resolveManners } from "./resolve-manners.ts";
import { resolveInstanceNotify } from "./resolve-notify.ts";
import { resolveTracked } from "./resolve-trackers.ts";
import { resolveUnicast } from "./resolve-unicast.ts";
import { resolveVirtualAddresses } from "./resolve-virtual-address.ts";
import { headSpan } from "./syntax.ts";

type Values = BlockValues<"vrrp_instance">;
type Instance = UseOf<"file", "vrrp_instance">;

/** @returns undefined where it has no name, interface or number, each of which is reported. */
export function resolveInstance(
  report: Report,
  places: PlaceBook,
  global: GlobalSettings,
  use: Instance,
  groupOf: ReadonlyMap<string, string>,
  named: NamedBlocks,
): VrrpInstance | undefined {
  const { value: name, block: values } = use;
  const device = values.get("interface");
  const virtualRouterId = values.get("virtual_router_id");
  tellMissing(report, use);
  const authentication = resolveAuthentication(report, values.last("authentication")?.block);
  const lines = values.last("virtual_ipaddress")?.block ?? [];
  const virtualAddresses = resolveVirtualAddresses(report, places, device ?? "", lines);
  const election = resolveElection(report, values);
  const advertInterval = resolveInterval(values);
  const garp = resolveGarp(report, values, global);
  if (name === undefined || device === undefined || virtualRouterId === undefined) return undefined;
  const syncGroup = groupOf.get(name);
  const source = values.get("mcast_src_ip");
  const sourceAddress = source && familyOf(source) === "inet" ? source : undefined;
  const instance: VrrpInstance = {
    name,
    ...election,
    interface: device,
    virtualRouterId,
    advertInterval,
    version: 2,
    authentication,
    ...(sourceAddress === undefined ? {} : { sourceAddress }),
    multicastGroup: global.multicastGroup,
    virtualAddresses,
    garp,
    ...(syncGroup === undefined ? {} : { syncGroup }),
    manners: resolveManners(values, election, values.get("version") ?? global.version, global.manners),
    tracked: resolveTracked(places, values, named),
    notify: resolveInstanceNotify(values, global.notify),
    ...resolveBelongings(places, values, device, global),
  };
  return places.note(instance, use, () => ({
    wantedState: values.place("state"),
    interface: values.place("interface"),
    virtualRouterId: values.place("virtual_router_id"),
    priority: values.place("priority"),
    advertInterval: values.place("advert_int"),
    version: values.place("version"),
    preempt: values.place("nopreempt") ?? values.place("preempt"),
    authentication: values.place("authentication"),
    sourceAddress: values.place("mcast_src_ip"),
    virtualAddresses: values.place("virtual_ipaddress"),
  }));
}

/** What goes with the instance besides its virtual addresses, and how it speaks to its peers. */
function resolveBelongings(places: PlaceBook, values: Values, device: string, global: GlobalSettings) {
  const unicast = resolveUnicast(places, values, global.checkSource);
  const virtualMac = values.get("use_vmac");
  const ipvlan = values.get("use_ipvlan");
  return {
    ...(unicast === undefined ? {} : { unicast }),
    excludedAddresses: resolveHostAddresses(places, device, values.last("virtual_ipaddress_excluded")?.block ?? []),
    routes: (values.last("virtual_routes")?.block ?? []).flatMap(({ value }) => value ?? []),
    rules: (values.last("virtual_rules")?.block ?? []).flatMap(({ value }) => value ?? []),
    ...(virtualMac === undefined ? {} : { virtualMac }),
    ...(ipvlan === undefined ? {} : { ipvlan }),
  };
}

/** Reports what an instance cannot do without, or makes no sense without. */
function tellMissing(report: Report, { statement, value: name, block: values }: Instance): void {
  if (!statement.block) return;
  const instance = name === undefined ? "this instance" : `instance ${name}`;
  for (const keyword of ["interface", "virtual_router_id"] as const) {
    const { takes, doc } = vrrpInstance.rows[keyword];
    const expected = takes.expected ?? doc;
    if (!values.has(keyword) && !(keyword === "interface" && goesByRoutes(values)))
      report.error("LK0016", headSpan(statement), `${instance} has no "${keyword}"`, { expected });
  }
  if (values.misspelt("virtual_ipaddress") || values.has("no_virtual_ipaddress")) return;
  const addresses = values.last("virtual_ipaddress");
  if (!addresses || addresses.block.length === 0)
    report.warning("LK0030", headSpan(addresses?.statement ?? statement), `${instance} has no virtual address`);
}

/** Unicast goes by the routing table, so that keepalived asks for no interface; link-local addresses mean nothing without. */
function goesByRoutes(values: Values): boolean {
  const peers = values.last("unicast_peer")?.block ?? [];
  const ends = [values.get("unicast_src_ip"), ...peers.map(({ value }) => value?.address)];
  return peers.length > 0 && !ends.some((end) => end !== undefined && /^fe80:/i.test(end));
}

/** `state MASTER` means priority 255 where none is written, and like 255 itself it clears nopreempt, as in keepalived. */
function resolveElection(report: Report, values: Values): Pick<VrrpInstance, "wantedState" | "priority" | "preempt"> {
  const state = values.get("state");
  const place = values.place("state");
  if (state === "MASTER" && !values.has("priority") && place)
    report.warning("LK0034", place, '"state MASTER" without a priority means priority 255', {
      hint: "write a priority; 255 is for the host that owns the addresses, and it becomes master at once",
    });
  const priority = values.get("priority") ?? (state === "MASTER" && !values.has("priority") ? 255 : 100);
  const wantedState = state ?? (priority === 255 ? "MASTER" : "BACKUP");
  const nopreempt = values.last("nopreempt")?.statement;
  const cleared = wantedState === "MASTER" || priority === 255;
  if (nopreempt && cleared) {
    const [because, hint] =
      state === "MASTER"
        ? ['"state MASTER"', 'write "state BACKUP" on every host for nopreempt to count']
        : ["priority 255", "255 is for the host that owns the addresses; write at most 254"];
    report.warning("LK0019", nopreempt.keyword.span, `"nopreempt" has no effect: ${because} clears it`, {
      hint,
    });
  }
  return { wantedState, priority, preempt: nopreempt === undefined || cleared };
}

/** RFC 3768 section 5.3.7: the field holds whole seconds, 1 to 255. */
function resolveInterval(values: Values): number {
  return Math.max(1000, Math.round((values.get("advert_int") ?? 1000) / 1000) * 1000);
}

function resolveGarp(report: Report, values: Values, global: GlobalSettings): VrrpInstance["garp"] {
  const count = (keyword: "garp_master_repeat" | "garp_master_refresh_repeat") =>
    atLeastOne(report, values.get(keyword), values.place(keyword));
  return {
    masterDelay: values.get("garp_master_delay") ?? global.garp.masterDelay,
    masterRepeat: count("garp_master_repeat") ?? global.garp.masterRepeat,
    masterRefresh: values.get("garp_master_refresh") ?? global.garp.masterRefresh,
    masterRefreshRepeat: count("garp_master_refresh_repeat") ?? global.garp.masterRefreshRepeat,
  };
}
