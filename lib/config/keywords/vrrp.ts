/** Keywords of `vrrp_instance`, of the blocks in it, and of `vrrp_sync_group`. */

import { flag, one } from "../arguments.ts";
import type { BlockTable, Rows } from "../keyword-row.ts";
import { ipv4Address } from "../values/address.ts";
import { choice } from "../values/choice.ts";
import { duration } from "../values/duration.ts";
import { integer } from "../values/integer.ts";
import { type Kind, wrong } from "../values/kind.ts";
import { stateWords } from "../values/other-words.ts";
import { interfaceName, text } from "../values/text.ts";
import * as garp from "./garp.ts";
import { inert } from "./later.ts";
import { notify, notifyInstance } from "./notify.ts";
import { protocolVersion } from "./version.ts";
import { trackers, vrrpInstanceMore } from "./vrrp-instance-more.ts";

const usedBy = ["vrrpd"] as const;

const vrrpInstanceRows = {
  state: {
    takes: one(choice("a state", ["MASTER", "BACKUP"], stateWords)),
    default: "BACKUP, or MASTER with priority 255",
    tier: 1,
    usedBy,
    doc: "wish for the time before the first election; with MASTER, nopreempt has no effect",
  },
  interface: {
    takes: one(interfaceName),
    tier: 1,
    usedBy,
    doc: "interface that advertisements are sent and received on; unicast needs none unless to link-local addresses",
  },
  virtual_router_id: {
    takes: one(integer(1, 255)),
    tier: 1,
    usedBy,
    doc: "number of the virtual router, the same on all its hosts and only there",
  },
  priority: {
    takes: one(integer(1, 255)),
    default: "100, or 255 with state MASTER",
    tier: 1,
    usedBy,
    doc: "the highest becomes MASTER; 255 is for the owner of the addresses",
  },
  advert_int: { takes: one(duration(0.01, 255)), default: "1", tier: 1, usedBy, doc: "seconds between advertisements" },
  version: { takes: one(protocolVersion), default: "vrrp_version", tier: 1, usedBy, doc: "VRRP version on the wire" },
  nopreempt: { takes: flag, tier: 1, usedBy, doc: "a running MASTER of lower priority is left in office" },
  preempt: { takes: flag, tier: 1, usedBy, doc: "the opposite of nopreempt, and the default" },
  authentication: {
    takes: flag,
    opens: "authentication",
    tier: 1,
    usedBy,
    doc: "password in advertisements (VRRPv2 only)",
  },
  virtual_ipaddress: {
    takes: flag,
    opens: "virtual_ipaddress",
    tier: 1,
    usedBy,
    doc: "addresses that the MASTER has, one per line: ADDRESS[/LEN] [dev IF] [label L] [brd ADDRESS|+|-] [scope S]",
  },
  mcast_src_ip: {
    takes: one(ipv4Address),
    default: "the first address of the interface",
    tier: 1,
    usedBy,
    doc: "source of advertisements",
  },
  garp_master_delay: garp.masterDelay,
  garp_master_repeat: garp.masterRepeat,
  garp_master_refresh: garp.masterRefresh,
  garp_master_refresh_repeat: garp.masterRefreshRepeat,
  ...vrrpInstanceMore,
  ...notifyInstance,
} as const satisfies Rows;

export const vrrpInstance: BlockTable<typeof vrrpInstanceRows> = { rows: vrrpInstanceRows };

/** RFC 2338 section 5.3.6: 0 none, 1 simple text password, 2 IP authentication header. */
const authType: Kind<"PASS" | "AH"> = {
  synopsis: "PASS",
  expected: "PASS",
  read(written) {
    if (written === "PASS") return { value: "PASS" };
    if (written === "AH") return { value: "AH", lack: "is not implemented by lvskit yet; PASS is" };
    return wrong("is not an authentication type", /^pass/i.test(written) ? 'did you mean "PASS"?' : undefined);
  },
};

const authenticationRows = {
  auth_type: { takes: one(authType), tier: 1, usedBy, doc: "how advertisements prove where they come from" },
  auth_pass: {
    takes: one(text("PASSWORD", "a password of up to 8 bytes")),
    secret: true,
    tier: 1,
    usedBy,
    doc: "password, the same on all hosts of the virtual router; up to 8 bytes, sent in the clear",
  },
} as const satisfies Rows;

export const authentication: BlockTable<typeof authenticationRows> = { rows: authenticationRows };

const syncGroupRows = {
  group: { takes: flag, opens: "group", tier: 1, usedBy, doc: "names of the instances, separated by blanks or lines" },
  ...trackers,
  ...notify,
  sync_group_tracking_weight: inert(2, flag, "trackers of members may change priorities instead of causing FAULT"),
  global_tracking: inert(3, flag, "old name of sync_group_tracking_weight", {
    standsFor: "sync_group_tracking_weight",
    deprecated: true,
  }),
} as const satisfies Rows;

export const syncGroup: BlockTable<typeof syncGroupRows> = {
  rows: syncGroupRows,
  bare: { block: "group", message: 'members of a sync group stand in a "group" block' },
};
