/** The journal's file: read whole or not at all, written only where it changes. */

import { CommandFailure } from "../diag/errors.ts";
import type { Files } from "../ports/files.ts";
import type { Journal } from "../realserver/journal.ts";
import { formatJournal, parseJournal } from "../realserver/journal-text.ts";

export interface JournalPorts {
  readonly files: Files;
  /** Where the journal of this network namespace is kept until the next boot. */
  readonly journalPath: string;
}

export function readJournal({ files, journalPath }: JournalPorts): Journal | undefined {
  if (!files.exists(journalPath)) return undefined;
  const journal = parseJournal(files.read(journalPath));
  if (journal === undefined)
    throw new CommandFailure(
      `${journalPath}, which tells what was here before, is damaged; delete it to go on without (undo then restores nothing)`,
      1,
    );
  return journal;
}

export function storeJournal(
  { files, journalPath }: JournalPorts,
  earlier: Journal | undefined,
  next: Journal | undefined,
): void {
  if (next === undefined) {
    if (earlier !== undefined) files.remove(journalPath);
    return;
  }
  const text = formatJournal(next);
  if (earlier === undefined || text !== formatJournal(earlier)) files.write(journalPath, text, 0o600);
}
