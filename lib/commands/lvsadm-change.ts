/** A draft that passed every check → the change of the table that it asks for. */

import type { Change, DestinationSettings, ServiceKey, ServiceSettings } from "../ipvs/model.ts";
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
      return { do: "add-destination", ...destination(draft) };
    case "edit-server":
      return { do: "edit-destination", ...destination(draft) };
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

function destination(draft: Draft): { service: ServiceKey; destination: Endpoint; settings: DestinationSettings } {
  const { forwarding, weight, upperThreshold, lowerThreshold, tunnel } = draft;
  const { address, port } = server(draft);
  // Routed and tunnelled packets arrive as they were, so the port is the service's whatever is written.
  const kept = draft.fwmark !== 0 || forwarding === "masquerade";
  return {
    service: serviceKey(draft),
    destination: { address, port: kept ? port : draft.port },
    settings: {
      forwarding,
      weight,
      upperThreshold,
      lowerThreshold,
      ...(forwarding === "tunnel" && tunnel.type !== "ipip" ? { tunnel: { ...tunnel } } : {}),
    },
  };
}
