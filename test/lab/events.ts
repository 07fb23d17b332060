/** What the machine tells the host over its event line: one JSON object per line. Knows no transport. */

/** One thing that was claimed and found true or not; `detail` says what was seen instead. */
export interface CheckEvent {
  readonly type: "check";
  readonly name: string;
  readonly ok: boolean;
  /** How long finding out took, ms. */
  readonly ms: number;
  readonly detail?: string;
}

/** Something that could not be checked here, and why. */
export interface SkipEvent {
  readonly type: "skip";
  readonly name: string;
  readonly why: string;
}

/** Narration: one line or several for a person to read. */
export interface SayEvent {
  readonly type: "say";
  readonly text: string;
}

/** What a benchmark measured, in the order it was measured. */
export interface FiguresEvent {
  readonly type: "figures";
  readonly name: string;
  readonly values: readonly number[];
}

/** The program's exit status, written by the machine's first process after the program ended. */
export interface ExitEvent {
  readonly type: "exit";
  readonly status: number;
}

export type LabEvent = CheckEvent | SkipEvent | SayEvent | FiguresEvent | ExitEvent;

const types: readonly string[] = ["check", "skip", "say", "figures", "exit"] satisfies readonly LabEvent["type"][];

/** The event of one line, or undefined for a line that is none (a kernel message that strayed onto the line). */
export function parseEvent(line: string): LabEvent | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const value = JSON.parse(line) as LabEvent;
    return types.includes(value.type) ? value : undefined;
  } catch {
    return undefined;
  }
}
