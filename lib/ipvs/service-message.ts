/** Services ⇄ the attributes of an IPVS_CMD_ATTR_SERVICE nest. */

import { getU16, getU16be, getU32, putString, putU16, putU16be, putU32 } from "netlink/dist/structs.js";
import {
  IP_VS_SVC_F_ONEPACKET,
  IP_VS_SVC_F_PERSISTENT,
  IP_VS_SVC_F_SCHED1,
  IP_VS_SVC_F_SCHED2,
  IP_VS_SVC_F_SCHED3,
  IPVS_CMD_ATTR_SERVICE,
  IPVS_SVC_ATTR_ADDR,
  IPVS_SVC_ATTR_AF,
  IPVS_SVC_ATTR_FLAGS,
  IPVS_SVC_ATTR_FWMARK,
  IPVS_SVC_ATTR_NETMASK,
  IPVS_SVC_ATTR_PE_NAME,
  IPVS_SVC_ATTR_PORT,
  IPVS_SVC_ATTR_PROTOCOL,
  IPVS_SVC_ATTR_SCHED_NAME,
  IPVS_SVC_ATTR_STATS,
  IPVS_SVC_ATTR_STATS64,
  IPVS_SVC_ATTR_TIMEOUT,
} from "../kernel/ip-vs.ts";
import { addressBytes, addressFromBytes, type Family, parseAddress } from "../net/address.ts";
import { type Attributes, attribute, decoded, readAttributes, readText } from "../netlink/attributes.ts";
import { readCounters } from "./counters-message.ts";
import {
  addressField,
  addressOfField,
  familyNumber,
  familyOfNumber,
  protocolNumber,
  protocolOf,
  required,
} from "./fields.ts";
import { serviceFamily } from "./identity.ts";
import type { Service, ServiceKey, ServiceSettings } from "./model.ts";
import { effectiveNetmask } from "./normal.ts";

const schedulerFlagMask = IP_VS_SVC_F_SCHED1 | IP_VS_SVC_F_SCHED2 | IP_VS_SVC_F_SCHED3;
/** All flags count: what is not set is cleared. */
const everyFlag = 0xffff_ffff;

/** The nest that names a service. */
export function serviceKeyAttribute(key: ServiceKey): Uint8Array {
  return attribute(IPVS_CMD_ATTR_SERVICE, keyAttributes(key), true);
}

/** The nest that says all of a service, as NEW and SET want it. */
export function serviceAttribute(key: ServiceKey, settings: ServiceSettings): Uint8Array {
  const engine = settings.persistenceEngine;
  const attributes = [
    ...keyAttributes(key),
    attribute(IPVS_SVC_ATTR_SCHED_NAME, putString(settings.scheduler)),
    attribute(IPVS_SVC_ATTR_FLAGS, [putU32(flagsOf(settings)), putU32(everyFlag)]),
    attribute(IPVS_SVC_ATTR_TIMEOUT, putU32(settings.persistenceTimeout ?? 0)),
    attribute(IPVS_SVC_ATTR_NETMASK, netmaskField(key, settings)),
    ...(engine ? [attribute(IPVS_SVC_ATTR_PE_NAME, putString(engine))] : []),
  ];
  return attribute(IPVS_CMD_ATTR_SERVICE, attributes, true);
}

function keyAttributes(key: ServiceKey): Uint8Array[] {
  const family = attribute(IPVS_SVC_ATTR_AF, putU16(familyNumber(serviceFamily(key))));
  if (key.kind === "fwmark") return [family, attribute(IPVS_SVC_ATTR_FWMARK, putU32(key.fwmark))];
  return [
    family,
    attribute(IPVS_SVC_ATTR_PROTOCOL, putU16(protocolNumber(key.protocol))),
    attribute(IPVS_SVC_ATTR_ADDR, addressField(key.address)),
    attribute(IPVS_SVC_ATTR_PORT, putU16be(key.port)),
  ];
}

function flagsOf(settings: ServiceSettings): number {
  const persistent = settings.persistenceTimeout === undefined ? 0 : IP_VS_SVC_F_PERSISTENT;
  return persistent | (settings.onePacket ? IP_VS_SVC_F_ONEPACKET : 0) | settings.schedulerFlags;
}

function netmaskField(key: ServiceKey, settings: ServiceSettings): Uint8Array {
  const netmask = effectiveNetmask(key, settings);
  if (serviceFamily(key) === "inet6") return putU32(Number(netmask));
  const mask = parseAddress(netmask);
  if (mask === undefined) throw new TypeError(`not a netmask: ${netmask}`);
  return addressBytes(mask);
}

/** @param nest the value of IPVS_CMD_ATTR_SERVICE. @throws NetlinkError `malformed` */
export function readService(nest: Buffer): Service {
  return decoded("IPVS service", () => {
    const attributes = readAttributes(nest);
    const family = familyOfNumber(getU16(required(attributes, IPVS_SVC_ATTR_AF)));
    return {
      key: readKey(attributes, family),
      settings: readSettings(attributes, family),
      counters: readCounters(attributes.get(IPVS_SVC_ATTR_STATS64), attributes.get(IPVS_SVC_ATTR_STATS)),
    };
  });
}

function readKey(attributes: Attributes, family: Family): ServiceKey {
  const fwmark = attributes.get(IPVS_SVC_ATTR_FWMARK);
  if (fwmark) return { kind: "fwmark", family, fwmark: getU32(fwmark) };
  return {
    kind: "address",
    protocol: protocolOf(getU16(required(attributes, IPVS_SVC_ATTR_PROTOCOL))),
    address: addressOfField(required(attributes, IPVS_SVC_ATTR_ADDR), family),
    port: getU16be(required(attributes, IPVS_SVC_ATTR_PORT)),
  };
}

function readSettings(attributes: Attributes, family: Family): ServiceSettings {
  // struct ip_vs_flags: the mask after the flags says nothing in answers.
  const flags = getU32(required(attributes, IPVS_SVC_ATTR_FLAGS).subarray(0, 4));
  const engine = attributes.get(IPVS_SVC_ATTR_PE_NAME);
  const engineName = engine && readText(engine);
  return {
    scheduler: readText(required(attributes, IPVS_SVC_ATTR_SCHED_NAME)),
    ...(flags & IP_VS_SVC_F_PERSISTENT
      ? { persistenceTimeout: getU32(required(attributes, IPVS_SVC_ATTR_TIMEOUT)) }
      : {}),
    ...readNetmask(required(attributes, IPVS_SVC_ATTR_NETMASK), family),
    onePacket: (flags & IP_VS_SVC_F_ONEPACKET) !== 0,
    schedulerFlags: flags & schedulerFlagMask,
    ...(engineName ? { persistenceEngine: engineName } : {}),
  };
}

/** @returns nothing for the default. */
function readNetmask(bytes: Buffer, family: Family): Pick<ServiceSettings, "netmask"> {
  const netmask = family === "inet" ? addressFromBytes(bytes) : String(getU32(bytes));
  return netmask === "255.255.255.255" || netmask === "128" ? {} : { netmask };
}
