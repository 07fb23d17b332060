/** Blocks without the one thing that they are about, which keepalived then leaves out. */

import { lookThrough } from "../alike.ts";
import type { KeywordBlock } from "../block-names.ts";
import type { BlockValues, Keyword, UseOf } from "../block-values.ts";
import { rowOf } from "../keywords.ts";
import { processRange } from "../process-range.ts";
import type { Report } from "../report.ts";
import { headSpan, type Statement } from "../syntax.ts";
import type { Check } from "./checked.ts";

export const blocksAreComplete: Check = ({ file, realServers, report }) => {
  for (const use of file.all("vrrp_script")) tell(report, use.statement, use.block, "script");
  for (const use of file.all("track_file")) tell(report, use.statement, use.block, "file");
  for (const use of file.all("vrrp_track_process")) {
    tell(report, use.statement, use.block, "process");
    tellCrossed(report, use);
  }
  for (const use of file.all("bfd_instance")) tell(report, use.statement, use.block, "neighbor_ip");
  lookThrough(report, realServers, ({ block: real }) => {
    for (const use of real.all("MISC_CHECK")) tell(report, use.statement, use.block, "misc_path");
    for (const use of real.all("FILE_CHECK")) tell(report, use.statement, use.block, "track_file");
    for (const use of real.all("BFD_CHECK")) tell(report, use.statement, use.block, "name");
    // Of HTTP_GET it is told where it is read.
    for (const use of real.all("SSL_GET")) {
      tell(report, use.statement, use.block, "url");
      for (const url of use.block.all("url")) tell(report, url.statement, url.block, "path");
    }
  });
};

/** That a block is missing as a whole has been told. */
function tell<B extends KeywordBlock>(
  report: Report,
  statement: Statement,
  block: BlockValues<B>,
  keyword: Keyword<B>,
) {
  if (!statement.block || block.has(keyword)) return;
  const row = rowOf(block.name, keyword);
  const rest = row?.opens === undefined ? (row?.takes.synopsis ?? "") : "{ ... }";
  report.error("LK0016", headSpan(statement), `"${statement.keyword.text}" has no "${keyword}"`, {
    expected: `${keyword} ${rest} inside: keepalived leaves out a block without it`,
  });
}

function tellCrossed(report: Report, { block }: UseOf<"file", "vrrp_track_process">): void {
  const { unused } = processRange(block);
  if (unused)
    report.warning("LK0035", headSpan(unused.statement), `"quorum" is above "quorum_max"; this one is not used`);
}
