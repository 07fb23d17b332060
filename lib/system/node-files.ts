/** The Files port over node:fs. */

import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { SystemError } from "../diag/errors.ts";
import { type Files, longestFile } from "../ports/files.ts";
import { fileError, isMissing } from "./file-error.ts";
import { growHeapThisTurn } from "./heap-growth.ts";

export const nodeFiles: Files = {
  read(path) {
    try {
      return readBounded(path);
    } catch (error) {
      throw error instanceof SystemError ? error : fileError("read", path, error);
    }
  },

  readOnce(path, longest = longestFile) {
    try {
      return readWaiting(path, longest);
    } catch (error) {
      throw error instanceof SystemError ? error : fileError("read", path ?? "standard input", error);
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

  absolute: (path) => resolve(path),

  list(folder) {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  },

  kind(path) {
    try {
      const status = statSync(path);
      if (status.isFile()) return status.mode & 0o111 ? "executable" : "file";
      return status.isDirectory() ? "folder" : "other";
    } catch {
      return undefined;
    }
  },

  remove(path) {
    try {
      rmSync(path, { force: true });
    } catch (error) {
      throw fileError("remove", path, error);
    }
  },
};

/** Opened without waiting: a pipe that nobody writes to would hold a daemon for ever. */
function readBounded(path: string): string {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile() && !stat.isDirectory())
      throw new SystemError("read", path, { code: "EINVAL", reason: "Not a regular file" });
    return textOf(fd, path, stat.size, longestFile);
  } finally {
    closeSync(fd);
  }
}

function readWaiting(path: string | undefined, longest: number): string {
  if (path === undefined) return textOf(0, "standard input", 0, longest);
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOCTTY);
  try {
    return textOf(fd, path, 0, longest);
  } finally {
    closeSync(fd);
  }
}

/** Bytes; reading less is over before the heap is looked through twice. */
const large = 2 ** 20;

/** @param size what the file system says; 0 for kernel parameters, which have content all the same. */
function textOf(fd: number, path: string, size: number, longest: number): string {
  const reason = `More than ${longest / 2 ** 20} MiB`;
  if (size > longest) throw new SystemError("read", path, { code: "EFBIG", reason });
  // One byte more than expected tells that a file has grown meanwhile.
  let bytes = Buffer.alloc(Math.max(size, 4095) + 1);
  let length = 0;
  for (;;) {
    const count = readSync(fd, bytes, length, bytes.length - length, null);
    if (count === 0) break;
    length += count;
    if (length > longest) throw new SystemError("read", path, { code: "EFBIG", reason });
    if (length === bytes.length) bytes = Buffer.concat([bytes], length * 2);
  }
  if (length >= large) growHeapThisTurn();
  return bytes.toString("utf8", 0, length);
}

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
