/** Mail that is asked for and cannot be sent, because there is nobody to send it to or no server to send it through. */

import type { Span } from "../../diag/source.ts";
import type { Check, Checked } from "./checked.ts";

const wishes = ["smtp_alert", "smtp_alert_vrrp", "smtp_alert_checker"] as const;

export const mailCanBeSent: Check = (checked) => {
  const { global, report } = checked;
  const missing = (["smtp_server", "notification_email"] as const).filter((keyword) => !global?.has(keyword));
  const span = missing.length > 0 ? firstWish(checked) : undefined;
  if (span)
    report.warning(
      "LK0062",
      span,
      `no mail is sent: global_defs has no ${missing.map((word) => `"${word}"`).join(" and no ")}`,
    );
};

function firstWish({ file, global }: Checked): Span | undefined {
  for (const wish of wishes) if (global?.get(wish)) return global.last(wish)?.statement.keyword.span;
  const users = [...file.all("vrrp_sync_group"), ...file.all("vrrp_instance"), ...file.all("virtual_server")];
  for (const { block } of users)
    for (const use of block.uses)
      if (use.keyword === "smtp_alert" && use.value === true) return use.statement.keyword.span;
  return undefined;
}
