/** Destinations ⇄ the attributes of an IPVS_CMD_ATTR_DEST nest. */

import {
  IP_VS_CONN_F_BYPASS,
  IP_VS_CONN_F_DROUTE,
  IP_VS_CONN_F_FWD_MASK,
  IP_VS_CONN_F_LOCALNODE,
  IP_VS_CONN_F_MASQ,
  IP_VS_CONN_F_TUNNEL,
  IP_VS_CONN_F_TUNNEL_TYPE_GRE,
  IP_VS_CONN_F_TUNNEL_TYPE_GUE,
  IP_VS_CONN_F_TUNNEL_TYPE_IPIP,
  IP_VS_TUNNEL_ENCAP_FLAG_CSUM,
  IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM,
  IPVS_CMD_ATTR_DEST,
  IPVS_DEST_ATTR_ACTIVE_CONNS,
  IPVS_DEST_ATTR_ADDR,
  IPVS_DEST_ATTR_ADDR_FAMILY,
  IPVS_DEST_ATTR_FWD_METHOD,
  IPVS_DEST_ATTR_INACT_CONNS,
  IPVS_DEST_ATTR_L_THRESH,
  IPVS_DEST_ATTR_PERSIST_CONNS,
  IPVS_DEST_ATTR_PORT,
  IPVS_DEST_ATTR_STATS,
  IPVS_DEST_ATTR_STATS64,
  IPVS_DEST_ATTR_TUN_FLAGS,
  IPVS_DEST_ATTR_TUN_PORT,
  IPVS_DEST_ATTR_TUN_TYPE,
  IPVS_DEST_ATTR_U_THRESH,
  IPVS_DEST_ATTR_WEIGHT,
} from "../kernel/ip-vs.ts";
import { type Family, familyOf } from "../net/address.ts";
import { AttributeView } from "../netlink/attribute-view.ts";
import type { MessageWriter } from "../netlink/message-writer.ts";
import { readCounters } from "./counters-message.ts";
import { addressFieldLength, familyNumber, familyOfNumber, readAddress } from "./fields.ts";
import type { Destination, DestinationKey, DestinationSettings, ForwardingMethod, Tunnel } from "./model.ts";
import { effectiveTunnel } from "./normal.ts";

const forwardingMethods: readonly (readonly [ForwardingMethod, number])[] = [
  ["masquerade", IP_VS_CONN_F_MASQ],
  ["local", IP_VS_CONN_F_LOCALNODE],
  ["tunnel", IP_VS_CONN_F_TUNNEL],
  ["direct", IP_VS_CONN_F_DROUTE],
  ["bypass", IP_VS_CONN_F_BYPASS],
];

const forwardingOfNumber = new Map(forwardingMethods.map(([name, number]) => [number, name]));

const tunnelTypes: readonly (readonly [Tunnel["type"], number])[] = [
  ["ipip", IP_VS_CONN_F_TUNNEL_TYPE_IPIP],
  ["gue", IP_VS_CONN_F_TUNNEL_TYPE_GUE],
  ["gre", IP_VS_CONN_F_TUNNEL_TYPE_GRE],
];

const checksumFlags: Readonly<Record<Tunnel["checksum"], number>> = {
  none: 0,
  checksum: IP_VS_TUNNEL_ENCAP_FLAG_CSUM,
  remote: IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM,
};

/** Writes the nest that names a destination. */
export function writeDestinationKey(writer: MessageWriter, key: DestinationKey): void {
  const nest = writer.begin(IPVS_CMD_ATTR_DEST);
  writeKey(writer, key);
  writer.end(nest);
}

/** Writes the nest that says all of a destination, as NEW and SET want it. */
export function writeDestination(writer: MessageWriter, key: DestinationKey, settings: DestinationSettings): void {
  const nest = writer.begin(IPVS_CMD_ATTR_DEST);
  writeKey(writer, key);
  writer
    .u32(IPVS_DEST_ATTR_FWD_METHOD, forwardingNumber(settings.forwarding))
    .u32(IPVS_DEST_ATTR_WEIGHT, settings.weight)
    .u32(IPVS_DEST_ATTR_U_THRESH, settings.upperThreshold)
    .u32(IPVS_DEST_ATTR_L_THRESH, settings.lowerThreshold);
  if (settings.forwarding === "tunnel") writeTunnel(writer, effectiveTunnel(settings));
  writer.end(nest);
}

function writeKey(writer: MessageWriter, key: DestinationKey): void {
  writer
    .address(IPVS_DEST_ATTR_ADDR, key.address, addressFieldLength)
    .u16be(IPVS_DEST_ATTR_PORT, key.port)
    .u16(IPVS_DEST_ATTR_ADDR_FAMILY, familyNumber(familyOf(key.address)));
}

function writeTunnel(writer: MessageWriter, tunnel: Tunnel): void {
  const type = tunnelTypes.find(([name]) => name === tunnel.type)?.[1] ?? Number(tunnel.type.slice("type-".length));
  writer
    .u8(IPVS_DEST_ATTR_TUN_TYPE, type)
    .u16be(IPVS_DEST_ATTR_TUN_PORT, tunnel.port)
    .u16(IPVS_DEST_ATTR_TUN_FLAGS, checksumFlags[tunnel.checksum]);
}

function forwardingNumber(of: ForwardingMethod): number {
  return forwardingMethods.find(([name]) => name === of)?.[1] ?? Number(of.slice("method-".length));
}

/** Used again for each destination: a dump has thousands. */
const statsView = new AttributeView();

/**
 * @param nest the value of IPVS_CMD_ATTR_DEST.
 * @param serviceFamily its service's, which older kernels do not repeat.
 * @param wanted what need not be read: counters are half of the work of a long listing, and then all 0. @throws NetlinkError `malformed`, RangeError
 */
export function readDestination(nest: AttributeView, serviceFamily: Family, wanted?: "without counters"): Destination {
  return {
    key: readKey(nest, serviceFamily),
    settings: readSettings(nest),
    activeConnections: nest.u32(IPVS_DEST_ATTR_ACTIVE_CONNS),
    inactiveConnections: nest.u32(IPVS_DEST_ATTR_INACT_CONNS),
    persistentConnections: nest.has(IPVS_DEST_ATTR_PERSIST_CONNS) ? nest.u32(IPVS_DEST_ATTR_PERSIST_CONNS) : 0,
    counters: readCounters(wanted === "without counters" ? undefined : statsOf(nest)),
  };
}

function statsOf(nest: AttributeView): AttributeView | undefined {
  const type = [IPVS_DEST_ATTR_STATS64, IPVS_DEST_ATTR_STATS].find((one) => nest.has(one));
  return type === undefined ? undefined : nest.nest(type, statsView);
}

function readKey(nest: AttributeView, serviceFamily: Family): DestinationKey {
  const number = nest.has(IPVS_DEST_ATTR_ADDR_FAMILY) ? nest.u16(IPVS_DEST_ATTR_ADDR_FAMILY) : 0;
  const family = number === 0 ? serviceFamily : familyOfNumber(number);
  return {
    address: readAddress(nest, IPVS_DEST_ATTR_ADDR, family),
    port: nest.u16be(IPVS_DEST_ATTR_PORT),
  };
}

function readSettings(nest: AttributeView): DestinationSettings {
  const method = nest.u32(IPVS_DEST_ATTR_FWD_METHOD) & IP_VS_CONN_F_FWD_MASK;
  const forwarding = forwardingOfNumber.get(method) ?? `method-${method}`;
  const settings = {
    forwarding,
    weight: nest.s32(IPVS_DEST_ATTR_WEIGHT),
    upperThreshold: nest.u32(IPVS_DEST_ATTR_U_THRESH),
    lowerThreshold: nest.u32(IPVS_DEST_ATTR_L_THRESH),
  };
  const tunnel = forwarding === "tunnel" ? readTunnel(nest) : undefined;
  return tunnel === undefined ? settings : { ...settings, tunnel };
}

/** @returns undefined for plain ipip, which kernels before 5.3 do not name. */
function readTunnel(nest: AttributeView): Tunnel | undefined {
  const number = nest.has(IPVS_DEST_ATTR_TUN_TYPE) ? nest.u8(IPVS_DEST_ATTR_TUN_TYPE) : IP_VS_CONN_F_TUNNEL_TYPE_IPIP;
  if (number === IP_VS_CONN_F_TUNNEL_TYPE_IPIP) return undefined;
  return {
    type: tunnelTypes.find(([, own]) => own === number)?.[0] ?? `type-${number}`,
    port: nest.has(IPVS_DEST_ATTR_TUN_PORT) ? nest.u16be(IPVS_DEST_ATTR_TUN_PORT) : 0,
    checksum: checksumOf(nest.has(IPVS_DEST_ATTR_TUN_FLAGS) ? nest.u16(IPVS_DEST_ATTR_TUN_FLAGS) : 0),
  };
}

function checksumOf(flags: number): Tunnel["checksum"] {
  if (flags & IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM) return "remote";
  return flags & IP_VS_TUNNEL_ENCAP_FLAG_CSUM ? "checksum" : "none";
}
