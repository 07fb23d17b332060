/** lvsadm show: the table for people, grouped by service. The listings of ipvsadm are lvsadm-show.ts's. */

import { jsonText } from "../diag/json.ts";
import type { ListedService } from "../ipvs/listing.ts";
import { sortDestinations, sortServices } from "../ipvs/sort.ts";
import { listingRecord } from "../ipvs/table-json.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import { VerbFailure } from "./lvsadm-verb-failure.ts";
import type { VerbPorts, VerbSpec } from "./lvsadm-verb-ports.ts";
import { withTable } from "./lvsadm-verb-table.ts";
import type { ParsedWords } from "./options.ts";
import { paintFor } from "./paint.ts";
import { Exit } from "./run.ts";
import { type Picker, servicePicker } from "./service-words.ts";

/** 2 is also for a table that cannot be read. */
export const ShowExit = { shown: 0, noSuchService: 1 } as const;

export const show: VerbSpec = {
  name: "show",
  summary:
    "Shows the table for people: each service with its real servers, what they carry now, and which are drained or overloaded.",
  forms: ["[--json] [SERVICE]"],
  options: [{ long: "json", help: "print one JSON object instead of a table" }],
  notes: [
    "SERVICE is an address, with or without its port, and may have tcp, udp or sctp before it; or FWM with a mark, and IPv6 after that.",
    "Exit status: 0 shown, 1 no such service, 2 wrong call, or the table cannot be read.",
  ],
  run,
};

export const emptyTableSentence =
  "The table is empty: nothing is balanced. lvsadm apply FILE fills it; lvsadm -A and -a add services and real servers.";

async function run(given: ParsedWords, environment: Environment, ports: VerbPorts): Promise<ExitStatus> {
  const picker = pickerOf(given.words);
  const { info, table } = await withTable(ports, Exit.usage, async (kernel) => ({
    info: await kernel.info(),
    table: await readListed(kernel, picker ?? (() => true)),
  }));
  if (picker && table.length === 0)
    throw new VerbFailure(
      `there is no service ${given.words.join(" ")}; lvsadm show lists all`,
      ShowExit.noSuchService,
    );
  const { stdout, variables } = environment;
  if (given.has("json")) stdout.write(`${jsonText(listingRecord(picker ? undefined : info, table))}\n`);
  else if (table.length === 0) stdout.write(`${emptyTableSentence}\n`);
  else {
    const { showText } = await import("./show-text.ts");
    stdout.write(await showText(table, await paintFor(stdout, variables), stdout.columns));
  }
  return ShowExit.shown;
}

/** @returns undefined where all services are asked for. */
export function pickerOf(words: readonly string[]): Picker | undefined {
  if (words.length === 0) return undefined;
  const picker = servicePicker(words);
  if (picker === undefined)
    throw new VerbFailure(
      `${JSON.stringify(words.join(" "))} is no service (ADDRESS, ADDRESS:PORT or FWM MARK)`,
      Exit.usage,
    );
  return picker;
}

/** In the order of listings. */
export async function readListed(table: IpvsTable, wanted: Picker): Promise<ListedService[]> {
  const listed: ListedService[] = [];
  for (const service of sortServices((await table.services()).filter(({ key }) => wanted(key))))
    listed.push({ service, destinations: sortDestinations(await table.destinations(service.key)) });
  return listed;
}
