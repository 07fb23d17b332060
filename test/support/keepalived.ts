/** Debian's keepalived out of the lab's cache, as a peer on the wire. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setUp } from "../lab/host/checkout.ts";
import type { DirectorHost, Program } from "./director-pair.ts";

/** @returns the folder with the unpacked packages, or why there is none. */
export async function keepalivedRoot(): Promise<{ readonly root: string } | { readonly obstacle: string }> {
  if (process.arch !== "x64") return { obstacle: `there is no keepalived for ${process.arch} in the lab's packages` };
  try {
    const { ensurePackages } = await setUp();
    return { root: await ensurePackages() };
  } catch (error) {
    return { obstacle: `there is no keepalived: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** What LD_LIBRARY_PATH must be for programs below `root`. */
export function libraryPath(root: string): string {
  return ["usr/lib", "lib"].map((folder) => join(root, folder, "x86_64-linux-gnu")).join(":");
}

/** Starts keepalived's VRRP part in the foreground; its pid files go next to `file`. */
export function startKeepalived(root: string, host: DirectorHost, file: string): Program {
  const pidFiles = ["-p", "-r", "-c", "-b"].flatMap((option) => [option, pidFile(host, file, option)]);
  const words = ["-n", "-P", "-l", "-D", "-G", "-f", file, ...pidFiles];
  const env = { ...process.env, LD_LIBRARY_PATH: libraryPath(root) };
  return host.start(join(root, "usr/sbin/keepalived"), words, env);
}

/** Kills parent and child without a word: a child that sees its parent die would still advertise priority 0. */
export function killKeepalived({ child }: Program, host: DirectorHost, file: string): void {
  child.kill("SIGSTOP");
  process.kill(Number(readFileSync(pidFile(host, file, "-r"), "latin1")), "SIGKILL");
  child.kill("SIGKILL");
}

function pidFile(host: DirectorHost, file: string, option: string): string {
  return `${file}.${host.ownAddress}${option}`;
}
