/** Keywords of `global_defs` about reading the configuration again, includes, and files that are written. */

import { flag, list, one, optional, optionalBoolean } from "../arguments.ts";
import type { Rows } from "../keyword-row.ts";
import { choice } from "../values/choice.ts";
import { integer } from "../values/integer.ts";
import { filePath } from "../values/words.ts";
import { inert } from "./later.ts";

const demands = ["read", "readable", "match", "wildcard_match", "brace_match"];
const demand = choice("a demand on includes", [...demands, ...["+", "-"].flatMap((s) => demands.map((d) => s + d))]);

export const globalFiles = {
  reload_check_config: inert(2, optional(filePath, ""), "a reload tests the file first; PATH: where its faults go"),
  reload_time_file: inert(2, one(filePath), "file with the time of the next reload"),
  reload_repeat: inert(2, flag, "repeats that reload at the same time of day"),
  reload_file: inert(2, optional(filePath, ""), "a reload happens only where this file exists, and removes it"),
  include_check: {
    takes: list({ ...demand, synopsis: "DEMAND" }, 0),
    tier: 2,
    usedBy: ["vrrpd", "checkd"],
    doc: "what includes that follow must satisfy; + and - change single demands",
  },
  json_version: inert(2, one(integer(1, 2)), "form of the JSON dump", { default: "1", since: "2.2.8" }),
  state_dump_file: inert(2, one(filePath), "where SIGUSR1 writes the state", { since: "2.3.3" }),
  stats_dump_file: inert(2, one(filePath), "where SIGUSR2 writes the counters", { since: "2.3.3" }),
  json_dump_file: inert(2, one(filePath), "where the JSON dump goes", { since: "2.3.3" }),
  data_use_instance: inert(2, optionalBoolean, "puts the instance's name into the names of those files"),
  tmp_config_directory: inert(2, one(filePath), "where the processes keep their copy of the configuration"),
  config_save_dir: inert(2, one(filePath), "where configurations that a daemon has read are kept"),
  iproute_usr_dir: inert(3, one(filePath), "where iproute2 keeps its own tables of names", { since: "2.3.2" }),
  iproute_etc_dir: inert(3, one(filePath), "where iproute2 keeps the host's tables of names", { since: "2.3.2" }),
} as const satisfies Rows;
