/** The Sysctls port over /proc/sys. */

import { readFileSync, writeFileSync } from "node:fs";
import type { Sysctls } from "../ports/sysctls.ts";
import { fileError, isMissing } from "./file-error.ts";

/** Of the network namespace the calling thread is in, as far as parameters under `net` go. */
export const procSysctls: Sysctls = {
  get(path) {
    try {
      return readFileSync(fileOf(path), "utf8").replace(/\n$/, "");
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw fileError("read the kernel parameter", path, error);
    }
  },

  set(path, value) {
    try {
      // One write(2), as the kernel wants it, and no attempt to create or truncate.
      writeFileSync(fileOf(path), `${value}\n`, { flag: "r+" });
    } catch (error) {
      throw fileError("set the kernel parameter", path, error);
    }
  },
};

/** A link may be called almost anything; a path must not lead out of /proc/sys all the same. */
function fileOf(path: string): string {
  if (path.split("/").some((part) => part === "" || part === "." || part === ".."))
    throw new TypeError(`not a kernel parameter: ${path}`);
  return `/proc/sys/${path}`;
}
