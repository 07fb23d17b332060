import t from "tap";
import { plain } from "../../../lib/commands/paint.ts";
import { runTop } from "../../../lib/commands/top-screen.ts";
import type { ListedService } from "../../../lib/ipvs/listing.ts";
import type { Terminal, TerminalListener } from "../../../lib/ports/terminal.ts";
import { destination, listed } from "../../support/doctor-facts.ts";
import { FakeClock } from "../../support/fake-clock.ts";

class FakeTerminal implements Terminal {
  ready = true;
  rows = 10;
  listener: TerminalListener | undefined;
  /** ESC as three letters. */
  readonly writes: string[] = [];
  readonly calls: string[] = [];

  size() {
    return { rows: this.rows, columns: 100 };
  }
  enter(listener: TerminalListener): void {
    this.listener = listener;
    this.calls.push("enter");
  }
  write(text: string): void {
    this.writes.push(text.replaceAll("\u001b", "ESC"));
  }
  suspend(): void {
    this.calls.push("suspend");
  }
  leave(): void {
    this.calls.push("leave");
  }
}

function start(sample: () => Promise<readonly ListedService[]> = async () => [listed("10.0.0.9", [])]) {
  const terminal = new FakeTerminal();
  const clock = new FakeClock();
  const over = runTop({ terminal, clock, paint: plain, interval: 2, whenEmpty: "The table is empty.", sample });
  const settled = async () => {
    while (clock.pending === 0) await new Promise(setImmediate);
  };
  const { listener } = terminal;
  if (listener === undefined) throw new TypeError("the terminal was not entered");
  return { terminal, clock, over, settled, listener };
}

t.test("one write per frame: the whole screen first, then what changed", async (t) => {
  let rate = 0;
  const { terminal, clock, settled } = start(async () => [
    listed("10.0.0.9", [destination("10.0.0.1", {}, { activeConnections: rate++ })]),
  ]);
  await settled();
  t.equal(terminal.writes.length, 2, "before the first sample, and with it");
  t.match(terminal.writes[0], /^ESC\[HESC\[2J/);
  await clock.advance(2000);
  await settled();
  t.equal(terminal.writes.length, 3);
  const changed = [...(terminal.writes[2] ?? "").matchAll(/ESC\[(\d+);1H/g)].map(([, row]) => Number(row));
  t.strictSame(changed, [1, 3, 4], "the time, the service, its real server");
});

t.test("while a frame is on its way no other is made; the newest follows it", async (t) => {
  const { terminal, listener, settled } = start();
  await settled();
  terminal.ready = false;
  const before = terminal.writes.length;
  for (const key of "ssrp") listener.typed(key);
  t.equal(terminal.writes.length, before);
  terminal.ready = true;
  listener.drained();
  t.equal(terminal.writes.length, before + 1);
  t.match(terminal.writes.at(-1), /by out B\/s, reversed {2}paused/);
});

t.test("q, Ctrl-C and signals end it, and give the terminal back once", async (t) => {
  for (const [act, status] of [
    [(one: TerminalListener) => one.typed("q"), 0],
    [(one: TerminalListener) => one.typed("\u0003"), 0],
    [(one: TerminalListener) => one.ended(143), 143],
  ] as const) {
    const { terminal, listener, over, clock, settled } = start();
    await settled();
    act(listener);
    act(listener);
    t.equal(await over, status);
    t.strictSame(terminal.calls, ["enter", "leave"]);
    t.equal(clock.pending, 0);
  }
});

t.test("resized, resumed and Ctrl-L draw all of it again", async (t) => {
  const { terminal, listener, settled } = start();
  await settled();
  terminal.rows = 5;
  for (const event of [() => listener.resized(), () => listener.resumed(), () => listener.typed("\u000c")]) {
    event();
    t.match(terminal.writes.at(-1), /^ESC\[HESC\[2J/);
  }
  t.match(terminal.writes.at(-1), /ESC\[5;1Hq quit/);
  listener.typed("\u001a");
  t.strictSame(terminal.calls, ["enter", "suspend"]);
});

t.test("a table that cannot be read is told, and tried again", async (t) => {
  let failing = true;
  const { terminal, clock, settled } = start(async () => {
    if (failing) throw new Error("cannot list the IPVS services");
    return [];
  });
  await settled();
  t.match(terminal.writes.at(-1), /cannot list the IPVS services/);
  failing = false;
  await clock.advance(2000);
  await settled();
  t.match(terminal.writes.at(-1), /The table is empty/);
});

t.test("a mistake of ours gives the terminal back before it is told", async (t) => {
  const { terminal, listener, over, settled } = start();
  await settled();
  terminal.size = () => {
    throw new TypeError("a mistake");
  };
  listener.resized();
  await t.rejects(over, /a mistake/);
  t.strictSame(terminal.calls, ["enter", "leave"]);
});
