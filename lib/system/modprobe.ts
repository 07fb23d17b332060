/** Loads a kernel module as an administrator would; loaded itself only where a module is missing. */

import { spawnSync } from "node:child_process";
import { markAllCloseOnExec } from "./descriptors.ts";

/** What modprobe has to say goes to this process's standard error; whether it worked shows in what needs the module. */
export function loadKernelModule(module: string): void {
  markAllCloseOnExec();
  spawnSync("/sbin/modprobe", ["--", module], { stdio: ["ignore", "ignore", "inherit"] });
}
