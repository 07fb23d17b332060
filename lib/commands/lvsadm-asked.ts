/** A draft that passed every check → what it asks for besides changes of the table: a listing, counters, timeouts, daemons. */

import type { Control } from "../ipvs/control.ts";
import type { ListingStyle } from "../ipvs/listing.ts";
import type { ServiceKey } from "../ipvs/model.ts";
import { addressBytes } from "../net/address.ts";
import type { Given } from "./lvsadm-checks.ts";
import { type Draft, serviceKey } from "./lvsadm-draft.ts";
import type { CommandName, OptionName } from "./lvsadm-table.ts";

export interface InJson {
  /** Instead of ipvsadm's text. */
  readonly json?: true;
}

export interface SaveTable extends InJson {
  readonly do: "save";
  readonly numeric: boolean;
}

export interface ListServices extends ListingStyle, InJson {
  readonly do: "list";
  /** Absent: all. */
  readonly service?: ServiceKey;
  readonly numeric: boolean;
  readonly sorted: boolean;
}

export interface ListConnections extends InJson {
  readonly do: "list-connections";
  readonly numeric: boolean;
  /** With the persistence engine and its data. */
  readonly persistent: boolean;
}

export interface ListSettings extends InJson {
  readonly do: "list-timeouts" | "list-daemons";
}

export type ListRequest = ListServices | ListConnections | ListSettings;

export const listEverything: ListServices = {
  do: "list",
  format: "default",
  exact: false,
  numeric: false,
  sorted: true,
};

/** Of several the first. */
const formatOptions = ["stats", "rate", "thresholds", "persistent-conn", "tun-info"] as const satisfies OptionName[];

export function listRequest(given: Given, draft: Draft): ListRequest {
  const json = inJson(given);
  if (given.includes("timeout")) return { do: "list-timeouts", ...json };
  if (given.includes("daemon")) return { do: "list-daemons", ...json };
  const numeric = given.includes("numeric");
  if (given.includes("connection"))
    return { do: "list-connections", numeric, persistent: given.includes("persistent-conn"), ...json };
  return {
    do: "list",
    ...(given.includes("service-address") ? { service: serviceKey(draft) } : {}),
    format: formatOptions.find((name) => given.includes(name)) ?? "default",
    exact: given.includes("exact"),
    numeric,
    sorted: !given.includes("nosort"),
    ...json,
  };
}

export function inJson(given: Given): InJson {
  return given.includes("json") ? { json: true } : {};
}

export type ControlName = Extract<CommandName, "zero" | "set" | "start-daemon" | "stop-daemon">;

export function controlOf(command: ControlName, given: Given, draft: Draft): Control {
  switch (command) {
    case "zero":
      return given.includes("service-address") && !isEveryService(draft)
        ? { do: "zero", service: serviceKey(draft) }
        : { do: "zero" };
    case "set":
      return { do: "set-timeouts", timeouts: draft.timeouts };
    case "start-daemon":
      return { do: "start-daemon", daemon: { ...draft.daemon, state: draft.daemonState } };
    case "stop-daemon":
      return { do: "stop-daemon", state: draft.daemonState };
  }
}

/** The unspecified address without a port, to ipvsadm. */
function isEveryService({ fwmark, address, port }: Draft): boolean {
  return fwmark === 0 && port === 0 && address !== undefined && addressBytes(address).every((byte) => byte === 0);
}
