/** Where this checkout is and how to reach its set-up scripts, which are plain modules outside of dist/. */

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The folder that holds package.json and dist/. */
export const checkout = folderAbove(fileURLToPath(import.meta.url), "package-lock.json");

function folderAbove(file: string, marker: string): string {
  let folder = dirname(file);
  while (!existsSync(join(folder, marker))) {
    if (dirname(folder) === folder) throw new Error(`no ${marker} above ${file}`);
    folder = dirname(folder);
  }
  return folder;
}

/** The part of test/setup that the lab uses. */
interface SetUp {
  /** The cache folder, writable, with no character in its name that a kernel command line cannot take. */
  cacheFolder(): string;
  /** Fetches the Debian packages where that has not been done; the folder they are unpacked in. */
  ensurePackages(set?: "lab"): Promise<string>;
}

const load = (name: string) => import(pathToFileURL(join(checkout, "test/setup", name)).href);

/** Loads the set-up scripts of this checkout. */
export async function setUp(): Promise<SetUp> {
  return { ...(await load("cache.mjs")), ...(await load("packages.mjs")) } as SetUp;
}

/** What a tap run said, counted; see test/setup/tap-summary.mjs. */
export interface TapSummary {
  readonly counts: { readonly passed: number; readonly failed: number; readonly skipped: number };
  /** One text for each failure. */
  readonly failures: readonly string[];
  /** How many times something was skipped, by reason. */
  readonly skips: ReadonlyMap<string, number>;
}

export async function tapReader(): Promise<(text: string) => TapSummary> {
  return ((await load("tap-summary.mjs")) as { readTap(text: string): TapSummary }).readTap;
}
