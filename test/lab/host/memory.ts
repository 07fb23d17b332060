/** Where the machine's memory lives: a file that User Mode Linux makes, maps executable and unlinks at once. */

import { accessSync, constants, readFileSync, statfsSync } from "node:fs";

const MiB = 1024 * 1024;

/** True where files below `folder` may be mapped executable, judged by its mount's options. */
export function isExecutable(folder: string, mounts: string): boolean {
  const rows = mounts.split("\n").map((line) => line.split(" "));
  const covering = rows.filter(([, point = ""]) => point === "/" || folder === point || folder.startsWith(`${point}/`));
  const nearest = covering.reduce((best, row) => ((row[1] ?? "").length >= (best[1] ?? "").length ? row : best), [""]);
  return !(nearest[3] ?? "").split(",").includes("noexec");
}

/**
 * The first of `folders` that has room for `mebibytes` of memory (plus some air) and lets it be executed: /dev/shm is
 * preferred for speed, but containers often give it 64 MB or mount it noexec.
 */
export function memoryFolder(mebibytes: number, folders: readonly string[]): string | undefined {
  const mounts = readFileSync("/proc/self/mounts", "utf8");
  return folders.find((folder) => {
    try {
      accessSync(folder, constants.W_OK);
      const { bavail, bsize } = statfsSync(folder);
      return bavail * bsize > (mebibytes + 64) * MiB && isExecutable(folder, mounts);
    } catch {
      return false;
    }
  });
}
