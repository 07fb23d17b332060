/**
 * A configuration that is read once, to be tested or printed, may come through a pipe; one that a daemon runs on may not,
 * because its next reload could not read it again.
 */

import type { ConfigurationFiles, PipedFiles } from "../ports/configuration-files.ts";

/** How a command line names standard input. */
export const standardInput = "-";

/** What diagnostics call it; no folder, so that its includes start in the working directory. */
const inputName = "<stdin>";

/** @returns the name to load, and files that read it whatever it is; its includes must be regular files as ever. */
export function readOnce(
  file: string,
  files: PipedFiles,
): { readonly file: string; readonly files: ConfigurationFiles } {
  const name = file === standardInput ? inputName : file;
  return {
    file: name,
    files: {
      read: (path) => (path === name ? files.readOnce(file === standardInput ? undefined : file) : files.read(path)),
      absolute: (path) => files.absolute(path),
      list: (folder) => files.list(folder),
      kind: (path) => files.kind(path),
    },
  };
}
