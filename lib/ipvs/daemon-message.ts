/** Synchronisation daemons ⇄ the attributes of an IPVS_CMD_ATTR_DAEMON nest. */

import {
  IP_VS_STATE_BACKUP,
  IP_VS_STATE_MASTER,
  IPVS_CMD_ATTR_DAEMON,
  IPVS_DAEMON_ATTR_MCAST_GROUP,
  IPVS_DAEMON_ATTR_MCAST_GROUP6,
  IPVS_DAEMON_ATTR_MCAST_IFN,
  IPVS_DAEMON_ATTR_MCAST_PORT,
  IPVS_DAEMON_ATTR_MCAST_TTL,
  IPVS_DAEMON_ATTR_STATE,
  IPVS_DAEMON_ATTR_SYNC_ID,
  IPVS_DAEMON_ATTR_SYNC_MAXLEN,
} from "../kernel/ip-vs.ts";
import { type Address, address, addressFromBytes, familyOf } from "../net/address.ts";
import type { AttributeView } from "../netlink/attribute-view.ts";
import type { MessageWriter } from "../netlink/message-writer.ts";
import type { DaemonState, SyncDaemon, SyncDaemonSettings } from "./control.ts";

/** What kernels before 4.3 have and do not tell. */
const oldKernels = { maxLength: 0, group: address("224.0.0.81"), port: 8848, ttl: 1 } as const;

/** Writes the nest that says which daemon is to stop. */
export function writeDaemonState(writer: MessageWriter, state: DaemonState): void {
  const nest = writer.begin(IPVS_CMD_ATTR_DAEMON);
  writeState(writer, state);
  writer.end(nest);
}

/** Writes the nest that says all of a daemon to be started. */
export function writeDaemon(writer: MessageWriter, daemon: SyncDaemonSettings): void {
  const { maxLength, group, port, ttl } = daemon;
  const nest = writer.begin(IPVS_CMD_ATTR_DAEMON);
  writeState(writer, daemon.state);
  writer.text(IPVS_DAEMON_ATTR_MCAST_IFN, daemon.interface).u32(IPVS_DAEMON_ATTR_SYNC_ID, daemon.syncId);
  if (maxLength !== undefined) writer.u16(IPVS_DAEMON_ATTR_SYNC_MAXLEN, maxLength);
  if (group !== undefined) writeGroup(writer, group);
  if (port !== undefined) writer.u16(IPVS_DAEMON_ATTR_MCAST_PORT, port);
  if (ttl !== undefined) writer.u8(IPVS_DAEMON_ATTR_MCAST_TTL, ttl);
  writer.end(nest);
}

function writeState(writer: MessageWriter, state: DaemonState): void {
  writer.u32(IPVS_DAEMON_ATTR_STATE, state === "master" ? IP_VS_STATE_MASTER : IP_VS_STATE_BACKUP);
}

function writeGroup(writer: MessageWriter, group: Address): void {
  if (familyOf(group) === "inet") writer.address(IPVS_DAEMON_ATTR_MCAST_GROUP, group, 4);
  else writer.address(IPVS_DAEMON_ATTR_MCAST_GROUP6, group, 16);
}

/** @param nest the value of IPVS_CMD_ATTR_DAEMON. @throws NetlinkError `malformed`, RangeError */
export function readDaemon(nest: AttributeView): SyncDaemon {
  return {
    state: nest.u32(IPVS_DAEMON_ATTR_STATE) === IP_VS_STATE_MASTER ? "master" : "backup",
    interface: nest.text(IPVS_DAEMON_ATTR_MCAST_IFN),
    syncId: nest.u32(IPVS_DAEMON_ATTR_SYNC_ID),
    maxLength: nest.has(IPVS_DAEMON_ATTR_SYNC_MAXLEN) ? nest.u16(IPVS_DAEMON_ATTR_SYNC_MAXLEN) : oldKernels.maxLength,
    group: readGroup(nest) ?? oldKernels.group,
    port: nest.has(IPVS_DAEMON_ATTR_MCAST_PORT) ? nest.u16(IPVS_DAEMON_ATTR_MCAST_PORT) : oldKernels.port,
    ttl: nest.has(IPVS_DAEMON_ATTR_MCAST_TTL) ? nest.u8(IPVS_DAEMON_ATTR_MCAST_TTL) : oldKernels.ttl,
  };
}

function readGroup(nest: AttributeView): Address | undefined {
  const type = [IPVS_DAEMON_ATTR_MCAST_GROUP6, IPVS_DAEMON_ATTR_MCAST_GROUP].find((one) => nest.has(one));
  return type === undefined ? undefined : addressFromBytes(nest.bytes(type));
}
