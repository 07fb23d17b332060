/** Mail settings, which are complete or none. */

import t from "tap";
import { loadText } from "../../support/configuration.ts";

const mail = (lines: string) => loadText(`global_defs {\n${lines}\n}\n`).settings.mail;

t.test("mail", async (t) => {
  const to = "notification_email {\n a@b\n c@d e@f\n}\n";
  t.equal(mail(to), undefined, "without a server");
  t.equal(mail("smtp_server 192.0.2.1"), undefined, "without anybody to write to");
  t.strictSame(mail(`${to}smtp_server mail.b`), {
    recipients: ["a@b", "c@d", "e@f"],
    server: { host: "mail.b", port: 25 },
    connectTimeout: 30_000,
  });
  t.strictSame(
    mail(`${to}smtp_server mail.b 587\nnotification_email_from me@b\nsmtp_helo_name me.b\nsmtp_connect_timeout 3`),
    {
      recipients: ["a@b", "c@d", "e@f"],
      from: "me@b",
      server: { host: "mail.b", port: 587 },
      helloName: "me.b",
      connectTimeout: 3000,
    },
  );
});
