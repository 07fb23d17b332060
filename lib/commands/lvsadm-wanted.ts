/**
 * FILE → the table that it wants, whichever of three kinds it is: rules, JSON or a keepalived.conf. What is wrong with it is
 * shown whole, each fault with its place; then nothing is done.
 */

import { printable } from "../diag/display.ts";
import { makeSource, positionAt } from "../diag/source.ts";
import type { ServiceState } from "../ipvs/model.ts";
import { readTable } from "../ipvs/table-json-reader.ts";
import type { Environment } from "../ports/environment.ts";
import { type Files, longestFile } from "../ports/files.ts";
import type { Names } from "../ports/names.ts";
import { faulty, type NamedText, VerbFailure } from "./lvsadm-verb-failure.ts";
import { standardInput } from "./piped-configuration.ts";
import { Exit } from "./run.ts";

export const fileKinds = ["rules", "json", "keepalived"] as const;
export type FileKind = (typeof fileKinds)[number];

export interface WantedFile {
  /** `-` is standard input. */
  readonly file: string;
  /** Undefined: by its content. */
  readonly kind: FileKind | undefined;
  /** Of a keepalived.conf's `@ID` lines; undefined: the host's name up to its first dot. */
  readonly configurationId: string | undefined;
}

export interface FilePorts {
  readonly files: Files;
  readonly names: Names;
}

/** Of rules or JSON, in bytes: a table in JSON takes about half a kilobyte for each real server, and a table can be large. */
const longestTable = 128 * 2 ** 20;

/** @throws VerbFailure with status 2 where the file has faults, which have been shown; SystemError where it cannot be read. */
export async function readWanted(
  wanted: WantedFile,
  environment: Environment,
  ports: FilePorts,
): Promise<readonly ServiceState[]> {
  const piped = wanted.file === standardInput;
  const name = piped ? "<stdin>" : wanted.file;
  const named: NamedText = { name, text: ports.files.readOnce(piped ? undefined : wanted.file, longestTable) };
  switch (wanted.kind ?? recognised(named)) {
    case "json":
      return readJson(named, environment);
    case "rules": {
      const { readRulesFile } = await import("./lvsadm-wanted-rules.ts");
      return readRulesFile(named, environment, ports.names);
    }
    case "keepalived": {
      if (named.text.length > longestFile)
        throw new VerbFailure(
          `${printable(name)} is too long for a keepalived.conf: over ${longestFile / 2 ** 20} MiB`,
          Exit.usage,
        );
      const { readVirtualServers } = await import("./lvsadm-wanted-keepalived.ts");
      return readVirtualServers(named, wanted.configurationId, environment, ports.files);
    }
  }
}

/** By the first line that is neither empty nor a comment. */
export function kindOf(text: string): FileKind | undefined {
  const first = /^[ \t\r\ufeff]*([^\s#!\ufeff][^\n]*)/m.exec(text)?.[1];
  if (first === undefined) return undefined;
  if (/^[{[]/.test(first)) return "json";
  return /^(?:(?:ipvsadm|lvsadm)[ \t]+)?-/.test(first) ? "rules" : "keepalived";
}

/** Nothing in it could be an empty table, and taking all services away must not come of a file that was not written yet. */
function recognised({ name, text }: NamedText): FileKind {
  const kind = kindOf(text);
  if (kind !== undefined) return kind;
  throw new VerbFailure(
    `${printable(name)} is empty, so it cannot be told what it wants; where it is to be an empty table, say --format rules`,
    Exit.usage,
  );
}

function readJson({ name, text }: NamedText, environment: Environment): readonly ServiceState[] {
  const value = parseJson({ name, text });
  const read = readTable(value);
  if ("services" in read) return read.services;
  for (const { path, message } of read.faults)
    environment.stderr.write(`${printable(`${name}: ${path}: ${message}`)}\n`);
  throw faulty(
    name,
    read.faults.map(({ path, message }) => ({ path, message })),
  );
}

function parseJson({ name, text }: NamedText): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const at = / at position (\d+)/.exec(reason)?.[1];
    const place = at === undefined ? undefined : positionAt(makeSource(name, text), Number(at));
    const where = place === undefined ? "" : `:${place.line}:${place.column}`;
    throw new VerbFailure(printable(`${name}${where}: it is not JSON: ${reason}`), Exit.usage);
  }
}
