/** Keywords of `global_defs` about mail, scripts and the pipes that events are written to. */

import { positional, script } from "../argument-forms.ts";
import { flag, one, optionalBoolean } from "../arguments.ts";
import type { Rows } from "../keyword-row.ts";
import { wholeSeconds } from "../values/duration.ts";
import { integer, port } from "../values/integer.ts";
import { text } from "../values/text.ts";
import { filePath, group, mail, name, user } from "../values/words.ts";
import { inert, noMail, noScript } from "./later.ts";

const host = text("HOST", "a host name or address");
const pipe = positional({ path: filePath }, { user, group });
const scriptTime = one(integer(1, 1000, "SEC"));

export const globalNotify = {
  notification_email: noMail(1, flag, "who gets mail", { opens: "notification_email" }),
  notification_email_from: inert(1, one(mail), "sender of the mail", { default: "the daemon's user at this host" }),
  smtp_server: inert(1, positional({ host }, { port }), "mail server, and its port", { default: "none, port 25" }),
  smtp_connect_timeout: inert(1, one(wholeSeconds(1, 4294)), "seconds to reach the mail server", { default: "30" }),
  smtp_helo_name: inert(1, one(name), "what this host calls itself to the mail server", { default: "the host name" }),
  smtp_alert: noMail(1, optionalBoolean, "whether blocks that do not say otherwise send mail"),
  smtp_alert_vrrp: noMail(2, optionalBoolean, "whether instances that do not say otherwise send mail"),
  smtp_alert_checker: noMail(2, optionalBoolean, "whether checks that do not say otherwise send mail"),
  no_email_faults: inert(2, flag, "no mail when an instance enters FAULT"),
  no_checker_emails: inert(2, optionalBoolean, "no mail of checks that only repeats what the virtual server's said"),
  script_user: inert(1, positional({ user }, { group }), "user and group of scripts that name none", {
    default: "keepalived_script where that user exists, else the daemon's own",
  }),
  enable_script_security: inert(1, flag, "refuses to run as root what others than root can change"),
  use_symlink_paths: inert(2, optionalBoolean, "leaves symbolic links in scripts' paths", { since: "2.3.0" }),
  set_supplementary_groups: inert(2, optionalBoolean, "gives scripts all groups of their user", {
    since: "after 2.4.3",
  }),
  startup_script: noScript(2, script({ user, group }), "runs before anything starts"),
  startup_script_timeout: inert(2, scriptTime, "seconds that startup_script may take", { default: "10" }),
  shutdown_script: noScript(2, script({ user, group }), "runs after everything has ended"),
  shutdown_script_timeout: inert(2, scriptTime, "seconds that shutdown_script may take", { default: "10" }),
  rs_init_notifies: inert(2, optionalBoolean, "runs notify_up also for real servers that are up from the start"),
  notify_fifo: noScript(2, pipe, "pipe that every event is written to"),
  notify_fifo_script: noScript(2, script({ user, group }), "reads that pipe"),
  vrrp_notify_fifo: noScript(2, pipe, "pipe that events of VRRP are written to"),
  vrrp_notify_fifo_script: noScript(2, script({ user, group }), "reads that pipe"),
  lvs_notify_fifo: noScript(2, pipe, "pipe that events of virtual and real servers are written to"),
  lvs_notify_fifo_script: noScript(2, script({ user, group }), "reads that pipe"),
  fifo_write_vrrp_states_on_reload: inert(2, flag, "writes all states into the pipes again after a reload"),
  vrrp_notify_priority_changes: inert(2, optionalBoolean, "also tells changes of an instance's priority"),
} as const satisfies Rows;
