/** The HostState port over /proc. */

import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { HostState } from "../ports/host-state.ts";
import { fileError, isMissing } from "./file-error.ts";
import { listeningSockets, netstatCounter, programNames } from "./proc-net-text.ts";

/** Of the network namespace the calling thread is in; not for a namespace that a thread moved to by itself. */
export const procHostState: HostState = {
  listening: () =>
    ["/proc/thread-self/net/tcp", "/proc/thread-self/net/tcp6"].flatMap((path) => listeningSockets(textOf(path))),

  running(names) {
    const own = networkOf("thread-self");
    return readdirSync("/proc")
      .filter((entry) => /^\d+$/.test(entry))
      .flatMap((pid) => {
        const name = programNames(commandLine(pid)).find((one) => names.includes(one));
        return name !== undefined && networkOf(pid) === own ? [{ name, pid: Number(pid) }] : [];
      });
  },

  reversePathDrops: () => netstatCounter(textOf("/proc/thread-self/net/netstat"), "TcpExt", "IPReversePathFilter"),
};

/** @returns the empty text where there is no such file: a kernel without IPv6, or without iptables. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return "";
    throw fileError("read", path, error);
  }
}

/** Processes end while they are looked at. */
function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

function networkOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return undefined;
  }
}
