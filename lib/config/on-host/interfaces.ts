/** Interfaces that any block names and the host does not have. */

import type { Span } from "../../diag/source.ts";
import type { Checked } from "../checks/checked.ts";
import { missingLink } from "../missing-links.ts";
import type { Statement } from "../syntax.ts";
import type { HostCheck } from "./held-against.ts";
import { routingWords } from "./routing-words.ts";

/** Where interfaces may come later, as with VPNs, their absence is nothing that a test can judge. */
export const interfacesExist: HostCheck = (checked, { links }) => {
  if (checked.global?.has("dynamic_interfaces")) return;
  const names = links.map(({ name }) => name);
  for (const { name, span } of [...ofInstances(checked), ...ofRouting(checked), ...ofTheRest(checked)]) {
    if (name === undefined || !span || names.includes(name)) continue;
    const { message, expected, hint } = missingLink(name, names, span);
    checked.report.error("LK0036", span, message, { ...(expected && { expected }), ...(hint && { hint }) });
  }
};

interface Use {
  readonly name: string | undefined;
  readonly span: Span | undefined;
}

function ofInstances({ instances }: Checked): Use[] {
  return instances.flatMap(({ block, addresses }) => {
    const excluded = block.last("virtual_ipaddress_excluded")?.block ?? [];
    const tracked = block.last("track_interface")?.block ?? [];
    return [
      { name: block.get("interface"), span: block.place("interface") },
      ...[...addresses, ...excluded].map(({ value, statement }) => device(value?.dev, statement)),
      ...tracked.map(({ value, statement }) => ({ name: value?.name, span: statement.keyword.span })),
    ];
  });
}

function ofRouting(checked: Checked): Use[] {
  return routingWords(checked, ["dev", "oif", "iif"]).map(({ word: { text, span } }) => ({ name: text, span }));
}

function ofTheRest({ file, global }: Checked): Use[] {
  const tracked = file.all("vrrp_sync_group").flatMap(({ block }) => block.last("track_interface")?.block ?? []);
  const daemon = global?.last("lvs_sync_daemon");
  return [
    ...tracked.map(({ value, statement }) => ({ name: value?.name, span: statement.keyword.span })),
    ...file
      .all("static_ipaddress")
      .flatMap(({ block }) => block)
      .map(({ value, statement }) => device(value?.dev, statement)),
    ...(daemon ? [{ name: daemon.value?.interface, span: daemon.statement.args[0]?.span }] : []),
  ];
}

/** The word after `dev`. */
function device(name: string | undefined, { args }: Statement): Use {
  const at = args.findIndex(({ text }) => text === "dev");
  return { name, span: args[at + 1]?.span };
}
