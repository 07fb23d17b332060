import t from "tap";
import { SecretHider } from "../../../lib/config/hide-secrets.ts";
import { lineText, makeSource } from "../../../lib/diag/source.ts";
import { lexSource } from "../../support/configuration.ts";

/** @returns the text as quotations show it. */
function shown(text: string): string {
  const source = makeSource("t.conf", text);
  const hider = new SecretHider();
  for (const line of lexSource(source).all) hider.hideWritten(line);
  return source.lineStarts.map((_, i) => lineText(source, i + 1)).join("\n");
}

t.test("what a quotation shows of lines with passwords", async (t) => {
  const rows: readonly (readonly [string, string])[] = [
    ["auth_type PASS", "auth_type PASS"],
    ["authentication { auth_type PASS }", "authentication { auth_type PASS }"],
    ["interface eth0", "interface eth0"],
    ["auth_pass abc", "auth_pass ***"],
    ["auth_pass abc }", "auth_pass *** }"],
    ["auth_pass a#b } c", "auth_pass *** } *"],
    ['auth_pass "a b" # c', "auth_pass *********"],
    ["auth_type PASS auth_pass abc", "auth_type PASS auth_pass ***"],
    ["auth_passabc", "auth_pass***"],
    ["auth_pass{abc", "auth_pass{***"],
    ["auth_pas abc", "auth_pas ***"],
    ["ath_pass abc", "ath_pass ***"],
    ["authpass abc", "authpass ***"],
    ["auth_psas abc", "auth_psas ***"],
    ["password abc", "password ***"],
    ["auth_pass\nabc", "auth_pass\n***"],
    ["auth_pass\nauth_type PASS", "auth_pass\nauth_type PASS"],
    ["auth_pass\n}\nabc", "auth_pass\n}\nabc"],
    ["auth_pass abc\ndef", "auth_pass ***\ndef"],
    ["AUTH_PASS abc", "AUTH_PASS ***"],
    ["AUTH_PASSabc", "AUTH_PASS***"],
    ["Password: abc", "Password: ***"],
    ["AUTH_TYPE PASS x", "AUTH_TYPE PASS x"],
    ["auth_pass \\\nabc def", "auth_pass *\n*******"],
    ["auth_pass \\\n\\\nabc", "auth_pass *\n*\n***"],
    ["track_file \\\nabc", "track_file \\\nabc"],
  ];
  for (const [text, expected] of rows) t.equal(shown(text), expected, JSON.stringify(text));
});
