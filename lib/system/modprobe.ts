/** Loads a kernel module as an administrator would; loaded itself only where a module is missing. */

import { spawnSync } from "node:child_process";
import { native } from "../native/addon.ts";

/** What modprobe has to say goes to this process's standard error; whether it worked shows in what needs the module. */
export function loadKernelModule(module: string): void {
  native().markAllCloseOnExec();
  spawnSync("/sbin/modprobe", ["--", module], { stdio: ["ignore", "ignore", "inherit"] });
}
