/** Counters ⇄ the statistics nests of services and destinations (IPVS_STATS_ATTR_*). */

import { readU32, readU64 } from "netlink/dist/structs.js";
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
import { walkAttributes } from "../netlink/attributes.ts";
import type { Counters } from "./model.ts";

/**
 * @param stats64 the nest of 64-bit counters (Linux 4.1 and later), preferred.
 * @param stats the older nest, whose packet counters wrap at 32 bits.
 * @returns counters that neither nest has as 0. @throws NetlinkError `malformed`
 */
export function readCounters(stats64: Buffer | undefined, stats: Buffer | undefined): Counters {
  const nest = stats64 ?? stats ?? Buffer.alloc(0);
  const values: bigint[] = [];
  walkAttributes(nest, (type, start, end) => {
    if (end - start === 8) values[type] = readU64.call(nest, start);
    else if (end - start === 4) values[type] = BigInt(readU32.call(nest, start));
  });
  const counter = (type: number): bigint => values[type] ?? 0n;
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
