/** What diff and apply take alike: FILE, its kind, and the services that it does not name. */

import { serviceId } from "../ipvs/identity.ts";
import type { ServiceState } from "../ipvs/model.ts";
import type { Wish } from "./lvsadm-change-table.ts";
import { VerbFailure } from "./lvsadm-verb-failure.ts";
import { type FileKind, fileKinds, type WantedFile } from "./lvsadm-wanted.ts";
import type { OptionRow } from "./option-row.ts";
import type { ParsedWords } from "./options.ts";
import { Exit } from "./run.ts";

export const fileOptions: readonly OptionRow[] = [
  {
    long: "format",
    value: "FORMAT",
    help: "take FILE for rules, json or keepalived, instead of recognising it by its content",
  },
  {
    long: "config-id",
    short: "i",
    value: "ID",
    help: "of a keepalived.conf: keep the lines that begin with @ID; without it ID is the host's name up to its first dot",
  },
  { long: "keep-others", short: "k", help: "leave services alone that FILE does not name" },
];

export const fileNote =
  "FILE is what lvsadm -S prints, JSON as lvsadm show --json prints it, or a keepalived.conf, of which all real servers count as up; - is standard input.";

/** @throws VerbFailure with status 2 */
export function wantedFileOf(given: ParsedWords): WantedFile {
  const [file, surplus] = given.words;
  if (!file) throw new VerbFailure("say which FILE; - is standard input", Exit.usage);
  if (surplus !== undefined) throw new VerbFailure(`unexpected word ${JSON.stringify(surplus)}`, Exit.usage);
  return { file, kind: kindGiven(given.value("format")), configurationId: given.value("config-id") };
}

function kindGiven(written: string | undefined): FileKind | undefined {
  const kind = fileKinds.find((one) => one === written);
  if (written === undefined || kind !== undefined) return kind;
  throw new VerbFailure(`--format ${JSON.stringify(written)} is none of ${fileKinds.join(", ")}`, Exit.usage);
}

/** The wish that FILE is: with --keep-others, services that it does not name stay as they are. */
export function wishOf(given: ParsedWords, services: readonly ServiceState[]): Wish {
  if (!given.has("keep-others")) return () => services;
  const named = new Set(services.map(({ key }) => serviceId(key)));
  return (current) => [...services, ...current.filter(({ key }) => !named.has(serviceId(key)))];
}
