/** What draining a real server came to, as lines for a person or as one JSON object for a script; both say the same. */

import type { Json } from "../diag/json.ts";
import { differenceText } from "../ipvs/difference-text.ts";
import { byAddress, idOf, isOf, type Place, type RememberedWeight, type Server } from "../ipvs/drain.ts";
import { destinationKeyRecord, serviceKeyRecord } from "../ipvs/table-json.ts";
import { serviceWords } from "../ipvs/words.ts";
import { formatEndpoint } from "../net/endpoint.ts";
import type { Done } from "./lvsadm-change-table.ts";
import { type Found, type Left, leftOf } from "./lvsadm-drain-wait.ts";
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

/** @param colour of the differences. */
export function drainText(result: DrainResult, colour: boolean): string {
  const { server, done, dryRun, places, remembered, left } = result;
  const known = new Set(remembered.map(idOf));
  const strange = places.filter(
    ({ service, destination: { key, settings } }) =>
      settings.weight === 0 && !known.has(idOf({ service, destination: key })),
  );
  const lines = [
    ...strange.map(
      ({ service, destination: { key } }) =>
        `${serviceWords(service)} had ${formatEndpoint(key)} at weight 0 before; undrain will leave that`,
    ),
    ...(dryRun ? ["dry run: nothing was changed"] : byAddress(server).map((one) => drainedWords(one, result))),
    ...(left.persistent === 0 ? [] : [persistence(left.persistent)]),
  ];
  return `${differenceText(done.differences, colour)}${lines.join("\n")}\n`;
}

/** @param one the server at one of its addresses. */
function drainedWords(one: Server, { server, places, done, found }: DrainResult): string {
  const own = places.filter(({ destination }) => isOf(one, destination.key));
  if (own.length === 0) return `${serverText(one)} of ${server.name} is no real server here`;
  const where = own.length === 1 ? "1 place" : `${own.length} places`;
  const changed = done.differences.some(({ destinations }) => destinations.some(({ key }) => isOf(one, key)));
  const left = leftOf(found.filter(({ row }) => isOf(one, row.key)));
  return `${serverText(one)} has weight 0 at ${where} ${changed ? "now" : "already"}; ${leftWords(left)}`;
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
    addresses: server.addresses,
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
