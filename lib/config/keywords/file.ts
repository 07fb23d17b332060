/** Keywords of the outermost level, what defines a name before what uses it: keepalived knows no other order. */

import { flag, one } from "../arguments.ts";
import type { BlockTable, Rows } from "../keyword-row.ts";
import { serviceHead } from "../server-head.ts";
import { text } from "../values/text.ts";
import { definitions, virtualServerGroup } from "./file-more.ts";

const rows = {
  global_defs: {
    takes: flag,
    opens: "global_defs",
    joins: true,
    tier: 1,
    usedBy: ["vrrpd", "checkd"],
    doc: "settings of the whole host",
  },
  ...definitions,
  vrrp_sync_group: {
    takes: one(text("NAME", "a name for the group")),
    opens: "vrrp_sync_group",
    repeats: true,
    tier: 1,
    usedBy: ["vrrpd"],
    doc: "instances that change state together",
  },
  vrrp_instance: {
    takes: one(text("NAME", "a name for the instance")),
    opens: "vrrp_instance",
    repeats: true,
    tier: 1,
    usedBy: ["vrrpd"],
    doc: "one virtual router on one interface",
  },
  virtual_server_group: virtualServerGroup,
  virtual_server: {
    takes: serviceHead,
    opens: "virtual_server",
    repeats: true,
    tier: 1,
    usedBy: ["checkd"],
    doc: "one balanced service and the real servers behind it",
  },
} as const satisfies Rows;

export const file: BlockTable<typeof rows> = { rows };
