/** Objects that cannot both be: same name, same service. The second is told, with the first's place. */

import type { Span } from "../diag/source.ts";
import type { VirtualServer } from "../director/model.ts";
import { serviceName } from "../director/names.ts";
import { formatEndpoint } from "../net/endpoint.ts";
import type { Entry } from "./block-values.ts";
import type { PlaceBook } from "./places.ts";
import type { Report } from "./report.ts";
import { headSpan } from "./syntax.ts";

/** @returns the entries without those whose name an earlier one has; they are reported. */
export function withDistinctNames<E extends Entry<string>>(report: Report, what: string, entries: readonly E[]): E[] {
  const first = new Map<string, Span>();
  return entries.filter((entry) => {
    const span = headSpan(entry.statement);
    if (entry.value === undefined) return true;
    const before = first.get(entry.value);
    if (before === undefined) {
      first.set(entry.value, span);
      return true;
    }
    report.error("LK0017", span, `${what} ${entry.value} is defined twice; not used again`, firstHere(before));
    return false;
  });
}

/** @returns the servers without those whose service an earlier one has; checks/services.ts tells those by mark and group. */
export function withDistinctServices(
  report: Report,
  places: PlaceBook,
  servers: readonly VirtualServer[],
): VirtualServer[] {
  const first = new Map<string, VirtualServer>();
  for (const server of servers) {
    const service = nameOf(server);
    const before = first.get(service);
    if (before === undefined) first.set(service, server);
    const span = before && server.key.kind === "address" && server.group === undefined ? places.of(server) : undefined;
    if (before && span)
      report.error(
        "LK0017",
        span,
        `virtual server ${service} is defined twice; not used again`,
        firstHere(places.of(before)),
      );
  }
  return [...first.values()];
}

function nameOf({ key, group }: VirtualServer): string {
  if (group !== undefined) return `group ${group.name} ${key.kind === "address" ? key.protocol : ""}`;
  return key.kind === "address" ? `${formatEndpoint(key)} ${key.protocol.toUpperCase()}` : serviceName(key);
}

function firstHere(span: Span | undefined) {
  return span ? { related: [{ span, message: "the first one is here" }] } : {};
}
