/** The journal's text decides what root writes at undo: whatever is not one is refused. */

import t from "tap";
import type { Journal } from "../../../lib/realserver/journal.ts";
import { formatJournal, parseJournal } from "../../../lib/realserver/journal-text.ts";
import { onLoopback, vipA, vipB } from "../../support/host.ts";
import { random } from "../../support/random.ts";

const journal: Journal = {
  sysctls: [
    { path: "net/ipv4/conf/all/arp_ignore", before: "0", set: "1" },
    { path: "net/ipv4/conf/eth0.100/arp_announce", before: "1", set: "2" },
  ],
  vips: [
    { vip: vipA, set: onLoopback(vipA, "lo:0") },
    { vip: vipB, before: onLoopback(vipB, "lo", { scope: 200 }) },
  ],
};

t.test("text and back", async (t) => {
  t.same(parseJournal(formatJournal(journal)), journal);
});

t.test("one refusal per rule", async (t) => {
  const sysctl = (over: object) => ({ ...journal, sysctls: [{ ...journal.sysctls[0], ...over }] });
  const vip = (over: object) => ({ ...journal, vips: [{ ...journal.vips[0], ...over }] });
  const set = (over: object) => vip({ set: { ...onLoopback(vipA, "lo:0"), ...over } });
  const rows: readonly (readonly [string, object])[] = [
    ["another version", { ...journal, version: 2 }],
    ["no sysctls", { vips: [] }],
    ["no VIPs", { sysctls: [] }],
    ["sysctls that are no array", { ...journal, sysctls: {} }],
    ["another parameter", sysctl({ path: "kernel/core_pattern" })],
    ["another parameter of a link", sysctl({ path: "net/ipv4/conf/all/forwarding" })],
    ["a path that climbs", sysctl({ path: "net/ipv4/conf/../arp_ignore" })],
    ["a path into a folder", sysctl({ path: "net/ipv4/conf/a/b/arp_ignore" })],
    ["a value that is no number", sysctl({ before: "1\n2" })],
    ["a value of another type", sysctl({ before: 1 })],
    ["a value left out", sysctl({ set: undefined })],
    ["a VIP that is no address", vip({ vip: "nonsense" })],
    ["an entry that is no object", { ...journal, vips: [null] }],
    ["another prefix", set({ prefixLength: 16 })],
    ["another link's type", set({ link: 1 })],
    ["a scope that is none", set({ scope: "galaxy" })],
    ["a scope out of range", set({ scope: 256 })],
    ["a broadcast that is no address", set({ broadcast: "x" })],
    ["a label of another type", set({ label: 0 })],
  ];
  for (const [what, value] of rows) t.equal(parseJournal(JSON.stringify({ version: 1, ...value })), undefined, what);
  for (const text of ["", "null", "[]", "1", "{", `"${"x".repeat(1_000_001)}"`])
    t.equal(parseJournal(text), undefined, text.slice(0, 10));
});

t.test("cut or damaged anywhere it is refused or still a journal, and never throws", async (t) => {
  const text = formatJournal(journal);
  for (let length = 0; length < text.length - 2; length++) t.equal(parseJournal(text.slice(0, length)), undefined);
  const below = random(7);
  for (let round = 0; round < 5000; round++) {
    const at = below(text.length);
    const damaged = text.slice(0, at) + String.fromCharCode(below(128)) + text.slice(at + 1);
    const parsed = parseJournal(damaged);
    for (const { path } of parsed?.sysctls ?? []) t.match(path, /^net\/ipv4\/conf\/[^/]+\/arp_(ignore|announce)$/);
  }
});
