/**
 * The TableLock port as the name of an abstract Unix socket (unix(7)). Such a name is of one network namespace, as the IPVS
 * table is, and the kernel frees it with the process that has it, so that none killed leaves the table locked.
 */

import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { CAP_NET_ADMIN } from "../kernel/capability.ts";
import { EADDRINUSE } from "../kernel/errno.ts";
import { AF_UNIX, SOCK_DGRAM } from "../kernel/socket.ts";
import { native } from "../native/addon.ts";
import type { LockTable } from "../ports/table-lock.ts";
import { checked } from "./syscall.ts";

const name = "lvskit-ipvs-table";

export const lockTable: LockTable = () => {
  const fd = checked(native().socket(AF_UNIX, SOCK_DGRAM, 0), "open", "the lock of the IPVS table");
  const bound = native().bind(fd, abstractAddress(name));
  if (bound === -EADDRINUSE) {
    native().close(fd);
    const pid = holder();
    return { heldBy: pid ?? "unknown", mayChange: pid === undefined || mayChange(pid) };
  }
  checked(bound, "take", "the lock of the IPVS table");
  return { release: () => native().close(fd) };
};

/** struct sockaddr_un: the family, a zero byte, the name to the end of the address. */
function abstractAddress(of: string): Uint8Array {
  return Buffer.concat([new Uint8Array(Uint16Array.of(AF_UNIX).buffer), Buffer.from(`\0${of}`)]);
}

/** The process that has the socket of that name open, as far as we may look. */
function holder(): number | undefined {
  const inode = socketInode();
  if (inode === undefined) return undefined;
  const pids = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
  return pids.map(Number).find((pid) => descriptorsOf(pid).includes(`socket:[${inode}]`));
}

/** A line of /proc/net/unix (proc(5)): seven columns, of which the inode is the last, then the name after an @. */
function socketInode(): string | undefined {
  const sockets = readFileSync("/proc/thread-self/net/unix", "utf8").split("\n");
  const line = sockets.find((one) => one.endsWith(` @${name}`));
  return line?.split(/\s+/)[6];
}

/** By the line CapEff of its status (proc(5)), 64 bits in hexadecimal; true where the process has ended meanwhile. */
function mayChange(pid: number): boolean {
  const status = orElse("", () => readFileSync(`/proc/${pid}/status`, "utf8"));
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1];
  return effective === undefined || ((BigInt(`0x${effective}`) >> BigInt(CAP_NET_ADMIN)) & 1n) === 1n;
}

/** Empty for a process that has ended, and for those of other users. */
function descriptorsOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return orElse([], () => readdirSync(folder)).map((fd) => orElse("", () => readlinkSync(`${folder}/${fd}`)));
}

/** What is read is another process's, which may close or end it at any moment. */
function orElse<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
