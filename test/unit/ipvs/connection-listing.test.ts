/** Rows that the recorded runs do not have: columns that run over, protocols without names of ports. */

import t from "tap";
import { parseConnection } from "../../../lib/ipvs/connection.ts";
import { connectionRows } from "../../../lib/ipvs/connection-listing.ts";
import { numericNames } from "../../../lib/ipvs/endpoint-text.ts";

function row(line: string, persistent = false, names = numericNames): string {
  const connection = parseConnection(line);
  if (connection === undefined) throw new TypeError(line);
  return connectionRows([connection], persistent, names);
}

t.test("minutes and states may be longer than their columns", async (t) => {
  t.equal(
    row("TCP 0A000064 C738 0A000001 0050 0A000003 1F90 BUG!TWELVE+1 4294967295"),
    "TCP 71582788:15 BUG!TWELVE+1 10.0.0.100:51000   10.0.0.1:80        10.0.0.3:8080\n",
  );
});

t.test("ports have names by their own protocol only", async (t) => {
  const names = { ...numericNames, port: (port: number, protocol?: string) => `${protocol ?? "none"}-${port}` };
  for (const [protocol, text] of [
    ["UDP", "udp"],
    ["SCTP", "sctp"],
    ["IP", "none"],
    ["constructor", "none"],
  ])
    t.match(row(`${protocol} 0A000064 0001 0A000001 0002 0A000003 0003 NONE 1`, false, names), ` 10.0.0.3:${text}-3\n`);
});

t.test("an engine's columns, also where the destination runs over its own", async (t) => {
  const line = "UDP 0A000064 0000 0A000001 13C4 2001:0db8:0000:0000:0000:0000:0000:0002 13C4 NONE 59 sip a@b";
  t.equal(
    row(line, true),
    "UDP 00:59  NONE        10.0.0.100:0       10.0.0.1:5060      [2001:db8::2]:5060 sip                a@b\n",
  );
  t.equal(row(line), "UDP 00:59  NONE        10.0.0.100:0       10.0.0.1:5060      [2001:db8::2]:5060\n");
});
