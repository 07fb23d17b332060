/** Where commands keep what is true of this network namespace until the next boot. */

import { readlinkSync } from "node:fs";
import { fileError } from "./file-error.ts";

/**
 * Kernel parameters and addresses belong to a network namespace and end with it or with the boot, so such notes live under
 * /run and bear the namespace's number: namespaces often share a /run (`ip netns exec`, `nsenter --net`).
 * @param kind the ending of the file's name.
 * @throws SystemError
 */
export function networkNamespaceFile(name: string, kind: "json" | "lock"): string {
  const link = "/proc/self/ns/net";
  try {
    const number = /\d+/.exec(readlinkSync(link))?.[0] ?? "unknown";
    return `/run/lvskit-${name}-${number}.${kind}`;
  } catch (error) {
    throw fileError("read", link, error);
  }
}
