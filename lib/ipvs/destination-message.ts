/** Destinations ⇄ the attributes of an IPVS_CMD_ATTR_DEST nest. */

import {
  getS32,
  getU8,
  getU16,
  getU16be,
  getU32,
  putS32,
  putU8,
  putU16,
  putU16be,
  putU32,
} from "netlink/dist/structs.js";
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
import { type Attributes, attribute, decoded, readAttributes } from "../netlink/attributes.ts";
import { readCounters } from "./counters-message.ts";
import { addressField, addressOfField, familyNumber, familyOfNumber, required } from "./fields.ts";
import type { Destination, DestinationKey, DestinationSettings, ForwardingMethod, Tunnel } from "./model.ts";
import { effectiveTunnel } from "./normal.ts";

const forwardingMethods: readonly (readonly [ForwardingMethod, number])[] = [
  ["masquerade", IP_VS_CONN_F_MASQ],
  ["local", IP_VS_CONN_F_LOCALNODE],
  ["tunnel", IP_VS_CONN_F_TUNNEL],
  ["direct", IP_VS_CONN_F_DROUTE],
  ["bypass", IP_VS_CONN_F_BYPASS],
];

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

/** The nest that names a destination. */
export function destinationKeyAttribute(key: DestinationKey): Uint8Array {
  return attribute(IPVS_CMD_ATTR_DEST, keyAttributes(key), true);
}

/** The nest that says all of a destination, as NEW and SET want it. */
export function destinationAttribute(key: DestinationKey, settings: DestinationSettings): Uint8Array {
  const attributes = [
    ...keyAttributes(key),
    attribute(IPVS_DEST_ATTR_FWD_METHOD, putU32(forwardingNumber(settings.forwarding))),
    attribute(IPVS_DEST_ATTR_WEIGHT, putS32(settings.weight)),
    attribute(IPVS_DEST_ATTR_U_THRESH, putU32(settings.upperThreshold)),
    attribute(IPVS_DEST_ATTR_L_THRESH, putU32(settings.lowerThreshold)),
    ...(settings.forwarding === "tunnel" ? tunnelAttributes(effectiveTunnel(settings)) : []),
  ];
  return attribute(IPVS_CMD_ATTR_DEST, attributes, true);
}

function keyAttributes(key: DestinationKey): Uint8Array[] {
  return [
    attribute(IPVS_DEST_ATTR_ADDR, addressField(key.address)),
    attribute(IPVS_DEST_ATTR_PORT, putU16be(key.port)),
    attribute(IPVS_DEST_ATTR_ADDR_FAMILY, putU16(familyNumber(familyOf(key.address)))),
  ];
}

function tunnelAttributes(tunnel: Tunnel): Uint8Array[] {
  const type = tunnelTypes.find(([name]) => name === tunnel.type)?.[1] ?? Number(tunnel.type.slice("type-".length));
  return [
    attribute(IPVS_DEST_ATTR_TUN_TYPE, putU8(type)),
    attribute(IPVS_DEST_ATTR_TUN_PORT, putU16be(tunnel.port)),
    attribute(IPVS_DEST_ATTR_TUN_FLAGS, putU16(checksumFlags[tunnel.checksum])),
  ];
}

function forwardingNumber(of: ForwardingMethod): number {
  return forwardingMethods.find(([name]) => name === of)?.[1] ?? Number(of.slice("method-".length));
}

/**
 * @param nest the value of IPVS_CMD_ATTR_DEST.
 * @param serviceFamily its service's, which older kernels do not repeat. @throws NetlinkError `malformed`
 */
export function readDestination(nest: Buffer, serviceFamily: Family): Destination {
  return decoded("IPVS destination", () => {
    const attributes = readAttributes(nest);
    const number = (type: number): number => getU32(required(attributes, type));
    const persistent = attributes.get(IPVS_DEST_ATTR_PERSIST_CONNS);
    return {
      key: readKey(attributes, serviceFamily),
      settings: readSettings(attributes, number),
      activeConnections: number(IPVS_DEST_ATTR_ACTIVE_CONNS),
      inactiveConnections: number(IPVS_DEST_ATTR_INACT_CONNS),
      persistentConnections: persistent ? getU32(persistent) : 0,
      counters: readCounters(attributes.get(IPVS_DEST_ATTR_STATS64), attributes.get(IPVS_DEST_ATTR_STATS)),
    };
  });
}

function readKey(attributes: Attributes, serviceFamily: Family): DestinationKey {
  const own = attributes.get(IPVS_DEST_ATTR_ADDR_FAMILY);
  const number = own ? getU16(own) : 0;
  const family = number === 0 ? serviceFamily : familyOfNumber(number);
  return {
    address: addressOfField(required(attributes, IPVS_DEST_ATTR_ADDR), family),
    port: getU16be(required(attributes, IPVS_DEST_ATTR_PORT)),
  };
}

function readSettings(attributes: Attributes, number: (type: number) => number): DestinationSettings {
  const method = number(IPVS_DEST_ATTR_FWD_METHOD) & IP_VS_CONN_F_FWD_MASK;
  const forwarding = forwardingMethods.find(([, own]) => own === method)?.[0] ?? `method-${method}`;
  return {
    forwarding,
    weight: getS32(required(attributes, IPVS_DEST_ATTR_WEIGHT)),
    upperThreshold: number(IPVS_DEST_ATTR_U_THRESH),
    lowerThreshold: number(IPVS_DEST_ATTR_L_THRESH),
    ...(forwarding === "tunnel" ? readTunnel(attributes) : {}),
  };
}

/** @returns nothing for plain ipip, which kernels before 5.3 do not name. */
function readTunnel(attributes: Attributes): Pick<DestinationSettings, "tunnel"> {
  const type = attributes.get(IPVS_DEST_ATTR_TUN_TYPE);
  const number = type ? getU8(type) : IP_VS_CONN_F_TUNNEL_TYPE_IPIP;
  if (number === IP_VS_CONN_F_TUNNEL_TYPE_IPIP) return {};
  const port = attributes.get(IPVS_DEST_ATTR_TUN_PORT);
  const flags = attributes.get(IPVS_DEST_ATTR_TUN_FLAGS);
  return {
    tunnel: {
      type: tunnelTypes.find(([, own]) => own === number)?.[0] ?? `type-${number}`,
      port: port ? getU16be(port) : 0,
      checksum: checksumOf(flags ? getU16(flags) : 0),
    },
  };
}

function checksumOf(flags: number): Tunnel["checksum"] {
  if (flags & IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM) return "remote";
  return flags & IP_VS_TUNNEL_ENCAP_FLAG_CSUM ? "checksum" : "none";
}
