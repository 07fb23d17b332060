/** The ProbeArp port over one AF_PACKET socket that hears all ARP of this network namespace for a moment. */

import { ETH_P_ARP, SOCKADDR_LL_LENGTH } from "../kernel/if-packet.ts";
import { AF_PACKET, SOCK_RAW } from "../kernel/socket.ts";
import { native } from "../native/addon.ts";
import { macBytes } from "../net/mac.ts";
import type { ArpAnswer, ArpQuestion, ProbeArp } from "../ports/neighbourhood.ts";
import { decodeArpReply, encodeArpProbe } from "../wire/arp.ts";
import { openFrameSender } from "./frame-sender.ts";
import { watchReadable } from "./readable.ts";
import { checked } from "./syscall.ts";

export const probeArp: ProbeArp = async (questions, patience) => {
  if (questions.length === 0) return [];
  const fd = checked(native().socket(AF_PACKET, SOCK_RAW, networkOrder(ETH_P_ARP)), "open", "a packet socket");
  const answers = new Map<string, ArpAnswer>();
  const stop = watchReadable(fd, () => {
    for (const answer of drain(fd))
      if (isAsked(questions, answer)) answers.set(`${answer.link} ${answer.address} ${answer.mac}`, answer);
  });
  try {
    ask(questions);
    await new Promise((resolve) => setTimeout(resolve, patience));
    return [...answers.values()];
  } finally {
    stop();
    native().close(fd);
  }
};

function ask(questions: readonly ArpQuestion[]): void {
  const sender = openFrameSender();
  try {
    for (const { link, mac, address } of questions) {
      const bytes = macBytes(mac);
      if (bytes !== undefined) sender.send(link, [encodeArpProbe(bytes, address)]);
    }
  } finally {
    sender.close();
  }
}

function isAsked(questions: readonly ArpQuestion[], { link, address }: ArpAnswer): boolean {
  return questions.some((one) => one.link === link && one.address === address);
}

function* drain(fd: number): Iterable<ArpAnswer> {
  const frame = new Uint8Array(128);
  const from = new Uint8Array(SOCKADDR_LL_LENGTH);
  for (;;) {
    const length = native().receive(fd, frame, 0, from);
    if (length < 0) return;
    const said = decodeArpReply(frame.subarray(0, length));
    if (said !== undefined) yield { link: new Int32Array(from.buffer, 4, 1)[0] ?? 0, ...said };
  }
}

/** The protocol of a packet socket is big-endian whatever the machine is. */
function networkOrder(value: number): number {
  return new Uint16Array(Uint8Array.of(value >> 8, value & 0xff).buffer)[0] ?? 0;
}
