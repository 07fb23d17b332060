/** Reading and replacing small text files (configuration, sysctls, state). */

import type { PipedFiles } from "./configuration-files.ts";

/** In bytes: a configuration of more than 40000 real servers; more is a mistake, or somebody's wish to fill the memory. */
export const longestFile = 8 * 2 ** 20;

export interface Files extends PipedFiles {
  /**
   * Replaces the whole content, atomically where the file system can; missing folders are made.
   * @param mode permission bits of the file from its first byte on; without it the usual ones (0666 less the umask).
   * @throws SystemError
   */
  write(path: string, text: string, mode?: number): void;
  exists(path: string): boolean;
  /** Deletes the file; nothing happens where there is none. @throws SystemError */
  remove(path: string): void;
}
