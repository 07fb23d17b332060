/** Names of groups, files, sessions and instances that nothing defines, or that two definitions share. */

import type { Span } from "../../diag/source.ts";
import { lookThrough } from "../alike.ts";
import { withDistinctNames } from "../conflicts.ts";
import type { Check, Checked } from "./checked.ts";
import { type NamedBlock, nouns } from "./named-blocks.ts";
import { kindOf, secondWord } from "./server-view.ts";

/** Of instances it is told where they are read. */
const distinct = [
  "virtual_server_group",
  "vrrp_script",
  "track_file",
  "vrrp_track_process",
  "bfd_instance",
  "track_group",
] as const;

export const namesAreDefined: Check = (checked) => {
  const { file, global, realServers, report } = checked;
  for (const block of distinct) withDistinctNames(report, nouns[block], file.all(block));
  const daemon = global?.get("lvs_sync_daemon")?.instance;
  const word = global?.last("lvs_sync_daemon")?.statement.args.find((one) => one.text === daemon);
  tellUndefined(checked, "vrrp_instance", daemon, word?.span);
  for (const server of file.all("virtual_server"))
    if (kindOf(server) === "group")
      tellUndefined(checked, "virtual_server_group", secondWord(server), server.statement.args[1]?.span);
  lookThrough(report, realServers, ({ block: real }) => {
    for (const { block: check } of real.all("FILE_CHECK"))
      tellUndefined(checked, "track_file", check.get("track_file"), check.place("track_file"));
    for (const { block: check } of real.all("BFD_CHECK"))
      tellUndefined(checked, "bfd_instance", check.get("name"), check.place("name"));
  });
};

function tellUndefined(
  { named, report }: Checked,
  block: NamedBlock,
  name: string | undefined,
  span: Span | undefined,
) {
  if (name === undefined || !span || named.find(block, name)) return;
  const message = `the configuration defines no ${nouns[block]} ${JSON.stringify(name)}`;
  report.error("LK0054", span, message, named.instead(block, name));
}
