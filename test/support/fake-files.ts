/** Files in memory, with their modes; refuses what a test tells it to. */

import { posix } from "node:path";
import { SystemError } from "../../lib/diag/errors.ts";
import type { FileKind } from "../../lib/ports/configuration-files.ts";
import type { Files } from "../../lib/ports/files.ts";

export class FakeFiles implements Files {
  readonly contents = new Map<string, { readonly text: string; readonly mode: number }>();
  /** Path → errno with which every read, write and removal of it fails. */
  readonly refused = new Map<string, string>();

  read(path: string): string {
    this.#refuse("read", path);
    const file = this.contents.get(posix.normalize(path));
    if (file === undefined)
      throw new SystemError("read", path, { code: "ENOENT", reason: "no such file or directory" });
    return file.text;
  }

  /** What standard input brings. */
  input = "";

  readOnce(path: string | undefined): string {
    return path === undefined ? this.input : this.read(path);
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

  /** The working directory is /. */
  absolute(path: string): string {
    return posix.resolve("/", path);
  }

  list(folder: string): readonly string[] {
    const start = folder === "." ? "" : `${folder.replace(/\/$/, "")}/`;
    const below = [...this.contents.keys()].filter(
      (path) => path.startsWith(start) && !(start === "" && path.startsWith("/")),
    );
    return [...new Set(below.map((path) => path.slice(start.length).split("/")[0] ?? ""))];
  }

  kind(path: string): FileKind | undefined {
    const file = this.contents.get(posix.normalize(path));
    if (file) return file.mode & 0o111 ? "executable" : "file";
    return this.list(path).length > 0 ? "folder" : undefined;
  }

  #refuse(operation: string, path: string): void {
    const code = this.refused.get(path);
    if (code !== undefined) throw new SystemError(operation, path, { code, reason: `refused by the test (${code})` });
  }
}
