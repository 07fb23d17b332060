/**
 * Tries that may take longer than the time between two of them. Nothing breaks: the next one only comes later than is
 * written, so that this is a note.
 */

import type { Span } from "../../diag/source.ts";
import type { BlockValues } from "../block-values.ts";
import type { Report } from "../report.ts";
import type { Check } from "./checked.ts";
import { checkers } from "./partners.ts";

export const timersFit: Check = ({ file, report }) => {
  for (const { block } of file.all("vrrp_script")) tellScript(report, block);
  for (const { block: server } of file.all("virtual_server"))
    for (const { block: real } of server.all("real_server")) {
      for (const { block } of real.all("MISC_CHECK")) tellMisc(report, block, [real, server]);
      for (const type of connecting) for (const { block } of real.all(type)) tellConnect(report, [block, real, server]);
    }
};

const connecting = checkers.filter(
  (one) => one !== "MISC_CHECK" && one !== "FILE_CHECK" && one !== "BFD_CHECK",
) as Exclude<(typeof checkers)[number], "MISC_CHECK" | "FILE_CHECK" | "BFD_CHECK">[];

/** Milliseconds; keepalived's own. */
const defaults = { delay_loop: 60_000, connect_timeout: 5000 } as const;

/** A block that may say either time. */
interface Timed {
  get(keyword: keyof typeof defaults): number | undefined;
  place(keyword: keyof typeof defaults): Span | undefined;
}

/** @param blocks the innermost first. */
function tellConnect(report: Report, blocks: readonly Timed[]): void {
  const value = (keyword: keyof typeof defaults) => {
    const block = blocks.find((one) => one.get(keyword) !== undefined);
    return { time: block?.get(keyword) ?? defaults[keyword], span: block?.place(keyword) };
  };
  const loop = value("delay_loop");
  const timeout = value("connect_timeout");
  const span = timeout.span ?? loop.span;
  if (timeout.time > loop.time && span) tell(report, span, timeout.time, loop.time);
}

function tellMisc(
  report: Report,
  block: BlockValues<"MISC_CHECK">,
  around: readonly [BlockValues<"real_server">, BlockValues<"virtual_server">],
): void {
  const loop =
    block.get("delay_loop") ?? around[0].get("delay_loop") ?? around[1].get("delay_loop") ?? defaults.delay_loop;
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
