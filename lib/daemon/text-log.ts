/** The Log port as lines of text: for a person with the time in front, for systemd's journal with its priority mark. */

import type { Clock } from "../ports/clock.ts";
import type { Output } from "../ports/environment.ts";
import type { Log, LogLevel } from "../ports/log.ts";

/** syslog(3) priorities, which journald reads from a leading `<N>` (sd-daemon(3)). */
const priorities: Readonly<Record<LogLevel, number>> = { error: 3, warning: 4, notice: 5, info: 6, debug: 7 };

export interface TextLogOptions {
  /** Lines below this level are left out. */
  readonly least: LogLevel;
  /** journald stamps time and name itself. */
  readonly journal: boolean;
}

export function textLog(output: Output, clock: Pick<Clock, "wallSeconds">, options: TextLogOptions): Log {
  return {
    write: (level, sentence) => {
      if (priorities[level] > priorities[options.least]) return;
      // A line is one event: what a peer or a file put into a reason must not start another one.
      const line = sentence.replace(/\p{Cc}+/gu, " ");
      output.write(
        options.journal
          ? `<${priorities[level]}>${line}\n`
          : `${new Date(clock.wallSeconds() * 1000).toISOString()} ${level}: ${line}\n`,
      );
    },
  };
}
