/** Counters ⇄ the statistics nests of services and destinations (IPVS_STATS_ATTR_*). */

import { getU32, getU64 } from "netlink/dist/structs.js";
import {
  IPVS_STATS_ATTR_CONNS,
  IPVS_STATS_ATTR_CPS,
  IPVS_STATS_ATTR_INBPS,
  IPVS_STATS_ATTR_INBYTES,
  IPVS_STATS_ATTR_INPKTS,
  IPVS_STATS_ATTR_INPPS,
  IPVS_STATS_ATTR_OUTBPS,
  IPVS_STATS_ATTR_OUTBYTES,
  IPVS_STATS_ATTR_OUTPKTS,
  IPVS_STATS_ATTR_OUTPPS,
} from "../kernel/ip-vs.ts";
import { readAttributes } from "../netlink/attributes.ts";
import type { Counters } from "./model.ts";

/**
 * @param stats64 the nest of 64-bit counters (Linux 4.1 and later), preferred.
 * @param stats the older nest, whose packet counters wrap at 32 bits.
 * @returns counters that neither nest has as 0. @throws NetlinkError `malformed`, or the codec's Error
 */
export function readCounters(stats64: Buffer | undefined, stats: Buffer | undefined): Counters {
  const attributes = readAttributes(stats64 ?? stats ?? Buffer.alloc(0));
  const counter = (type: number): bigint => {
    const bytes = attributes.get(type);
    if (bytes === undefined) return 0n;
    return bytes.length === 4 ? BigInt(getU32(bytes)) : getU64(bytes);
  };
  return {
    connections: counter(IPVS_STATS_ATTR_CONNS),
    inPackets: counter(IPVS_STATS_ATTR_INPKTS),
    outPackets: counter(IPVS_STATS_ATTR_OUTPKTS),
    inBytes: counter(IPVS_STATS_ATTR_INBYTES),
    outBytes: counter(IPVS_STATS_ATTR_OUTBYTES),
    connectionRate: counter(IPVS_STATS_ATTR_CPS),
    inPacketRate: counter(IPVS_STATS_ATTR_INPPS),
    outPacketRate: counter(IPVS_STATS_ATTR_OUTPPS),
    inByteRate: counter(IPVS_STATS_ATTR_INBPS),
    outByteRate: counter(IPVS_STATS_ATTR_OUTBPS),
  };
}
