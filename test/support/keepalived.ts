/** Debian's keepalived out of the lab's cache, as a peer on the wire. */

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { DirectorHost, Program } from "./director-pair.ts";

interface Packages {
  packagesRoot(): string;
}

/** @returns the folder with the unpacked packages, or why there is none. */
export async function keepalivedRoot(): Promise<{ readonly root: string } | { readonly obstacle: string }> {
  const module = pathToFileURL(resolve("test/setup/packages.mjs")).href;
  const { packagesRoot } = (await import(module)) as Packages;
  const root = packagesRoot();
  if (existsSync(join(root, "usr/sbin/keepalived"))) return { root };
  return { obstacle: `there is no keepalived in ${root} (npm test fetches it)` };
}

/** Starts keepalived's VRRP part in the foreground; its pid files go next to `file`. */
export function startKeepalived(root: string, host: DirectorHost, file: string): Program {
  const pidFiles = ["-p", "-r", "-c", "-b"].flatMap((option) => [option, pidFile(host, file, option)]);
  const words = ["-n", "-P", "-l", "-D", "-G", "-f", file, ...pidFiles];
  const folders = ["usr/lib", "lib"].map((folder) => join(root, folder, "x86_64-linux-gnu"));
  const env = { ...process.env, LD_LIBRARY_PATH: folders.join(":") };
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
