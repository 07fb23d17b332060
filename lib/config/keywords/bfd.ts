/** Keywords of `bfd_instance`, a session of bidirectional forwarding detection (RFC 5880). */

import { named } from "../argument-forms.ts";
import { flag, one, optionalBoolean } from "../arguments.ts";
import type { BlockTable, Rows } from "../keyword-row.ts";
import { ipAddress } from "../values/address.ts";
import { milliseconds } from "../values/duration.ts";
import { integer } from "../values/integer.ts";
import { inside } from "./later.ts";

const interval = (least: number) => one(milliseconds(least, 4294967));

const bfdRows = {
  neighbor_ip: inside(3, one(ipAddress), "the other end of the session"),
  neighbour_ip: inside(3, one(ipAddress), "other spelling of neighbor_ip", { standsFor: "neighbor_ip" }),
  source_ip: inside(3, one(ipAddress), "our end of the session"),
  min_rx: inside(3, interval(1), "shortest time between packets that we can take", { default: "10" }),
  min_tx: inside(3, interval(1), "shortest time between packets that we want to send", { default: "10" }),
  idle_tx: inside(3, interval(1000), "time between packets while the session is down", { default: "1000" }),
  multiplier: inside(3, one(integer(1, 255)), "packets missed before the session is down", { default: "5" }),
  passive: inside(3, flag, "waits for the other end to begin"),
  ttl: inside(3, one(integer(1, 255)), "TTL or hop limit of our packets", { default: "255, IPv6 64" }),
  hoplimit: inside(3, one(integer(1, 255)), "other name of ttl", { standsFor: "ttl" }),
  max_hops: inside(3, one(integer(-1, 255)), "hops that packets may have made; -1: any", { default: "0" }),
  multihop: inside(3, optionalBoolean, "uses RFC 5883", {
    since: "2.2.8",
  }),
  weight: inside(
    3,
    named({ weight: integer(-253, 253) }, { reverse: true }),
    "what is added to the priority of instances that watch it",
    { default: "0" },
  ),
  vrrp: inside(3, flag, "only instances can watch it"),
  checker: inside(3, flag, "only checks can watch it"),
} as const satisfies Rows;

export const bfdInstance: BlockTable<typeof bfdRows> = { rows: bfdRows };
