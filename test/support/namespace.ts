/** Network namespaces of a test's own process: nothing the test does reaches the machine's network, and all of it ends with the process. */

import { execFileSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { CLONE_NEWNET } from "../../lib/kernel/sched.ts";
import { native } from "../../lib/native/addon.ts";
import { openLinks } from "../../lib/system/links.ts";
import { checked } from "../../lib/system/syscall.ts";
import { waitFor } from "./wait-for.ts";

export interface NetworkNamespace {
  /** A path for setns(2) and `ip link set … netns`; valid until `close`. */
  readonly path: string;
  /** Moves the main thread: sockets opened and children started from now on are in it. */
  enter(): void;
  close(): void;
}

/** @returns why this process cannot make network namespaces with links in them, or undefined where it can. */
export function namespaceObstacle(): string | undefined {
  if (process.getuid?.() !== 0) return "needs root to make a network namespace";
  try {
    execFileSync("ip", ["-V"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "needs ip(8) of iproute2 to make links";
  }
}

/** Makes a new namespace and moves the main thread into it; its loopback link is up. */
export function newNamespace(): NetworkNamespace {
  checked(native().unshare(CLONE_NEWNET), "make", "a network namespace");
  const fd = openSync("/proc/self/ns/net", "r");
  const path = `/proc/${process.pid}/fd/${fd}`;
  ip("link set lo up");
  return {
    path,
    enter: () => {
      checked(native().setNetworkNamespace(path), "enter", "a network namespace");
    },
    close: () => closeSync(fd),
  };
}

/** Runs ip(8) in the namespace the main thread is in. @returns its standard output */
export function ip(words: string): string {
  return execFileSync("ip", words.split(" "), { encoding: "utf8" });
}

/**
 * Waits until links have their carrier, in the namespace the main thread is in. The kernel gives it a moment after `up`
 * (net/core/link_watch.c), and drops without a word what is sent before.
 */
export async function carrier(...names: readonly string[]): Promise<void> {
  const links = openLinks();
  const running = async () => {
    const up = (await links.links()).filter((link) => link.running).map((link) => link.name);
    return names.every((name) => up.includes(name));
  };
  await waitFor(running, `the carrier of ${names.join(" and ")}`);
  links.close();
}
