/** Differences and single changes as JSON, in the words of table-json.ts. */

import type { Json } from "../diag/json.ts";
import type { DestinationDifference, ServiceDifference } from "./difference.ts";
import type { Change } from "./model.ts";
import {
  destinationKeyRecord,
  destinationSettingsRecord,
  serviceKeyRecord,
  serviceSettingsRecord,
} from "./table-json.ts";

type Fields = { readonly [name: string]: Json | undefined };

/** @returns the service's key with `change` (add, remove, change, same), the settings `before` and `after`, its `destinations`. */
export function differenceRecord({ kind, key, before, after, destinations }: ServiceDifference): Fields {
  return {
    change: kind,
    ...serviceKeyRecord(key),
    before: before ? serviceSettingsRecord(key, before) : null,
    after: after ? serviceSettingsRecord(key, after) : null,
    destinations: destinations.map(destinationRecord),
  };
}

function destinationRecord({ kind, key, before, after }: DestinationDifference): Fields {
  return {
    change: kind,
    ...destinationKeyRecord(key),
    before: before ? destinationSettingsRecord(before) : null,
    after: after ? destinationSettingsRecord(after) : null,
  };
}

/** @returns one request to the kernel: `do`, `service`, and where it has them `destination` and `settings`. */
export function changeRecord(change: Change): Fields {
  if (change.do === "clear") return { do: change.do };
  const head = { do: change.do, service: serviceKeyRecord(change.service) };
  switch (change.do) {
    case "add-service":
    case "edit-service":
      return { ...head, settings: serviceSettingsRecord(change.service, change.settings) };
    case "delete-service":
      return head;
    case "add-destination":
    case "edit-destination":
      return {
        ...head,
        destination: destinationKeyRecord(change.destination),
        settings: destinationSettingsRecord(change.settings),
      };
    case "delete-destination":
      return { ...head, destination: destinationKeyRecord(change.destination) };
  }
}
