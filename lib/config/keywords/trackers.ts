/** Keywords of the blocks that define what instances can watch, and of groups for static addresses and gratuitous ARP. */

import { named, positional, script } from "../argument-forms.ts";
import { flag, list, one, optional } from "../arguments.ts";
import type { BlockTable, Rows } from "../keyword-row.ts";
import { choice } from "../values/choice.ts";
import { duration } from "../values/duration.ts";
import { integer } from "../values/integer.ts";
import { largestSigned, signed } from "../values/limits.ts";
import { interfaceName } from "../values/text.ts";
import { filePath, group, user } from "../values/words.ts";
import { inside } from "./later.ts";

const weight = (most: number) => named({ weight: integer(-most, most) }, { reverse: true });
const results = one(integer(1, largestSigned));
/** keepalived counts these in milliseconds. */
const scriptTime = one(duration(0.001, 4294));
/** Microseconds in a signed int. */
const groupInterval = duration(0, largestSigned / 1_000_000);
const processDelay = one(duration(0.000001, 3600));

const scriptRows = {
  script: inside(1, script(), "what to run; status 0 means success"),
  interval: inside(1, scriptTime, "seconds from one start to the next", { default: "1" }),
  timeout: inside(1, scriptTime, "seconds before it is ended and counts as failed", { default: "interval" }),
  weight: inside(1, weight(253), "what is added to the priority: positive on success, negative on failure; 0: FAULT", {
    default: "0",
  }),
  rise: inside(1, results, "successes in a row that make it succeed", { default: "1" }),
  fall: inside(1, results, "failures in a row that make it fail", { default: "1" }),
  user: inside(1, positional({ user }, { group }), "whom it runs as", { default: "script_user" }),
  init_fail: inside(2, flag, "counts as failed until its first success"),
} as const satisfies Rows;

export const vrrpScript: BlockTable<typeof scriptRows> = { rows: scriptRows };

const processRows = {
  process: inside(
    2,
    list({ ...filePath, synopsis: "COMMAND" }),
    "command whose processes are counted, with its arguments",
  ),
  param_match: inside(
    2,
    optional(choice("a way to match", ["initial", "partial"]), "exact"),
    "arguments must match too",
  ),
  full_command: inside(2, flag, "compares the whole first argument, with its path"),
  weight: inside(2, weight(254), "what is added to the priority while there are enough; 0: too few mean FAULT", {
    default: "0",
  }),
  quorum: inside(2, one(integer(1, 65535)), "least number of processes", { default: "1" }),
  quorum_max: inside(2, one(integer(0, 65535)), "greatest number of processes", { default: "no limit" }),
  delay: inside(2, processDelay, "sets both fork_delay and terminate_delay, seconds"),
  fork_delay: inside(2, processDelay, "seconds before a new process counts"),
  terminate_delay: inside(2, processDelay, "seconds before the loss of a process counts"),
} as const satisfies Rows;

export const vrrpTrackProcess: BlockTable<typeof processRows> = { rows: processRows };

const fileRows = {
  file: inside(2, one(filePath), "file that holds one whole number"),
  weight: inside(2, weight(254), "factor of that number; 0: any number but 0 means FAULT", { default: "1" }),
  init_file: inside(
    2,
    positional({}, { value: signed, way: choice("a way", ["overwrite"]) }),
    "writes the file at the start",
  ),
} as const satisfies Rows;

export const trackFile: BlockTable<typeof fileRows> = { rows: fileRows };

const garpGroupRows = {
  garp_interval: inside(3, one(groupInterval), "seconds between gratuitous ARP packets of the group"),
  gna_interval: inside(3, one(groupInterval), "seconds between unsolicited neighbour advertisements of the group"),
  interface: inside(3, one(interfaceName), "the group's only interface"),
  interfaces: inside(3, flag, "the group's interfaces", { opens: "interfaces" }),
} as const satisfies Rows;

export const garpGroup: BlockTable<typeof garpGroupRows> = { rows: garpGroupRows };

const trackGroupRows = {
  group: inside(2, flag, "instances that static addresses, routes and rules make faulty", { opens: "group" }),
} as const satisfies Rows;

export const trackGroup: BlockTable<typeof trackGroupRows> = { rows: trackGroupRows };
