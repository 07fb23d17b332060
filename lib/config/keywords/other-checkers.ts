/** Keywords of the checkers that as a whole nothing implements yet, and of `SSL`. */

import { named, positional, script } from "../argument-forms.ts";
import { flag, one, optionalBoolean } from "../arguments.ts";
import type { BlockTable, Rows } from "../keyword-row.ts";
import { choice } from "../values/choice.ts";
import { integer } from "../values/integer.ts";
import { timer } from "../values/limits.ts";
import { text } from "../values/text.ts";
import { filePath, group, hexBytes, name, user } from "../values/words.ts";
import { common } from "./checker.ts";
import { inside } from "./later.ts";

const { connect_ip, connect_port, bindto, bind_port, bind_if, connect_timeout, fwmark, ...withoutConnection } = common;

const miscRows = {
  ...withoutConnection,
  misc_path: inside(1, script(), "what to run; status 0 means health"),
  misc_timeout: inside(1, one(timer), "seconds before it is ended and counts as failed", { default: "delay_loop" }),
  misc_dynamic: inside(1, flag, "status 2 to 255 means health and, less 2, the weight"),
  user: inside(1, positional({ user }, { group }), "whom it runs as", { default: "script_user" }),
} as const satisfies Rows;

export const miscCheck: BlockTable<typeof miscRows> = { rows: miscRows };

const hostRows = {
  connect_ip,
  connect_port,
  bindto,
  bind_port,
  bind_if,
  connect_timeout,
  fwmark,
} as const satisfies Rows;

export const smtpHost: BlockTable<typeof hostRows> = { rows: hostRows };

const smtpRows = {
  ...common,
  helo_name: inside(2, one(name), "what we call ourselves", { default: "smtpchecker.keepalived.org" }),
  host: inside(2, flag, "one more place to connect to", {
    opens: "host",
    repeats: true,
    deprecated: true,
    instead: "write one SMTP_CHECK for each place",
  }),
} as const satisfies Rows;

export const smtpCheck: BlockTable<typeof smtpRows> = { rows: smtpRows };

const record = choice("a record type", ["A", "NS", "CNAME", "SOA", "MX", "TXT", "AAAA"]);

const dnsRows = {
  ...common,
  type: inside(2, one(record), "type of the records asked for", { default: "SOA" }),
  name: inside(2, one(name), "name asked for", { default: "the root" }),
} as const satisfies Rows;

export const dnsCheck: BlockTable<typeof dnsRows> = { rows: dnsRows };

const length = one(integer(0, 65535));

const udpRows = {
  ...common,
  payload: inside(2, one(hexBytes("HEX", /^[\da-f]+$/i, "bytes in hexadecimal")), "what to send"),
  require_reply: inside(
    2,
    positional({}, { begin: hexBytes("HEX", /^[\da-fx]+$/i, "bytes in hexadecimal, x for any digit") }),
    "wants an answer, and one that begins so",
  ),
  min_reply_length: inside(2, length, "least bytes of the answer", { default: "0" }),
  max_reply_length: inside(2, length, "most bytes of the answer", { default: "255" }),
} as const satisfies Rows;

export const udpCheck: BlockTable<typeof udpRows> = { rows: udpRows };

export const pingCheck: BlockTable<typeof common> = { rows: common };

/** The kernel's weight is a signed int; here it may be subtracted too. */
const weight = 2 ** 31 - 1;

const fileRows = {
  track_file: inside(2, one(name), "a track_file of the top level"),
  weight: inside(2, named({ weight: integer(-weight, weight) }, { reverse: true }), "factor of its number", {
    default: "the track_file's",
  }),
} as const satisfies Rows;

export const fileCheck: BlockTable<typeof fileRows> = { rows: fileRows };

const bfdRows = {
  name: inside(3, one(name), "a bfd_instance of the top level"),
  alpha: inside(3, optionalBoolean, "the real server is down until the session is up"),
} as const satisfies Rows;

export const bfdCheck: BlockTable<typeof bfdRows> = { rows: bfdRows };

const sslRows = {
  password: inside(2, one(text("PASSWORD", "a password")), "opens the key", { secret: true }),
  ca: inside(2, one(filePath), "certificates of the authorities that are trusted"),
  certificate: inside(2, one(filePath), "our certificate"),
  key: inside(2, one(filePath), "the key of our certificate"),
} as const satisfies Rows;

export const ssl: BlockTable<typeof sslRows> = { rows: sslRows };
