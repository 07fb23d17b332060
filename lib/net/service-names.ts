/** The table of services(5): names of ports by protocol. Reads text; where the text comes from is the caller's. */

export interface ServiceNames {
  /** The port of a name or alias; case counts. */
  portOf(name: string, protocol: string): number | undefined;
  /** The official name of a port. */
  nameOf(port: number, protocol: string): string | undefined;
}

interface Entry {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly aliases: readonly string[];
}

/** @param text of /etc/services; lines that make no sense are skipped, the first of equals wins, as in the C library. */
export function parseServiceNames(text: string): ServiceNames {
  const entries = text.split("\n").flatMap(parseLine);
  return {
    portOf: (name, protocol) =>
      entries.find((entry) => entry.protocol === protocol && (entry.name === name || entry.aliases.includes(name)))
        ?.port,
    nameOf: (port, protocol) => entries.find((entry) => entry.protocol === protocol && entry.port === port)?.name,
  };
}

function parseLine(line: string): Entry[] {
  const [name, place, ...aliases] = line.replace(/#.*$/, "").trim().split(/\s+/);
  const match = /^(\d{1,5})\/(\S+)$/.exec(place ?? "");
  if (!name || match === null) return [];
  const [, port, protocol = ""] = match;
  return [{ name, port: Number(port), protocol, aliases }];
}
