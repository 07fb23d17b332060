/** Timeouts and synchronisation daemons as text, byte for byte as ipvsadm prints them. */

import type { SyncDaemon, Timeouts } from "./control.ts";
import { addressText } from "./endpoint-text.ts";

export function timeoutsText({ tcp, tcpFin, udp }: Timeouts): string {
  return `Timeout (tcp tcpfin udp): ${tcp} ${tcpFin} ${udp}\n`;
}

/** One line each; nothing where none runs. */
export function daemonsText(daemons: readonly SyncDaemon[]): string {
  return daemons.map(daemonLine).join("");
}

function daemonLine({ state, maxLength, group, port, ttl, ...daemon }: SyncDaemon): string {
  const link = `mcast=${daemon.interface}, syncid=${daemon.syncId}, maxlen=${maxLength}`;
  return `${state} sync daemon (${link}, group=${addressText(group)}, port=${port}, ttl=${ttl})\n`;
}
