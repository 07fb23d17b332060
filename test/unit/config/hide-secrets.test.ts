import t from "tap";
import { describeLoaded } from "../../../lib/config/describe.ts";
import { hideInComment, SecretHider } from "../../../lib/config/hide-secrets.ts";
import { lineText, makeSource } from "../../../lib/diag/source.ts";
import { lexSource, loadText } from "../../support/configuration.ts";

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
    ["script /bin/a --password=abc x", "script /bin/a --password=*****"],
    ['script "/bin/a --db-pass abc -v" u', 'script "/bin/a --db-pass *********'],
    ['script "/bin/a --pass=abc"', 'script "/bin/a --pass=****'],
    ['script "/opt/bypass.sh a"', 'script "/opt/bypass.sh a"'],
  ];
  for (const [text, expected] of rows) t.equal(shown(text), expected, JSON.stringify(text));
});

t.test("what is quoted of comments with passwords", async (t) => {
  const rows: readonly (readonly [string, string])[] = [
    ["prio 1 # auth_pass abc d", "prio 1 # auth_pass *** *"],
    ["// auth_pass abc", "// auth_pass ***"],
    ["; auth_pass=abc", "; auth_pass=***"],
    ["//auth_pass abc", "//auth_pass ***"],
    ["prio 1 # of eth0", "prio 1 # of eth0"],
    ["auth_type PASS", "auth_type PASS"],
  ];
  for (const [text, expected] of rows) {
    const source = makeSource("t.conf", text);
    hideInComment(source, 1);
    t.equal(lineText(source, 1), expected);
  }
  const described = describeLoaded(loadText("vrrp_instance A {\n prio 1 # auth_pass abc\n}\n"), { colour: false });
  t.match(described, "prio 1 # auth_pass ***");
  t.notMatch(described, "abc");
});
