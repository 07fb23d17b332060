/** Reads the table, the timeouts or the daemons, and prints them: as a listing or as rules. */

import { daemonsText, timeoutsText } from "../ipvs/control-text.ts";
import { numericNames } from "../ipvs/endpoint-text.ts";
import { refusalText } from "../ipvs/errors.ts";
import { type ListedService, listingText } from "../ipvs/listing.ts";
import type { IpvsInfo, Service } from "../ipvs/model.ts";
import { rulesText } from "../ipvs/rules.ts";
import { sortDestinations, sortServices } from "../ipvs/sort.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import type { Names } from "../ports/names.ts";
import type { ListServices, ListSettings, SaveTable } from "./lvsadm-asked.ts";

type Shown = ListServices | SaveTable;

/** @returns 0, or 1 where the service asked for is not there. */
export async function show(
  request: Shown,
  info: IpvsInfo,
  table: IpvsTable,
  names: Names,
  { stdout, stderr }: Environment,
): Promise<ExitStatus> {
  const services = await asked(request, table);
  if (services === undefined) {
    stderr.write(`${refusalText("read-service", "ESRCH")}\n`);
    return 1;
  }
  const sorted = request.do === "save" || request.sorted;
  const listed = await withDestinations(sorted ? sortServices(services) : services, table, sorted);
  if (request.json) {
    const { tableJson } = await import("./lvsadm-json.ts");
    stdout.write(tableJson(request, info, listed));
    return 0;
  }
  const texts = request.numeric ? numericNames : await namesOf(listed, names);
  if (request.do === "save") stdout.write(rulesText(listed, texts));
  else stdout.write(listingText(request, request.service ? undefined : info, listed, texts));
  return 0;
}

/** @returns undefined where one service was asked for that is not there. */
async function asked(request: Shown, table: IpvsTable): Promise<Service[] | undefined> {
  if (request.do === "save" || request.service === undefined) return table.services();
  const one = await table.service(request.service);
  return one && [one];
}

/** One dump each: the kernel has no list of all destinations. */
async function withDestinations(
  services: readonly Service[],
  table: IpvsTable,
  sorted: boolean,
): Promise<ListedService[]> {
  const listed: ListedService[] = [];
  for (const service of services) {
    const destinations = await table.destinations(service.key);
    listed.push({ service, destinations: sorted ? sortDestinations(destinations) : destinations });
  }
  return listed;
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
