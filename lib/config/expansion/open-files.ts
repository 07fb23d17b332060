/** The files that are being read, one inside the other, and all that have been. Knows the limits on both, and reads no line. */

import { makeSource, type Source, type Span } from "../../diag/source.ts";
import type { ConfigurationFiles } from "../../ports/configuration-files.ts";
import { WrittenSource } from "../written.ts";
import { mostFiles } from "./budget.ts";
import { type FileFrame, folderOf } from "./feed.ts";
import { LineCursor } from "./line-cursor.ts";

/** Files inside files. */
const deepest = 32;
/** What an include with a pattern counts as: it may have to be held against every name in a large folder. */
const patternWeight = 4;

export class OpenFiles {
  readonly #files: ConfigurationFiles;
  readonly #sources = new Map<string, Source>();
  /** The innermost last. */
  readonly #open: FileFrame[] = [];
  #included = 0;
  #looked = 0;

  constructor(files: ConfigurationFiles) {
    this.#files = files;
  }

  /** Every file that was read, the first one first. */
  get sources(): readonly Source[] {
    return [...this.#sources.values()];
  }

  get innermost(): FileFrame | undefined {
    return this.#open.at(-1);
  }

  /** The line of it that was read last. */
  get lineSpan(): Span | undefined {
    const file = this.innermost;
    return file && { source: file.source, start: file.cursor.start, end: file.cursor.end };
  }

  /** @returns why an include of `pattern` must not be looked for, as a sentence; undefined: nothing stands in the way. */
  obstacleToLooking(pattern: string): string | undefined {
    this.#looked += /[*?[{]/.test(pattern) ? patternWeight : 1;
    return this.#looked > mostFiles ? "nothing is read here: there were too many includes before" : undefined;
  }

  /**
   * @param spend whether so many characters may still be read once more
   * @returns why `path` must not be included, as a sentence; undefined where nothing stands in the way.
   */
  obstacle(path: string, spend: (characters: number) => boolean): string | undefined {
    const absolute = this.#files.absolute(path);
    const name = JSON.stringify(path);
    if (this.#open.some((file) => file.path === absolute)) return `${name} includes itself; it is not read again`;
    if (this.#open.length > deepest) return `${name} is not read: includes are ${deepest} deep already`;
    if (++this.#included > mostFiles) return `${name} is not read: ${mostFiles} files have been included already`;
    const again = this.#sources.get(absolute);
    return again && !spend(again.text.length) ? `${name} is not read once more` : undefined;
  }

  /** @throws SystemError where the file cannot be read */
  open(path: string): FileFrame {
    const absolute = this.#files.absolute(path);
    const source = this.#sources.get(absolute) ?? makeSource(path, this.#files.read(path));
    this.#sources.set(absolute, source);
    const folder = folderOf(path);
    const absoluteFolder = this.#files.absolute(folder || ".");
    const written = new WrittenSource(source);
    const cursor = new LineCursor(source.text);
    const frame: FileFrame = { kind: "file", source, written, path: absolute, folder, absoluteFolder, cursor };
    this.#open.push(frame);
    return frame;
  }

  close(): void {
    this.#open.pop();
  }
}
