/** lvsadm -Lc: connections in the kernel's order, printed as they are read, because there can be millions. */

import type { Connection } from "../ipvs/connection.ts";
import { connectionRows, connectionTitles } from "../ipvs/connection-listing.ts";
import { numericNames } from "../ipvs/endpoint-text.ts";
import type { Output } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import type { Names } from "../ports/names.ts";
import type { ListConnections } from "./lvsadm-asked.ts";
import { LookedUpNames } from "./lvsadm-names.ts";

/** Connections whose names are looked up together. */
const portion = 1_000;

/** @throws SystemError where the connections cannot be read. */
export async function listConnections(
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
