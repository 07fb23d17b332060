/** A draft that passed every check → the change of the table that it asks for. */

import type { Change, DestinationSettings, ServiceSettings } from "../ipvs/model.ts";
import { parseSchedulerFlags } from "../ipvs/scheduler-flags.ts";
import type { Endpoint } from "../net/endpoint.ts";
import { type Draft, serviceKey } from "./lvsadm-draft.ts";
import type { CommandName } from "./lvsadm-table.ts";

export type ChangeName = Extract<CommandName, `${"add" | "edit" | "delete"}-${string}` | "flush">;

export function changeOf(command: ChangeName, draft: Draft): Change {
  switch (command) {
    case "add-service":
    case "edit-service":
      return { do: command, service: serviceKey(draft), settings: serviceSettings(draft) };
    case "delete-service":
      return { do: "delete-service", service: serviceKey(draft) };
    case "add-server":
      return settingDestination("add-destination", draft);
    case "edit-server":
      return settingDestination("edit-destination", draft);
    case "delete-server":
      return { do: "delete-destination", service: serviceKey(draft), destination: server(draft) };
    case "flush":
      return { do: "clear" };
  }
}

function serviceSettings(draft: Draft): ServiceSettings {
  const { scheduler, persistenceTimeout, netmask, onePacket, engine } = draft;
  const flags = parseSchedulerFlags(scheduler, draft.schedulerFlags);
  return {
    scheduler,
    ...(persistenceTimeout === undefined ? {} : { persistenceTimeout }),
    ...(netmask === undefined || netmask === "255.255.255.255" || netmask === "128" ? {} : { netmask }),
    onePacket,
    schedulerFlags: "flags" in flags ? flags.flags : 0,
    ...(engine === "" ? {} : { persistenceEngine: engine }),
  };
}

function server(draft: Draft): Endpoint {
  if (draft.server === undefined) throw new TypeError("the checks let a missing real server through");
  return draft.server;
}

function settingDestination(what: "add-destination" | "edit-destination", draft: Draft): Change {
  return { do: what, service: serviceKey(draft), destination: placeOf(draft), settings: destinationSettings(draft) };
}

/** Routed and tunnelled packets arrive as they were, so the port is the service's whatever is written. */
function placeOf(draft: Draft): Endpoint {
  const written = server(draft);
  const kept = draft.fwmark !== 0 || draft.forwarding === "masquerade" || written.port === draft.port;
  return kept ? written : { address: written.address, port: draft.port };
}

function destinationSettings(draft: Draft): DestinationSettings {
  const { forwarding, weight, upperThreshold, lowerThreshold, tunnel } = draft;
  const settings = { forwarding, weight, upperThreshold, lowerThreshold };
  return forwarding === "tunnel" && tunnel.type !== "ipip" ? { ...settings, tunnel } : settings;
}
