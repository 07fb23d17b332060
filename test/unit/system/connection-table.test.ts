/** Reading connections in pieces: borders anywhere, no end, too long, not there. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { readConnections } from "../../../lib/system/connection-table.ts";

const folder = mkdtempSync(join(tmpdir(), "lvskit-connections-"));
t.teardown(() => rmSync(folder, { recursive: true }));

const titles = "Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData\n";
const line = (i: number) =>
  `TCP 0A${i.toString(16).padStart(6, "0")} C738 0A000001 0050 0A000003 1F90 ESTABLISHED ${String(i).padStart(7)}\n`;

function read(text: string) {
  const file = join(folder, "ip_vs_conn");
  writeFileSync(file, text);
  return readConnections(file);
}

t.test("lines across the borders of pieces are whole", async (t) => {
  const count = 5_000;
  const connections = [...read(titles + Array.from({ length: count }, (_, i) => line(i)).join(""))];
  t.equal(connections.length, count);
  t.ok(connections.every(({ expires, client }, i) => expires === i && client.port === 51_000));
});

t.test("no connections, and a last line without an end", async (t) => {
  t.same([...read(titles)], []);
  t.same([...read("")], []);
  t.equal([...read(titles + line(7).trimEnd())].length, 1);
});

t.test("a line of another kind is an error that names it, once the lines before are taken", async (t) => {
  const connections = read(`${titles}${line(1)}what is this\n`);
  t.equal(connections.next().done, false);
  t.throws(() => connections.next(), { code: "EBADMSG", message: /ip_vs_conn: line 3 is no IPVS connection$/ });
});

t.test("a line without an end is not kept for ever", async (t) => {
  t.throws(() => [...read(titles + "x".repeat(10_000_000))], { code: "EBADMSG", message: /line 2/ });
  t.throws(() => [...readConnections("/dev/zero")], { code: "EBADMSG" });
});

t.test("a file that is not there, and one that cannot be read", async (t) => {
  t.throws(() => [...readConnections(join(folder, "none"))], { code: "ENOENT", operation: "open" });
  t.throws(() => [...readConnections(folder)], { code: "EISDIR", operation: "read" });
});
