/** Keywords of the checkers that nothing implements yet. */

import { positional } from "../argument-forms.ts";
import { flag, list, one, optionalBoolean } from "../arguments.ts";
import type { Rows } from "../keyword-row.ts";
import { ipAddress } from "../values/address.ts";
import { choice } from "../values/choice.ts";
import { integer, port } from "../values/integer.ts";
import { count, largestSigned } from "../values/limits.ts";
import { interfaceName, text } from "../values/text.ts";
import { name } from "../values/words.ts";
import { inert, later } from "./later.ts";

const route = later("warning", "checks leave by the usual route");
const unmatched = later("error", "a page that does not match would count as healthy");
const offset = one(integer(0, largestSigned));

export const commonMore = {
  bindto: route(1, one(ipAddress), "our address for the check"),
  bind_port: route(2, one(port), "our port for the check"),
  bind_if: route(2, one(interfaceName), "interface that the check leaves by"),
  fwmark: route(2, one(count), "mark of the check's packets"),
  alpha: later("warning", "real servers are in use from the start, before their first check")(
    1,
    optionalBoolean,
    "the real server is down until this check passes",
    { default: "the real server's" },
  ),
  log_all_failures: inert(2, optionalBoolean, "logs every failed try", { default: "checker_log_all_failures" }),
} as const satisfies Rows;

export const httpMore = {
  http_protocol: later("warning", "requests are HTTP/1.0")(
    2,
    one(choice("a version", ["1.0", "1.0C", "1.0c", "1.1"])),
    "version of the requests; 1.0C: with Connection: close",
    { default: "1.0" },
  ),
  enable_sni: inert(2, optionalBoolean, "says during the TLS handshake which host is meant"),
  sni_name: inert(2, one(name), "says which, where the Host header does not", { since: "after 2.4.3" }),
  tls_compliant: inert(2, optionalBoolean, "an end without a TLS close is a failure", { since: "2.2.8" }),
  fast_recovery: inert(2, optionalBoolean, "a server that comes back is up after its first page"),
} as const satisfies Rows;

const pattern = text("REGEX", "a regular expression in single or double quotes");
const option = choice("an option", [
  ..."allow_empty_class alt_bsux auto_callout caseless dollar_endonly dotall dupnames extended firstline".split(" "),
  ..."match_unset_backref multiline never_ucp never_utf no_auto_capture no_auto_possessify no_dotstar_anchor".split(
    " ",
  ),
  ..."no_start_optimize ucp ungreedy utf never_backslash_c alt_circumflex alt_verbnames use_offset_limit".split(" "),
]);

export const urlMore = {
  regex: unmatched(2, { ...list(pattern), synopsis: "REGEX" }, "what the page must match (PCRE2)"),
  regex_no_match: unmatched(2, flag, "turns that round: the page must not match"),
  regex_options: unmatched(2, list({ ...option, synopsis: "OPTION" }), "options of the match, as PCRE2 names them"),
  regex_min_offset: unmatched(2, offset, "byte at which the match may begin"),
  regex_max_offset: unmatched(2, offset, "byte at which the match must have begun"),
  regex_stack: unmatched(
    2,
    positional({ start: count, most: count }),
    "first and greatest size of the matcher's stack",
  ),
  tls_compliant: inert(2, optionalBoolean, "an end without a TLS close is a failure", { since: "2.2.8" }),
} as const satisfies Rows;
