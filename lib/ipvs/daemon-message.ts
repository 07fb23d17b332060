/** Synchronisation daemons ⇄ the attributes of an IPVS_CMD_ATTR_DAEMON nest. */

import { getU8, getU16, getU32, putString, putU8, putU16, putU32 } from "netlink/dist/structs.js";
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
import { type Address, address, addressBytes, addressFromBytes, familyOf } from "../net/address.ts";
import { type Attributes, attribute, decoded, readAttributes, readText } from "../netlink/attributes.ts";
import type { DaemonState, SyncDaemon, SyncDaemonSettings } from "./control.ts";
import { required } from "./fields.ts";

/** What kernels before 4.3 have and do not tell. */
const oldKernels = { maxLength: 0, group: address("224.0.0.81"), port: 8848, ttl: 1 } as const;

/** The nest that says which daemon is to stop. */
export function daemonStateAttribute(state: DaemonState): Uint8Array {
  return attribute(IPVS_CMD_ATTR_DAEMON, [stateField(state)], true);
}

/** The nest that says all of a daemon to be started. */
export function daemonAttribute({ maxLength, group, port, ttl, ...daemon }: SyncDaemonSettings): Uint8Array {
  const attributes = [
    stateField(daemon.state),
    attribute(IPVS_DAEMON_ATTR_MCAST_IFN, putString(daemon.interface)),
    attribute(IPVS_DAEMON_ATTR_SYNC_ID, putU32(daemon.syncId)),
    ...(maxLength === undefined ? [] : [attribute(IPVS_DAEMON_ATTR_SYNC_MAXLEN, putU16(maxLength))]),
    ...(group === undefined ? [] : [groupField(group)]),
    ...(port === undefined ? [] : [attribute(IPVS_DAEMON_ATTR_MCAST_PORT, putU16(port))]),
    ...(ttl === undefined ? [] : [attribute(IPVS_DAEMON_ATTR_MCAST_TTL, putU8(ttl))]),
  ];
  return attribute(IPVS_CMD_ATTR_DAEMON, attributes, true);
}

function stateField(state: DaemonState): Uint8Array {
  return attribute(IPVS_DAEMON_ATTR_STATE, putU32(state === "master" ? IP_VS_STATE_MASTER : IP_VS_STATE_BACKUP));
}

function groupField(group: Address): Uint8Array {
  const type = familyOf(group) === "inet" ? IPVS_DAEMON_ATTR_MCAST_GROUP : IPVS_DAEMON_ATTR_MCAST_GROUP6;
  return attribute(type, addressBytes(group));
}

/** @param nest the value of IPVS_CMD_ATTR_DAEMON. @throws NetlinkError `malformed` */
export function readDaemon(nest: Buffer): SyncDaemon {
  return decoded("IPVS daemon", () => {
    const attributes = readAttributes(nest);
    const maxLength = attributes.get(IPVS_DAEMON_ATTR_SYNC_MAXLEN);
    const port = attributes.get(IPVS_DAEMON_ATTR_MCAST_PORT);
    const ttl = attributes.get(IPVS_DAEMON_ATTR_MCAST_TTL);
    return {
      state: getU32(required(attributes, IPVS_DAEMON_ATTR_STATE)) === IP_VS_STATE_MASTER ? "master" : "backup",
      interface: readText(required(attributes, IPVS_DAEMON_ATTR_MCAST_IFN)),
      syncId: getU32(required(attributes, IPVS_DAEMON_ATTR_SYNC_ID)),
      maxLength: maxLength ? getU16(maxLength) : oldKernels.maxLength,
      group: readGroup(attributes) ?? oldKernels.group,
      port: port ? getU16(port) : oldKernels.port,
      ttl: ttl ? getU8(ttl) : oldKernels.ttl,
    };
  });
}

function readGroup(attributes: Attributes): Address | undefined {
  const bytes = attributes.get(IPVS_DAEMON_ATTR_MCAST_GROUP6) ?? attributes.get(IPVS_DAEMON_ATTR_MCAST_GROUP);
  return bytes && addressFromBytes(bytes);
}
