/** Where the next line comes from: files that include each other, blocks in use and loops under way, innermost last. */

import type { Source, Span } from "../../diag/source.ts";
import type { WrittenSource } from "../written.ts";
import type { IncludeChecks } from "./includes.ts";
import type { LineCursor } from "./line-cursor.ts";
import type { Loop } from "./loops.ts";
import type { MadeText } from "./made-text.ts";

export interface FileFrame {
  readonly kind: "file";
  readonly source: Source;
  /** The source's text, for all its lines. */
  readonly written: WrittenSource;
  /** From the root, to tell whether a file includes itself. */
  readonly path: string;
  /** As includes see it: prefix of what they name; empty for the working directory. */
  readonly folder: string;
  /** The same from the root. */
  readonly absoluteFolder: string;
  readonly cursor: LineCursor;
}

export interface BlockFrame {
  readonly kind: "block";
  readonly lines: readonly MadeText[];
  next: number;
}

/** Files that one include names, opened one after the other. */
export interface IncludeFrame {
  readonly kind: "include";
  readonly paths: readonly string[];
  /** Where the pattern is written. */
  readonly span: Span;
  readonly checks: IncludeChecks;
  next: number;
}

export interface LoopFrame {
  readonly kind: "loop";
  readonly loop: Loop;
  /** Where the loop is written. */
  readonly call: Span;
  /** What is repeated. */
  readonly line: MadeText;
  turn: number;
}

export type Frame = FileFrame | IncludeFrame | BlockFrame | LoopFrame;

/** @returns `folder` of a path, without the last slash; the empty text for a bare name. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash > 0 ? path.slice(0, slash) : path.slice(0, slash + 1);
}
