// Where the lab's downloads live and how two runs share that place. Nothing here knows what is kept in it.
import { spawn } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { CannotSetUp, step } from "./report.mjs";

/** `$LVSKIT_CACHE`, else `$XDG_CACHE_HOME/lvskit`, else `~/.cache/lvskit`; made when absent. */
export function cacheFolder() {
  const { LVSKIT_CACHE, XDG_CACHE_HOME, HOME } = process.env;
  const folder = resolve(LVSKIT_CACHE || join(XDG_CACHE_HOME || join(HOME || homedir(), ".cache"), "lvskit"));
  if (/[\s,:\\"']/.test(folder))
    throw new CannotSetUp(
      `The cache folder '${folder}' has a blank, comma, colon, quote or backslash in its name, which the lab's kernel cannot take: ` +
        "name another one, for example LVSKIT_CACHE=/var/tmp/lvskit.",
    );
  try {
    makeFolders(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new CannotSetUp(
      `The cache folder '${folder}' cannot be written (${error.code}): ` +
        "name another one, for example LVSKIT_CACHE=/var/tmp/lvskit.",
    );
  }
  return folder;
}

/** Not mkdirSync's `recursive`, which never returns where the system takes no new folder and calls that ENOENT, as /proc does. */
function makeFolders(folder) {
  if (existsSync(folder)) return;
  makeFolders(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
}

/**
 * Runs `action` while no other process of this user holds the lock of that name. It is flock(2) held by a child that ends with us, so a
 * killed set-up leaves nothing to clean up.
 */
export async function withLock(name, action) {
  const file = join(cacheFolder(), `${name}.lock`);
  const holder = spawn("flock", ["--exclusive", file, "sh", "-c", "echo held; read -r _"], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const waiting = setTimeout(() => step("waiting for another set-up to finish"), 1000);
  await new Promise((held, failed) => {
    holder.stdout.once("data", held);
    holder.once("error", () =>
      failed(new CannotSetUp("flock (package util-linux) is missing: sudo apt-get install util-linux")),
    );
    holder.once("exit", () =>
      failed(new CannotSetUp(`The lock file '${file}' cannot be taken: remove it and try again.`)),
    );
  }).finally(() => clearTimeout(waiting));
  try {
    return await action();
  } finally {
    holder.stdin.end();
  }
}
