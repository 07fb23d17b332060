/** Counters ⇄ the statistics nests of services and destinations (IPVS_STATS_ATTR_*). */

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
import type { AttributeView } from "../netlink/attribute-view.ts";
import type { Counters } from "./model.ts";

/** @param nest of the 64-bit counters, or of the older ones, whose packet counters wrap at 32 bits. @returns those that it lacks as 0. */
export function readCounters(nest: AttributeView | undefined): Counters {
  if (nest === undefined) return noCounters;
  return {
    connections: nest.counter(IPVS_STATS_ATTR_CONNS),
    inPackets: nest.counter(IPVS_STATS_ATTR_INPKTS),
    outPackets: nest.counter(IPVS_STATS_ATTR_OUTPKTS),
    inBytes: nest.counter(IPVS_STATS_ATTR_INBYTES),
    outBytes: nest.counter(IPVS_STATS_ATTR_OUTBYTES),
    connectionRate: nest.counter(IPVS_STATS_ATTR_CPS),
    inPacketRate: nest.counter(IPVS_STATS_ATTR_INPPS),
    outPacketRate: nest.counter(IPVS_STATS_ATTR_OUTPPS),
    inByteRate: nest.counter(IPVS_STATS_ATTR_INBPS),
    outByteRate: nest.counter(IPVS_STATS_ATTR_OUTBPS),
  };
}

const noCounters: Counters = {
  connections: 0n,
  inPackets: 0n,
  outPackets: 0n,
  inBytes: 0n,
  outBytes: 0n,
  connectionRate: 0n,
  inPacketRate: 0n,
  outPacketRate: 0n,
  inByteRate: 0n,
  outByteRate: 0n,
};
