/** The Sysctls port over /proc/sys. */

import { readFileSync, writeFileSync } from "node:fs";
import { SystemError } from "../diag/errors.ts";
import type { Sysctls } from "../ports/sysctls.ts";
import { fileError, isMissing } from "./file-error.ts";

/** Of the network namespace the calling thread is in, as far as parameters under `net` go. */
export const procSysctls: Sysctls = {
  get(path) {
    const file = fileOf("read the kernel parameter", path);
    try {
      return readFileSync(file, "utf8").replace(/\n$/, "");
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw fileError("read the kernel parameter", path, error);
    }
  },

  set(path, value) {
    const file = fileOf("set the kernel parameter", path);
    try {
      // One write(2), as the kernel wants it, and no attempt to create or truncate.
      writeFileSync(file, `${value}\n`, { flag: "r+" });
    } catch (error) {
      throw fileError("set the kernel parameter", path, error);
    }
  },
};

/** A link's name, which may come from a person, is part of many paths: none must lead out of /proc/sys. */
function fileOf(operation: string, path: string): string {
  if (path.split("/").some((part) => part === "" || part === "." || part === ".."))
    throw new SystemError(operation, path, { code: "EINVAL", reason: "no such path can exist" });
  return `/proc/sys/${path}`;
}
