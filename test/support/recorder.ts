/** What VRRP and ARP frames pass a link, with exact times, while the test does something else. */

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { decodeIpv4 } from "../../lib/wire/ipv4.ts";
import { decodeAdvertisement } from "../../lib/wire/vrrp.ts";

export type Recorded =
  | { readonly kind: "advertisement"; readonly at: number; readonly from: string; readonly priority: number }
  | { readonly kind: "announcement"; readonly at: number; readonly mac: string; readonly address: string };

export interface Recorder {
  /** So far, in order. */
  readonly frames: readonly Recorded[];
  stop(): void;
}

/** CLOCK_MONOTONIC in milliseconds, comparable with `at`. */
export function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Listens in the network namespace the main thread is in; returns once it does. */
export async function record(link: string): Promise<Recorder> {
  const program = fileURLToPath(new URL("./frame-recorder.js", import.meta.url));
  const child = spawn(process.execPath, [program, link], { stdio: ["ignore", "pipe", "inherit"] });
  const frames: Recorded[] = [];
  const lines = createInterface({ input: child.stdout });
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (status) => reject(new Error(`the recorder ended with ${status}`)));
    lines.on("line", (line) => {
      if (line === "listening") resolve();
      const recorded = decodeLine(line);
      if (recorded) frames.push(recorded);
    });
  });
  return { frames, stop: () => void child.kill("SIGKILL") };
}

function decodeLine(line: string): Recorded | undefined {
  const [time = "", hex = ""] = line.split(" ");
  const at = Number(time);
  const frame = Buffer.from(hex, "hex");
  const etherType = frame.length > 42 || frame.length === 42 ? frame.readUInt16BE(12) : 0;
  if (etherType === 0x0806) {
    const address = frame.subarray(28, 32).join(".");
    const mac = frame
      .subarray(6, 12)
      .toString("hex")
      .replace(/..(?=.)/g, "$&:");
    return address === frame.subarray(38, 42).join(".") ? { kind: "announcement", at, mac, address } : undefined;
  }
  const packet = etherType === 0x0800 ? decodeIpv4(frame.subarray(14)) : "not IPv4";
  if (typeof packet === "string" || packet.protocol !== 112) return undefined;
  const message = decodeAdvertisement(packet.payload);
  return "fault" in message
    ? undefined
    : { kind: "advertisement", at, from: packet.source, priority: message.priority };
}
