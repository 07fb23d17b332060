/** Options of an address that its family, or another one, makes void: virtual addresses and static ones. */

import { familyOf } from "../../net/address.ts";
import type { ListValues } from "../block-values.ts";
import type { Report } from "../report.ts";
import type { Word } from "../syntax.ts";
import type { Check } from "./checked.ts";

type Addresses = ListValues<"virtual_ipaddress"> | ListValues<"addresses">;

export const addressOptionsFit: Check = ({ file, instances, report }) => {
  for (const { block } of instances)
    for (const keyword of ["virtual_ipaddress", "virtual_ipaddress_excluded"] as const)
      tellAll(report, block.last(keyword)?.block ?? []);
  for (const { block } of file.all("static_ipaddress")) tellAll(report, block);
};

function tellAll(report: Report, addresses: Addresses): void {
  for (const { value, statement } of addresses) {
    if (value === undefined) continue;
    const at = (...names: readonly ("brd" | "broadcast" | "label" | "scope" | "peer")[]): Word | undefined =>
      statement.args.find(({ text }) => names.some((name) => name === text && value[name] !== undefined));
    const broadcast = at("brd", "broadcast");
    if (familyOf(value.prefix.address) === "inet6") tellOfFour(report, broadcast, [at("label"), at("scope")]);
    else if (broadcast && at("peer"))
      report.warning("LK0063", broadcast.span, `"${broadcast.text}" has no effect beside "peer"`);
  }
}

/** Of the first one keepalived makes so much that the address goes with it. */
function tellOfFour(report: Report, broadcast: Word | undefined, others: readonly (Word | undefined)[]): void {
  if (broadcast)
    report.error("LK0035", broadcast.span, "IPv6 has no broadcast: keepalived leaves the whole address out", {
      hint: `leave "${broadcast.text}" and what follows it out`,
    });
  for (const word of others)
    if (word) report.warning("LK0063", word.span, `"${word.text}" has no effect on an IPv6 address`);
}
