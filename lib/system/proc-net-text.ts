/** Texts of the kernel in /proc/net → values (proc_pid_net(5)). Lines that are none of theirs are passed over. */

import { addressFromBytes } from "../net/address.ts";
import type { Endpoint } from "../net/endpoint.ts";

/** TCP_LISTEN of net/tcp_states.h. */
const listen = "0A";

/** @param text of /proc/net/tcp or tcp6: addresses are 32-bit words of network bytes printed as this machine's numbers. */
export function listeningSockets(text: string): Endpoint[] {
  return text.split("\n").flatMap((line) => {
    const [, local = "", , state] = line.trim().split(/\s+/);
    const [, address, port] = /^((?:[0-9A-F]{8}){1,4}):([0-9A-F]{4})$/.exec(local) ?? [];
    if (state !== listen || (address?.length !== 8 && address?.length !== 32) || port === undefined) return [];
    return [{ address: addressFromBytes(littleEndianWords(address)), port: Number.parseInt(port, 16) }];
  });
}

/** Node runs on little-endian machines only, apart from s390x, where nobody balances. */
function littleEndianWords(hex: string): Uint8Array {
  return Buffer.from(hex, "hex").swap32();
}

/** @param text of /proc/net/netstat: pairs of lines, names above numbers. @returns undefined where there is no such counter. */
export function netstatCounter(text: string, group: string, name: string): number | undefined {
  const [titles, values] = text
    .split("\n")
    .filter((line) => line.startsWith(`${group}: `))
    .map((line) => line.split(" "));
  const value = values?.[titles?.indexOf(name) ?? -1];
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}

/**
 * @param cmdline of /proc/PID/cmdline: words with nulls between; what a program made of it may be anything.
 * @returns names by which the program may be known: its own, and that of a script that an interpreter was given.
 */
export function programNames(cmdline: string): string[] {
  return cmdline
    .split("\0")
    .slice(0, 2)
    .map((word) => (word.split("/").at(-1) ?? "").replace(/\.(?:c|m)?js$/, ""))
    .filter((name) => name !== "");
}
