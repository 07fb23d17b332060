/** `authentication` → Authentication. The password itself appears in no message. */

import type { Span } from "../diag/source.ts";
import { type Authentication, Secret } from "../vrrp/instance.ts";
import type { BlockValues } from "./block-values.ts";
import type { Report } from "./report.ts";
import { isPlaceholder } from "./values/pasted.ts";

/** RFC 2338 section 5.3.10: the authentication data has 8 octets. */
const longestPassword = 8;

export function resolveAuthentication(
  report: Report,
  values: BlockValues<"authentication"> | undefined,
): Authentication {
  if (values === undefined) return { type: "none" };
  const type = values.last("auth_type")?.statement;
  const password = values.last("auth_pass")?.statement;
  if (password && !values.has("auth_type"))
    report.warning("LK0022", password.keyword.span, '"auth_pass" without "auth_type": no authentication is used', {
      hint: "write auth_type PASS",
    });
  if (type && !values.has("auth_pass"))
    report.warning("LK0022", type.keyword.span, '"auth_type" without "auth_pass": no authentication is used', {
      hint: "write auth_pass with a password of up to 8 bytes",
    });
  const text = values.get("auth_pass");
  if (values.get("auth_type") !== "PASS" || text === undefined) return { type: "none" };
  const bytes = Buffer.from(text);
  const place = values.place("auth_pass");
  if (bytes.length > longestPassword && place && !isLeftOver(text, place))
    report.warning(
      "LK0021",
      place,
      `the password has ${bytes.length} bytes; only the first ${longestPassword} are used`,
      {
        hint: "every host of this virtual router must use the same 8 bytes; shorten it to say what it is",
      },
    );
  return { type: "PASS", secret: new Secret(cut(bytes)) };
}

/** Cuts after 8 bytes; a character that would be cut in two is left out, as it could not be written down. */
function cut(bytes: Buffer): string {
  let end = Math.min(bytes.length, longestPassword);
  while (end < bytes.length && end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.toString("utf8", 0, end);
}

/** Of `${NAME}` that nothing defines, as generators leave it behind, that is told already; `$NAME` may be a password. */
function isLeftOver(text: string, { source, start, end }: Span): boolean {
  return isPlaceholder(text) || (/\$\w/.test(text) && source.text.slice(start, end).includes("${"));
}
