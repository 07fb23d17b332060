/** What reading a configuration needs of the file system beside one file's text: its includes name others by pattern. */

export interface ConfigurationFiles {
  /** @throws SystemError also for what is longer than `longestFile`, and for pipes and devices, which may never end. */
  read(path: string): string;
  /** @returns the path from the root, without `.` and `..`; links are not followed. */
  absolute(path: string): string;
  /** @returns the names in a folder, hidden ones too; none where it is missing or may not be read. */
  list(folder: string): readonly string[];
  /** @returns what is there, links followed; undefined: nothing, or nothing that may be looked at. */
  kind(path: string): FileKind | undefined;
}

/** Files of a command that reads its configuration once, and so may take it from what cannot be read again. */
export interface PipedFiles extends ConfigurationFiles {
  /**
   * Reads to the end whatever is there: a file, a pipe, a terminal, and waits for it.
   * @param path undefined: standard input
   * @param longest in bytes; without it as `read`
   * @throws SystemError
   */
  readOnce(path: string | undefined, longest?: number): string;
}

/** `executable`: a regular file with an execute bit; keepalived takes it for a script and not for configuration. */
export type FileKind = "file" | "executable" | "folder" | "other";
