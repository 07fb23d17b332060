/** Reading and replacing small text files (configuration, sysctls, state). */

export interface Files {
  /** @throws SystemError */
  read(path: string): string;
  /** Replaces the whole content, atomically where the file system can. @throws SystemError */
  write(path: string, text: string): void;
  exists(path: string): boolean;
}
