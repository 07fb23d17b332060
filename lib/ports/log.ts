/** Where daemons say what happened: one line per event, with its reason. Secrets never reach it. */

export type LogLevel = "error" | "warning" | "notice" | "info" | "debug";

export interface Log {
  /** @param fields machine-readable companions of the sentence, for structured outputs. */
  write(level: LogLevel, sentence: string, fields?: Readonly<Record<string, unknown>>): void;
}
