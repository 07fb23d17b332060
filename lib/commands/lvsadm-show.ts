/** Reads the table, the timeouts or the daemons, and prints them: as a listing or as rules. */

import { daemonsText, timeoutsText } from "../ipvs/control-text.ts";
import { numericNames } from "../ipvs/endpoint-text.ts";
import { refusalText } from "../ipvs/errors.ts";
import { type ListedService, listedServiceText, listingHead } from "../ipvs/listing.ts";
import type { IpvsInfo, Service } from "../ipvs/model.ts";
import { rulesText } from "../ipvs/rules.ts";
import { sortDestinations, sortServices } from "../ipvs/sort.ts";
import type { BulkWork } from "../ports/bulk-work.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import type { Names } from "../ports/names.ts";
import type { ListServices, ListSettings, SaveTable } from "./lvsadm-asked.ts";

type Shown = ListServices | SaveTable;

export interface ShownFrom {
  readonly info: IpvsInfo;
  readonly table: IpvsTable;
  readonly names: Names;
  readonly bulkWork: BulkWork;
}

/** Services from which on the listing may well be a long one: how many destinations each has is not known before. */
const manyServices = 10;

/** @returns 0, or 1 where the service asked for is not there. */
export async function show(
  request: Shown,
  { info, table, names, bulkWork }: ShownFrom,
  { stdout, stderr }: Environment,
): Promise<ExitStatus> {
  const services = await asked(request, table);
  if (services === undefined) {
    stderr.write(`${refusalText("read-service", "ESRCH")}\n`);
    return 1;
  }
  if (services.length >= manyServices) bulkWork.begins();
  const sorted = request.do === "save" || request.sorted;
  const listed = withDestinations(sorted ? sortServices(services) : services, table, sorted, wantedOf(request));
  if (request.json) {
    const { tableJson } = await import("./lvsadm-json.ts");
    stdout.write(tableJson(request, info, await all(listed)));
  } else for await (const text of portions(tableTexts(request, info, listed, names))) stdout.write(text);
  return 0;
}

/** The heading, and each service by itself. With numbers it is text as soon as it is read: a large table is never in memory as a whole. */
async function* tableTexts(
  request: Shown,
  info: IpvsInfo,
  listed: AsyncIterable<ListedService>,
  names: Names,
): AsyncGenerator<string> {
  const services = request.numeric ? listed : await all(listed);
  const texts = Array.isArray(services) ? await namesOf(services, names) : numericNames;
  if (request.do === "list") yield listingHead(request, request.service ? undefined : info);
  for await (const one of services)
    yield request.do === "save" ? rulesText(one, texts) : listedServiceText(request, one, texts);
}

/** Characters that are written at a time: some hundred lines, few enough that their memory is used again and again. */
const portion = 32_768;

async function* portions(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting: string[] = [];
  let length = 0;
  for await (const text of texts) {
    waiting.push(text);
    length += text.length;
    if (length < portion) continue;
    yield waiting.join("");
    waiting = [];
    length = 0;
  }
  if (length > 0) yield waiting.join("");
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** @returns undefined where one service was asked for that is not there. */
async function asked(request: Shown, table: IpvsTable): Promise<Service[] | undefined> {
  if (request.do === "save" || request.service === undefined) return table.services();
  const one = await table.service(request.service);
  return one && [one];
}

/** Only two formats and JSON show counters. */
function wantedOf(request: Shown): "without counters" | undefined {
  const shown = request.json || (request.do === "list" && (request.format === "stats" || request.format === "rate"));
  return shown ? undefined : "without counters";
}

/** One dump each: the kernel has no list of all destinations. */
async function* withDestinations(
  services: readonly Service[],
  table: IpvsTable,
  sorted: boolean,
  wanted: "without counters" | undefined,
): AsyncGenerator<ListedService> {
  for (const service of services) {
    const destinations = await table.destinations(service.key, wanted);
    yield { service, destinations: sorted ? sortDestinations(destinations) : destinations };
  }
}

async function namesOf(listed: readonly ListedService[], names: Names) {
  const { namesFor } = await import("./lvsadm-names.ts");
  return namesFor(listed, names);
}

/** What is no part of the table. */
export async function settingsText(request: ListSettings, table: IpvsTable): Promise<string> {
  if (request.json) return (await import("./lvsadm-json.ts")).settingsJson(request, table);
  return request.do === "list-timeouts" ? timeoutsText(await table.timeouts()) : daemonsText(await table.daemons());
}
