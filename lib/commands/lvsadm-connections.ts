/** lvsadm -Lc: connections in the kernel's order, printed as they are read, because there can be millions. */

import { SystemError } from "../diag/errors.ts";
import type { Connection } from "../ipvs/connection.ts";
import { connectionRows, connectionTitles } from "../ipvs/connection-listing.ts";
import { numericNames } from "../ipvs/endpoint-text.ts";
import type { Environment, ExitStatus, Output } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import type { Names } from "../ports/names.ts";
import type { ListConnections } from "./lvsadm-asked.ts";
import { LookedUpNames } from "./lvsadm-names.ts";

/** Connections whose names are looked up together. */
const portion = 1_000;

/** @returns 0, or 1 where there is nothing to read them from. @throws SystemError where they cannot be read. */
export async function showConnections(
  request: ListConnections,
  table: IpvsTable,
  names: Names,
  { stdout, stderr }: Environment,
): Promise<ExitStatus> {
  try {
    if (request.json) (await import("./lvsadm-json.ts")).writeConnectionsJson(table, stdout);
    else await listConnections(request, table, names, stdout);
    return 0;
  } catch (error) {
    if (!(error instanceof SystemError) || error.operation !== "open") throw error;
    stderr.write(`cannot open file ${error.target}\n`);
    return 1;
  }
}

async function listConnections(
  { numeric, persistent }: ListConnections,
  table: IpvsTable,
  names: Names,
  stdout: Output,
): Promise<void> {
  const looked = new LookedUpNames(names);
  let titles = connectionTitles(persistent);
  for (const connections of portions(table.connections())) {
    if (!numeric) await looked.lookUp(connections.flatMap(addressesOf));
    stdout.write(titles + connectionRows(connections, persistent, numeric ? numericNames : looked));
    titles = "";
  }
}

/** At least one, so that titles come only once the connections could be opened, and come without connections too. */
function* portions(connections: Iterable<Connection>): Generator<Connection[], void> {
  let some: Connection[] = [];
  for (const connection of connections) {
    some.push(connection);
    if (some.length < portion) continue;
    yield some;
    some = [];
  }
  yield some;
}

function addressesOf({ client, virtual, destination }: Connection) {
  return [client.address, virtual.address, destination.address];
}
