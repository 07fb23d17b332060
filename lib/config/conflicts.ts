/** Objects that cannot both be: same name, same service, same virtual router. The second is told, with the first's place. */

import type { Span } from "../diag/source.ts";
import type { VirtualServer } from "../director/model.ts";
import { formatEndpoint } from "../net/endpoint.ts";
import type { VrrpInstance } from "../vrrp/instance.ts";
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

/** @returns the servers without those whose address, port and protocol an earlier one has. */
export function withDistinctServices(
  report: Report,
  places: PlaceBook,
  servers: readonly VirtualServer[],
): VirtualServer[] {
  const first = new Map<string, VirtualServer>();
  for (const server of servers) {
    const service = `${formatEndpoint(server.key)} ${server.key.protocol.toUpperCase()}`;
    const before = first.get(service);
    const span = places.of(server);
    if (before === undefined) first.set(service, server);
    else if (span)
      report.error(
        "LK0017",
        span,
        `virtual server ${service} is defined twice; not used again`,
        firstHere(places.of(before)),
      );
  }
  return [...first.values()];
}

/** Two instances with one number on one link would take each other's advertisements for those of a peer. */
export function tellSameRouter(report: Report, places: PlaceBook, instances: readonly VrrpInstance[]): void {
  const first = new Map<string, VrrpInstance>();
  for (const instance of instances) {
    const key = `${instance.virtualRouterId} ${instance.interface}`;
    const before = first.get(key);
    const span = places.of(instance, "virtualRouterId");
    if (before === undefined) first.set(key, instance);
    else if (span)
      report.error(
        "LK0018",
        span,
        `virtual_router_id ${instance.virtualRouterId} is used twice on ${instance.interface}, by ${before.name} and ${instance.name}`,
        firstHere(places.of(before, "virtualRouterId")),
      );
  }
}

function firstHere(span: Span | undefined) {
  return span ? { related: [{ span, message: "the first one is here" }] } : {};
}
