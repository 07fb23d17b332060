/** The Files port over node:fs. */

import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Files } from "../ports/files.ts";
import { fileError, isMissing } from "./file-error.ts";

export const nodeFiles: Files = {
  read(path) {
    try {
      return readFileSync(path, "utf8");
    } catch (error) {
      throw fileError("read", path, error);
    }
  },

  write(path, text, mode) {
    try {
      const target = resolved(path);
      // Devices, pipes and kernel parameters are written to; only regular files can be replaced.
      if (statSync(target, { throwIfNoEntry: false })?.isFile() === false) writeFileSync(target, text, { flag: "r+" });
      else replace(target, text, mode);
    } catch (error) {
      throw fileError("write", path, error);
    }
  },

  exists: (path) => existsSync(path),

  remove(path) {
    try {
      rmSync(path, { force: true });
    } catch (error) {
      throw fileError("remove", path, error);
    }
  },
};

/** The file a symbolic link leads to, so that the link itself survives. */
function resolved(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (isMissing(error)) return path;
    throw error;
  }
}

/** Written beside it, on disk, then renamed: a reader sees the old text or the new one, also after a crash. */
function replace(path: string, text: string, mode: number | undefined): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    // What a killed process of the same number left behind must not lend its mode.
    rmSync(temporary, { force: true });
    writeOut(temporary, text, mode);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeOut(path: string, text: string, mode: number | undefined): void {
  const fd = openSync(path, "wx", mode ?? 0o666);
  try {
    // The umask has no say in a mode that was asked for.
    if (mode !== undefined) fchmodSync(fd, mode);
    writeFileSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
