/**
 * Tries that may take longer than the time between two of them. Nothing breaks: the next one only comes later than is
 * written, so that this is a note.
 */

import type { Span } from "../../diag/source.ts";
import { groupAlike, lookThrough } from "../alike.ts";
import { type CheckerBlock, checkers } from "../block-names.ts";
import type { BlockValues } from "../block-values.ts";
import type { Report } from "../report.ts";
import type { Check } from "./checked.ts";

export const timersFit: Check = ({ file, report }) => {
  for (const { block } of file.all("vrrp_script")) tellScript(report, block);
  for (const servers of byInherited(file).values())
    lookThrough(report, groupAlike(servers), ({ block, times }) => tellServer(report, block, within(times, block)));
};

interface Inheriting {
  readonly block: BlockValues<"real_server">;
  readonly times: Times;
}

/** Real servers by the times that they inherit: what the same block comes to with them says nothing of where they are written. */
function byInherited(file: BlockValues<"file">): ReadonlyMap<string, readonly Inheriting[]> {
  const found = new Map<string, Inheriting[]>();
  for (const { block: server } of file.all("virtual_server")) {
    const times = within(defaults, server);
    const key = `${times.delay_loop.time} ${times.connect_timeout.time}`;
    const alike = found.get(key) ?? [];
    found.set(key, alike);
    for (const { block } of server.all("real_server")) alike.push({ block, times });
  }
  return found;
}

interface Time {
  /** Milliseconds. */
  readonly time: number;
  /** The block that says it; absent: keepalived's own. */
  readonly block?: Timed;
}

interface Times {
  readonly delay_loop: Time;
  readonly connect_timeout: Time;
}

/** A block that may say either time. */
interface Timed {
  get(keyword: keyof Times): number | undefined;
  place(keyword: keyof Times): Span | undefined;
}

const defaults: Times = { delay_loop: { time: 60_000 }, connect_timeout: { time: 5000 } };

function within(around: Times, block: Timed): Times {
  const [loop, timeout] = [block.get("delay_loop"), block.get("connect_timeout")];
  if (loop === undefined && timeout === undefined) return around;
  return {
    delay_loop: loop === undefined ? around.delay_loop : { time: loop, block },
    connect_timeout: timeout === undefined ? around.connect_timeout : { time: timeout, block },
  };
}

function tellServer(report: Report, real: BlockValues<"real_server">, times: Times): void {
  for (const type of connecting) for (const { block } of real.all(type)) tellConnect(report, within(times, block));
  for (const { block } of real.all("MISC_CHECK")) tellMisc(report, block, times);
}

/** Those that connect to somewhere. */
export const connecting = checkers.filter(
  (one) => one !== "MISC_CHECK" && one !== "FILE_CHECK" && one !== "BFD_CHECK",
) as Exclude<CheckerBlock, "MISC_CHECK" | "FILE_CHECK" | "BFD_CHECK">[];

function tellConnect(report: Report, { delay_loop: loop, connect_timeout: timeout }: Times): void {
  if (timeout.time <= loop.time) return;
  const span = timeout.block?.place("connect_timeout") ?? loop.block?.place("delay_loop");
  if (span) tell(report, span, timeout.time, loop.time);
}

function tellMisc(report: Report, block: BlockValues<"MISC_CHECK">, times: Times): void {
  const loop = block.get("delay_loop") ?? times.delay_loop.time;
  const timeout = block.get("misc_timeout");
  const span = block.place("misc_timeout");
  if (timeout !== undefined && timeout > loop && span) tell(report, span, timeout, loop);
}

function tellScript(report: Report, block: BlockValues<"vrrp_script">): void {
  const interval = block.get("interval") ?? 1000;
  const timeout = block.get("timeout");
  const span = block.place("timeout");
  if (timeout !== undefined && timeout > interval && span) tell(report, span, timeout, interval);
}

function tell(report: Report, span: Span, timeout: number, interval: number): void {
  report.add(
    "note",
    "LK0065",
    span,
    `one try may take ${timeout / 1000} s, but they are to be ${interval / 1000} s apart`,
    {
      hint: "while nothing answers, the next try comes later than is written",
    },
  );
}
