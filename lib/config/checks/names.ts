/** Names of groups, files, sessions and instances that nothing defines, or that two definitions share. */

import type { Span } from "../../diag/source.ts";
import { nearest } from "../../diag/suggest.ts";
import { withDistinctNames } from "../conflicts.ts";
import type { Report } from "../report.ts";
import type { Check, Checked } from "./checked.ts";
import { kindOf, secondWord } from "./server-view.ts";

const named = {
  virtual_server_group: "group of virtual servers",
  vrrp_script: "script",
  track_file: "file",
  vrrp_track_process: "process",
  bfd_instance: "BFD session",
} as const;

export const namesAreDefined: Check = (checked) => {
  const { file, global, report } = checked;
  for (const block of Object.keys(named) as (keyof typeof named)[])
    withDistinctNames(report, named[block], file.all(block));
  const daemon = global?.get("lvs_sync_daemon")?.instance;
  if (daemon !== undefined) {
    const word = global?.last("lvs_sync_daemon")?.statement.args.find((one) => one.text === daemon);
    tellUndefined(report, word?.span, daemon, "instance", file.all("vrrp_instance"));
  }
  tellServers(checked);
};

function tellServers({ file, report }: Checked): void {
  for (const server of file.all("virtual_server")) {
    const group = kindOf(server) === "group" ? secondWord(server) : undefined;
    const span = server.statement.args[1]?.span;
    if (group !== undefined)
      tellUndefined(report, span, group, named.virtual_server_group, file.all("virtual_server_group"));
    for (const { block } of server.block.all("real_server")) {
      for (const { block: check } of block.all("FILE_CHECK"))
        tellUndefined(
          report,
          check.place("track_file"),
          check.get("track_file"),
          named.track_file,
          file.all("track_file"),
        );
      for (const { block: check } of block.all("BFD_CHECK"))
        tellUndefined(report, check.place("name"), check.get("name"), named.bfd_instance, file.all("bfd_instance"));
    }
  }
}

function tellUndefined(
  report: Report,
  span: Span | undefined,
  name: string | undefined,
  noun: string,
  definitions: readonly { readonly value: string | undefined }[],
): void {
  const names = definitions.flatMap(({ value }) => value ?? []);
  if (name === undefined || !span || names.includes(name)) return;
  const suggestion = nearest(name, names);
  report.error("LK0054", span, `the configuration defines no ${noun} ${JSON.stringify(name)}`, {
    ...(names.length === 0 ? {} : { expected: `one of ${names.join(", ")}` }),
    ...(suggestion === undefined ? {} : { hint: `did you mean ${JSON.stringify(suggestion)}?` }),
  });
}
