/** What Debian's keepalived makes of a text: the first word of every line, which its test mode complains about by name. */

import { spawnSync } from "node:child_process";
import { join } from "node:path";

/**
 * @param root folder with the unpacked packages
 * @param folder where `file` is; keepalived's working directory
 * @param id configuration id
 * @returns the unknown keywords in the order in which its first pass meets them.
 */
export function keepalivedWords(root: string, folder: string, file: string, id: string): readonly string[] {
  const folders = ["usr/lib", "lib"].map((name) => join(root, name, "x86_64-linux-gnu"));
  const { stderr } = spawnSync(join(root, "usr/sbin/keepalived"), ["-t", "-f", file, "-i", id], {
    cwd: folder,
    encoding: "utf8",
    timeout: 20_000,
    env: { LD_LIBRARY_PATH: folders.join(":"), HOME: "/nowhere" },
  });
  return firstPass([...stderr.matchAll(/^\((?:\S+: )?Line (\d+)\) Unknown keyword '(.*)'$/gm)].map((m) => m[2] ?? ""));
}

/** Every process of keepalived reads the text once more; the last line of each text here is `end`. */
function firstPass(words: readonly string[]): readonly string[] {
  const end = words.indexOf("end");
  return end < 0 ? words : words.slice(0, end);
}
