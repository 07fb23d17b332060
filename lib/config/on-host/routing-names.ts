/** Names of routing tables and the like that routes and rules use and this host does not define: keepalived leaves the whole line out. */

import { nearest } from "../../diag/suggest.ts";
import type { NameFile } from "../../ports/local-host.ts";
import type { Checked } from "../checks/checked.ts";
import type { HostCheck, HostView } from "./held-against.ts";
import { namesIn, namesKnown } from "./name-files.ts";
import { type OptionWord, routingWords } from "./routing-words.ts";

interface Named {
  readonly what: string;
  readonly file: NameFile;
}

const table: Named = { what: "routing table", file: "rt_tables" };
const service: Named = { what: "type of service", file: "rt_dsfield" };
const group: Named = { what: "group of interfaces", file: "group" };

const namedBy: Readonly<Record<string, Named>> = {
  table,
  lookup: table,
  protocol: { what: "routing protocol", file: "rt_protos" },
  scope: { what: "scope", file: "rt_scopes" },
  tos: service,
  dsfield: service,
  tc: service,
  realms: { what: "realm", file: "rt_realms" },
  suppress_ifgroup: group,
  sup_group: group,
};

export const routingNamesExist: HostCheck = (checked, { host }) => {
  const known = new Map<NameFile, ReadonlyMap<string, number>>();
  for (const { option, word } of routingWords(checked, Object.keys(namedBy))) {
    const named = namedBy[option];
    if (named === undefined) continue;
    const { file } = named;
    const names = known.get(file) ?? namesKnown(file, host.names(file).own);
    known.set(file, names);
    // One realm, or two.
    for (const name of word.text.split("/"))
      if (/^[a-z_]/i.test(name) && !names.has(name)) tell(checked, host, named, name, word, [...names.keys()]);
  }
};

function tell(
  { report }: Checked,
  host: HostView["host"],
  { what, file }: Named,
  name: string,
  { span }: OptionWord["word"],
  names: readonly string[],
): void {
  const path = `/etc/iproute2/${file}`;
  for (const other of host.names(file).others) {
    const number = namesIn(file, other.text).get(name);
    if (number === undefined) continue;
    report.warning("LK0082", span, `${other.path} has this ${what}, and keepalived before 2.3.2 reads ${path} alone`, {
      hint: `write ${number}`,
    });
    return;
  }
  const near = report.maySuggest() ? nearest(name, names) : undefined;
  report.error("LK0082", span, `this host has no ${what} ${JSON.stringify(name)}`, {
    expected: `a number, or a name that ${path} has${names.length > 0 ? `: ${names.join(", ")}` : ""}`,
    ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
  });
}
