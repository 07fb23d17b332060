/** A log that keeps its lines. */

import type { Log, LogLevel } from "../../lib/ports/log.ts";

export class FakeLog implements Log {
  readonly lines: { readonly level: LogLevel; readonly sentence: string }[] = [];

  write(level: LogLevel, sentence: string): void {
    this.lines.push({ level, sentence });
  }

  /** Sentences at `levels`, all without argument. */
  sentences(...levels: LogLevel[]): string[] {
    return this.lines.filter((l) => levels.length === 0 || levels.includes(l.level)).map((l) => l.sentence);
  }
}
