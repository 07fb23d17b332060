/** What draining a real server came to, as lines for a person or as one JSON object for a script; both say the same. */

import type { Json } from "../diag/json.ts";
import { differenceText } from "../ipvs/difference-text.ts";
import { idOf, type Place, type RememberedWeight, type Server } from "../ipvs/drain.ts";
import { destinationKeyRecord, serviceKeyRecord } from "../ipvs/table-json.ts";
import { serviceWords } from "../ipvs/words.ts";
import type { Done } from "./lvsadm-change-table.ts";
import type { Found, Left } from "./lvsadm-drain-wait.ts";
import { leftWords } from "./lvsadm-drain-words.ts";
import { serverText } from "./lvsadm-server-word.ts";

export interface DrainResult {
  readonly server: Server;
  /** Before. */
  readonly places: readonly Place[];
  readonly done: Done;
  /** Of all servers, afterwards. */
  readonly remembered: readonly RememberedWeight[];
  /** The places as they are now, as far as they are there. */
  readonly found: readonly Found[];
  readonly left: Left;
  readonly dryRun: boolean;
}

export function drainText({ server, done, dryRun, places, remembered, left }: DrainResult, colour: boolean): string {
  const where = places.length === 1 ? "1 place" : `${places.length} places`;
  const when = done.status === "changed" ? "now" : "already";
  const known = new Set(remembered.map(idOf));
  const strange = places.filter(
    ({ service, destination: { key, settings } }) =>
      settings.weight === 0 && !known.has(idOf({ service, destination: key })),
  );
  const lines = [
    ...strange.map(({ service }) => `${serviceWords(service)} had it at weight 0 before; undrain will leave that`),
    dryRun
      ? "dry run: nothing was changed"
      : `${serverText(server)} has weight 0 at ${where} ${when}; ${leftWords(left)}`,
    ...(left.persistent === 0 ? [] : [persistence(left.persistent)]),
  ];
  return `${differenceText(done.differences, colour)}${lines.join("\n")}\n`;
}

/** ip_vs_core.c, ip_vs_sched_persist: a template is followed to a server of weight 0 too, unless the sysctl says otherwise. */
function persistence(clients: number): string {
  const who = clients === 1 ? "1 client persists on it and comes" : `${clients} clients persist on it and come`;
  return `${who} back to it all the same, unless net.ipv4.vs.expire_quiescent_template is 1`;
}

export function drainRecord({ server, done, dryRun, remembered, found, left }: DrainResult): {
  readonly [name: string]: Json;
} {
  const weights = new Map(remembered.map((one) => [idOf(one), one.weight]));
  return {
    server: serverText(server),
    status: done.status,
    dryRun,
    connections: { ...left },
    places: found.map(({ place: { service }, row }) => ({
      service: serviceKeyRecord(service),
      destination: destinationKeyRecord(row.key),
      weight: row.settings.weight,
      remembered: weights.get(idOf({ service, destination: row.key })) ?? null,
    })),
  };
}
