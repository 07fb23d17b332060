/** A folder in which a program finds this package as an installed one: by its name. */

import { mkdirSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Seen from dist/test/support/. */
const checkout = fileURLToPath(new URL("../../..", import.meta.url));

/** @returns its path; the caller takes it away. */
export function folderWithPackage(): string {
  const folder = mkdtempSync(join(tmpdir(), "lvskit-import-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(checkout, join(folder, "node_modules/lvskit"));
  return folder;
}
