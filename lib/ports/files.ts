/** Reading and replacing small text files (configuration, sysctls, state). */

export interface Files {
  /** @throws SystemError */
  read(path: string): string;
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
