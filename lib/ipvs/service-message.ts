/** Services ⇄ the attributes of an IPVS_CMD_ATTR_SERVICE nest. */

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
import { addressFromBytes, type Family, parseAddress } from "../net/address.ts";
import { AttributeView } from "../netlink/attribute-view.ts";
import { MessageWriter } from "../netlink/message-writer.ts";
import { readCounters } from "./counters-message.ts";
import { addressFieldLength, familyNumber, familyOfNumber, protocolNumber, protocolOf, readAddress } from "./fields.ts";
import { serviceFamily } from "./identity.ts";
import type { Service, ServiceKey, ServiceSettings } from "./model.ts";
import { effectiveNetmask } from "./normal.ts";

const schedulerFlagMask = IP_VS_SVC_F_SCHED1 | IP_VS_SVC_F_SCHED2 | IP_VS_SVC_F_SCHED3;
/** All flags count: what is not set is cleared. */
const everyFlag = 0xffff_ffff;

/** The service that was named last, and how: the changes of a file name the same one a hundred times in a row. */
let named: { readonly key: ServiceKey; readonly nest: Uint8Array } | undefined;

/** Writes the nest that names a service. */
export function writeServiceKey(writer: MessageWriter, key: ServiceKey): void {
  if (named?.key !== key) named = { key, nest: nestOf(key) };
  writer.written(named.nest);
}

function nestOf(key: ServiceKey): Uint8Array {
  const writer = new MessageWriter();
  const nest = writer.begin(IPVS_CMD_ATTR_SERVICE);
  writeKey(writer, key);
  return writer.end(nest).bytes;
}

/** Writes the nest that says all of a service, as NEW and SET want it. */
export function writeService(writer: MessageWriter, key: ServiceKey, settings: ServiceSettings): void {
  const engine = settings.persistenceEngine;
  const nest = writer.begin(IPVS_CMD_ATTR_SERVICE);
  writeKey(writer, key);
  writer
    .text(IPVS_SVC_ATTR_SCHED_NAME, settings.scheduler)
    .pair(IPVS_SVC_ATTR_FLAGS, flagsOf(settings), everyFlag)
    .u32(IPVS_SVC_ATTR_TIMEOUT, settings.persistenceTimeout ?? 0);
  writeNetmask(writer, key, settings);
  if (engine) writer.text(IPVS_SVC_ATTR_PE_NAME, engine);
  writer.end(nest);
}

function writeKey(writer: MessageWriter, key: ServiceKey): void {
  writer.u16(IPVS_SVC_ATTR_AF, familyNumber(serviceFamily(key)));
  if (key.kind === "fwmark") writer.u32(IPVS_SVC_ATTR_FWMARK, key.fwmark);
  else
    writer
      .u16(IPVS_SVC_ATTR_PROTOCOL, protocolNumber(key.protocol))
      .address(IPVS_SVC_ATTR_ADDR, key.address, addressFieldLength)
      .u16be(IPVS_SVC_ATTR_PORT, key.port);
}

function flagsOf(settings: ServiceSettings): number {
  const persistent = settings.persistenceTimeout === undefined ? 0 : IP_VS_SVC_F_PERSISTENT;
  return persistent | (settings.onePacket ? IP_VS_SVC_F_ONEPACKET : 0) | settings.schedulerFlags;
}

function writeNetmask(writer: MessageWriter, key: ServiceKey, settings: ServiceSettings): void {
  const netmask = effectiveNetmask(key, settings);
  if (serviceFamily(key) === "inet6") {
    writer.u32(IPVS_SVC_ATTR_NETMASK, Number(netmask));
    return;
  }
  const mask = parseAddress(netmask);
  if (mask === undefined) throw new TypeError(`not a netmask: ${netmask}`);
  writer.address(IPVS_SVC_ATTR_NETMASK, mask, 4);
}

/** Used again for each service: a dump has thousands. */
const statsView = new AttributeView();

/** @param nest the value of IPVS_CMD_ATTR_SERVICE. @throws NetlinkError `malformed`, RangeError */
export function readService(nest: AttributeView): Service {
  const family = familyOfNumber(nest.u16(IPVS_SVC_ATTR_AF));
  const stats = [IPVS_SVC_ATTR_STATS64, IPVS_SVC_ATTR_STATS].find((type) => nest.has(type));
  return {
    key: readKey(nest, family),
    settings: readSettings(nest, family),
    counters: readCounters(stats === undefined ? undefined : nest.nest(stats, statsView)),
  };
}

function readKey(nest: AttributeView, family: Family): ServiceKey {
  if (nest.has(IPVS_SVC_ATTR_FWMARK)) return { kind: "fwmark", family, fwmark: nest.u32(IPVS_SVC_ATTR_FWMARK) };
  return {
    kind: "address",
    protocol: protocolOf(nest.u16(IPVS_SVC_ATTR_PROTOCOL)),
    address: readAddress(nest, IPVS_SVC_ATTR_ADDR, family),
    port: nest.u16be(IPVS_SVC_ATTR_PORT),
  };
}

function readSettings(nest: AttributeView, family: Family): ServiceSettings {
  // struct ip_vs_flags: the mask after the flags says nothing in answers.
  const flags = nest.firstOfPair(IPVS_SVC_ATTR_FLAGS);
  const engine = nest.has(IPVS_SVC_ATTR_PE_NAME) ? nest.text(IPVS_SVC_ATTR_PE_NAME) : "";
  const netmask = readNetmask(nest, family);
  return {
    scheduler: nest.text(IPVS_SVC_ATTR_SCHED_NAME),
    ...(flags & IP_VS_SVC_F_PERSISTENT ? { persistenceTimeout: nest.u32(IPVS_SVC_ATTR_TIMEOUT) } : {}),
    ...(netmask === undefined ? {} : { netmask }),
    onePacket: (flags & IP_VS_SVC_F_ONEPACKET) !== 0,
    schedulerFlags: flags & schedulerFlagMask,
    ...(engine ? { persistenceEngine: engine } : {}),
  };
}

/** @returns undefined for the default. */
function readNetmask(nest: AttributeView, family: Family): string | undefined {
  const netmask =
    family === "inet" ? addressFromBytes(nest.bytes(IPVS_SVC_ATTR_NETMASK)) : String(nest.u32(IPVS_SVC_ATTR_NETMASK));
  return netmask === "255.255.255.255" || netmask === "128" ? undefined : netmask;
}
