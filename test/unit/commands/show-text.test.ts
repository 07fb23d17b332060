import t from "tap";
import { plain } from "../../../lib/commands/paint.ts";
import { showText } from "../../../lib/commands/show-text.ts";
import type { Destination } from "../../../lib/ipvs/model.ts";
import { destination, listed } from "../../support/doctor-facts.ts";
import { noTraffic } from "../../support/fake-ipvs-table.ts";

const busy = (server: string, inByteRate: bigint, over: Partial<Destination> = {}) =>
  destination(server, { weight: 10 }, { counters: { ...noTraffic, inByteRate, connectionRate: 3n }, ...over });

const farm = listed(
  "172.16.12.110",
  [
    busy("172.16.12.111", 1200n, { activeConnections: 4, inactiveConnections: 1500 }),
    busy("172.16.12.112", 3600n),
    destination("172.16.12.113", { weight: 0 }),
  ],
  { persistenceTimeout: 50 },
);

t.test("services with their real servers in columns, numbers to the right", async (t) => {
  t.equal(
    await showText([farm, listed("10.0.0.9", [])], plain, undefined),
    `TCP 172.16.12.110:80  wlc, persistent 50 s; 0 conn/s, in 0 B/s, out 0 B/s, 4 active, 1.5k inactive
  real server       method  weight  share  conn/s  in B/s  out B/s  active  inactive  state
  172.16.12.111:80  direct      10    25%       3    1.2k        0       4      1.5k  serving
  172.16.12.112:80  direct      10    75%       3    3.6k        0       0         0  serving
  172.16.12.113:80  direct       0     0%       0       0        0       0         0  drained

TCP 10.0.0.9:80  wlc; 0 conn/s, in 0 B/s, out 0 B/s, 0 active, 0 inactive
  no real server
`,
  );
});

t.test("a narrow terminal costs the least important columns, not the lines' ends", async (t) => {
  for (const columns of [80, 60, 40]) {
    const lines = (await showText([farm], plain, columns)).split("\n");
    for (const line of lines) t.ok(line.length <= columns, `${columns}: ${line}`);
    t.match(
      lines.find((line) => line.includes(".113:80")),
      /drained$/,
    );
  }
  t.match(await showText([farm], plain, 80), /real server +weight +share +conn\/s +in B\/s +out B\/s +active +state/);
});

t.test("limits are a column where somebody has one", async (t) => {
  const limited = listed("10.0.0.9", [
    destination("10.0.0.1", { upperThreshold: 2000, lowerThreshold: 50 }, { activeConnections: 2000 }),
    destination("10.0.0.2"),
  ]);
  const lines = (await showText([limited], plain, undefined)).split("\n");
  t.match(lines[1], /limit +state$/);
  t.match(lines[2], /2\.0k\/50 +overloaded$/);
});

t.test("colours are around texts and change no width", async (t) => {
  const mark = (name: string) => (text: string) => `<${name}>${text}</>`;
  const ansi = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[39m`;
  const paint = { ...plain, yellow: ansi(33), bold: mark("b") };
  const coloured = await showText([farm], paint, undefined);
  t.match(coloured, "<b>TCP 172.16.12.110:80</>");
  t.match(coloured, "\u001b[33mdrained\u001b[39m");
  t.equal(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away
    coloured.replace(/\u001b\[\d+m|<b>|<\/>/g, ""),
    await showText([farm], plain, undefined),
  );
});
