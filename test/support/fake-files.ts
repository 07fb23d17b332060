/** Files in memory, with their modes; refuses what a test tells it to. */

import { SystemError } from "../../lib/diag/errors.ts";
import type { Files } from "../../lib/ports/files.ts";

export class FakeFiles implements Files {
  readonly contents = new Map<string, { readonly text: string; readonly mode: number }>();
  /** Path → errno with which every read, write and removal of it fails. */
  readonly refused = new Map<string, string>();

  read(path: string): string {
    this.#refuse("read", path);
    const file = this.contents.get(path);
    if (file === undefined)
      throw new SystemError("read", path, { code: "ENOENT", reason: "no such file or directory" });
    return file.text;
  }

  write(path: string, text: string, mode = 0o644): void {
    this.#refuse("write", path);
    this.contents.set(path, { text, mode });
  }

  exists(path: string): boolean {
    return this.contents.has(path);
  }

  remove(path: string): void {
    this.#refuse("remove", path);
    this.contents.delete(path);
  }

  #refuse(operation: string, path: string): void {
    const code = this.refused.get(path);
    if (code !== undefined) throw new SystemError(operation, path, { code, reason: `refused by the test (${code})` });
  }
}
