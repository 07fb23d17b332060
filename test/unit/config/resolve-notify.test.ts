/** Scripts and mail of instances and sync groups, with what global_defs hands down. */

import t from "tap";
import { loadText } from "../../support/configuration.ts";
import { instance } from "../../support/findings.ts";

const notify = (text: string) => loadText(text).settings.instances[0]?.notify;

t.test("of an instance", async (t) => {
  t.strictSame(notify(instance("")), { scripts: {}, priorityChanges: false, mail: false });
  const lines = ' notify_master "/bin/a b"\n notify_deleted /bin/d me\n notify /bin/n\n';
  t.strictSame(notify(instance(lines)), {
    scripts: { master: { command: "/bin/a b" }, deleted: { command: "/bin/d", user: "me" } },
    always: { command: "/bin/n" },
    priorityChanges: false,
    mail: false,
  });
  t.match(notify(`global_defs {\n script_user us them\n}\n${instance(lines)}`), {
    scripts: {
      master: { command: "/bin/a b", user: "us", group: "them" },
      deleted: { user: "me", group: undefined },
    },
    always: { user: "us", group: "them" },
  });
});

t.test("mail: the innermost word counts", async (t) => {
  const mail = (global: string, own: string) => notify(`global_defs {\n${global}\n}\n${instance(own)}`)?.mail;
  t.equal(mail("smtp_alert", ""), true);
  t.equal(mail("smtp_alert\nsmtp_alert_vrrp off", ""), false);
  t.equal(mail("smtp_alert\nsmtp_alert_vrrp off", " smtp_alert"), true);
  t.equal(mail("smtp_alert_checker", ""), false);
  t.equal(notify(`global_defs {\n vrrp_notify_priority_changes\n}\n${instance("")}`)?.priorityChanges, true);
});

t.test("of a group", async (t) => {
  const { settings } = loadText(
    `vrrp_sync_group G {\n group { A }\n notify_fault /bin/f\n smtp_alert\n}\n${instance("", "A")}`,
  );
  t.strictSame(settings.syncGroups[0]?.notify, {
    scripts: { fault: { command: "/bin/f" } },
    priorityChanges: false,
    mail: true,
  });
});
