/** Scripts that instances and sync groups run when their state changes, and mail about it. */

import { script } from "../argument-forms.ts";
import { optionalBoolean } from "../arguments.ts";
import type { Rows } from "../keyword-row.ts";
import { group, user } from "../values/words.ts";
import { inert, noMail, noScript } from "./later.ts";

const command = script({ user, group });

export const notify = {
  notify_master: noScript(1, command, "runs on becoming MASTER"),
  notify_backup: noScript(1, command, "runs on becoming BACKUP"),
  notify_fault: noScript(1, command, "runs on entering FAULT"),
  notify: noScript(1, command, "runs on each change of state and is told what, which, the state and the priority"),
  notify_stop: noScript(2, command, "runs when VRRP ends"),
  notify_priority_changes: inert(2, optionalBoolean, "also tells changes of the priority", {
    default: "vrrp_notify_priority_changes",
  }),
  smtp_alert: noMail(1, optionalBoolean, "sends mail about changes of state", { default: "smtp_alert_vrrp" }),
} as const satisfies Rows;

/** Of instances alone. */
export const notifyInstance = {
  ...notify,
  notify_deleted: noScript(2, command, "runs when a reload removes the instance"),
  notify_master_rx_lower_pri: noScript(2, command, "runs when a MASTER hears a lower priority"),
} as const satisfies Rows;
