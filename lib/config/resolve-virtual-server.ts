/** `virtual_server` → VirtualServer with its real servers, with the mends that keepalived makes, each of them told. */

import type { RealServer, VirtualServer } from "../director/model.ts";
import type { SorryServer } from "../director/policy.ts";
import { serviceFamily } from "../ipvs/identity.ts";
import type { ServiceKey } from "../ipvs/model.ts";
import { familyOf } from "../net/address.ts";
import { formatEndpoint } from "../net/endpoint.ts";
import type { BlockValues, UseOf } from "./block-values.ts";
import { defaultPersistence } from "./keywords/virtual-server.ts";
import { markFamily } from "./mark-family.ts";
import type { PlaceBook } from "./places.ts";
import type { Report } from "./report.ts";
import { type GroupServices, keysOfGroup } from "./resolve-group-keys.ts";
import { inheritedPolicy, type PolicyDefaults, resolveServicePolicy } from "./resolve-policy.ts";
import { resolveRealServer, type SaidServers, type ServerContext, type Service } from "./resolve-real-server.ts";
import { saidTiming } from "./resolve-timing.ts";
import { headSpan } from "./syntax.ts";

type Server = UseOf<"file", "virtual_server">;
type Values = BlockValues<"virtual_server">;
type Persistence = Pick<VirtualServer, "persistenceTimeout" | "persistenceGranularity">;

/** What all virtual servers share. */
export interface ServicesContext {
  readonly report: Report;
  readonly places: PlaceBook;
  readonly defaults: PolicyDefaults;
  readonly groups: GroupServices;
  readonly said: SaidServers;
}

/** @returns undefined where it has no usable address or no real server, which is reported. */
export function resolveVirtualServer(
  { report, places, defaults, groups, said }: ServicesContext,
  use: Server,
): VirtualServer | undefined {
  const { value: head, statement, block: values } = use;
  const [key, ...others] = resolveKeys(report, groups, use);
  const service = key && serviceOf([key, ...others]);
  const inherited = saidTiming(values, values.get("virtualhost"));
  const forwarding = values.get("lb_kind") ?? { method: "NAT" };
  if (forwarding.method !== "TUN") tellFamilies(report, use, [key, ...others]);
  const weight = values.get("weight") ?? 1;
  const scheduler = values.get("lb_algo") ?? "wlc";
  const policy = resolveServicePolicy(values, { scheduler, forwarding, port: service?.port ?? "any" }, defaults);
  const context: ServerContext = {
    report,
    places,
    said,
    service,
    forwarding,
    weight,
    inherited,
    policy: inheritedPolicy(values, policy),
    runsAs: defaults.runsAs,
  };
  tellSorryFamily(report, values, service, policy.sorryServer);
  const realServers = resolveRealServers(context, values);
  const persistence = resolvePersistence(report, use, service, [key, ...others].some(takesEveryPort));
  if (!values.has("real_server") && statement.block)
    report.warning("LK0031", headSpan(statement), "this virtual server has no real server; not used");
  if (key === undefined || realServers.length === 0) return undefined;
  const server: VirtualServer = {
    key,
    ...(head?.kind === "group" ? { group: { name: head.name, others } } : {}),
    scheduler,
    forwarding,
    ...persistence,
    realServers,
    policy,
  };
  return places.note(server, use, () => ({
    key: headSpan(statement),
    scheduler: values.place("lb_algo"),
    forwarding: values.place("lb_kind"),
    persistenceTimeout: values.place("persistence_timeout"),
    persistenceGranularity: values.place("persistence_granularity"),
  }));
}

/** @returns none for a head that cannot be read, or names a group that nobody defines, which is told. */
function resolveKeys(report: Report, groups: GroupServices, use: Server): readonly ServiceKey[] {
  const { value, statement, block } = use;
  const protocol = resolveProtocol(report, groups, use);
  switch (value?.kind) {
    case undefined:
      return [];
    case "address":
      return [{ kind: "address", protocol, address: value.address, port: value.port }];
    case "fwmark":
      return [{ kind: "fwmark", fwmark: value.mark, family: markFamily(block) }];
    case "group": {
      const group = groups.find(value.name);
      if (group === undefined) return [];
      const excess = groups.tooMany(group);
      if (excess === undefined) return keysOfGroup(group, protocol, markFamily(block));
      report.error("LK0013", headSpan(statement), excess, {
        hint: "each takes an entry in the kernel; a mark stands for any number of addresses",
      });
      return [];
    }
  }
}

/** Of several ports and of marks none is the service's. */
function serviceOf(keys: readonly [ServiceKey, ...ServiceKey[]]): Service {
  const ports = new Set(keys.map((key) => (key.kind === "address" ? key.port : "any")));
  const [port = "any"] = ports;
  return { family: serviceFamily(keys[0]), port: ports.size === 1 ? port : "any" };
}

function takesEveryPort(key: ServiceKey | undefined): boolean {
  return key?.kind === "address" && key.port === 0;
}

/** Only a tunnel can carry one family in the other. */
function tellFamilies(report: Report, { statement }: Server, keys: readonly (ServiceKey | undefined)[]): void {
  const families = new Set(keys.flatMap((key) => (key ? serviceFamily(key) : [])));
  if (families.size > 1)
    report.error(
      "LK0035",
      headSpan(statement),
      "the group has IPv4 and IPv6 addresses, and its real servers are of one",
      {
        hint: "write a group for each, or lb_kind TUN",
      },
    );
}

/** As of a real server, which it becomes. */
function tellSorryFamily(
  report: Report,
  values: Values,
  service: Service | undefined,
  sorry: SorryServer | undefined,
): void {
  if (service === undefined || sorry === undefined || sorry.forwarding.method === "TUN") return;
  const word = values.last("sorry_server")?.statement.args[0];
  if (word && familyOf(sorry.endpoint.address) !== service.family)
    report.error("LK0035", word.span, "the sorry server has the address family of its virtual server, unless by TUN");
}

/** Keyed by address and port, the destination's identity to the kernel; a second one is dropped, as in keepalived. */
function resolveRealServers(context: ServerContext, values: Values): readonly RealServer[] {
  const found = new Map<string, RealServer>();
  for (const use of values.all("real_server")) {
    const server = resolveRealServer(context, use);
    if (server === undefined) continue;
    const key = formatEndpoint(server.endpoint);
    const before = found.get(key);
    if (before === undefined) {
      found.set(key, server);
      continue;
    }
    const first = context.places.of(before);
    context.report.warning("LK0024", headSpan(use.statement), `real server ${key} is listed twice; not used again`, {
      ...(first ? { related: [{ span: first, message: "listed first here" }] } : {}),
    });
  }
  return [...found.values()];
}

function resolveProtocol(
  report: Report,
  groups: GroupServices,
  { value, block: values, statement }: Server,
): "tcp" | "udp" | "sctp" {
  const marked = statement.args[0]?.text === "fwmark" || (value?.kind === "group" && groups.isOfMarks(value.name));
  if (!values.has("protocol") && statement.block && !marked)
    report.warning("LK0020", headSpan(statement), 'this virtual server has no "protocol", which means UDP', {
      hint: "write protocol TCP, or protocol UDP if that is meant",
    });
  const words = { TCP: "tcp", UDP: "udp", SCTP: "sctp" } as const;
  return words[values.get("protocol") ?? "UDP"];
}

/** A granularity, or a service for all ports, is persistent by itself: 360 s, as in keepalived. */
function resolvePersistence(
  report: Report,
  { block: values, statement }: Server,
  service: Service | undefined,
  everyPort: boolean,
): Persistence {
  const written = values.get("persistence_timeout");
  const place = values.place("persistence_timeout");
  if (written === 0 && place && values.get("persistence_granularity") === undefined)
    report.warning("LK0029", place, "a timeout of 0 is read as no persistence");
  const persistenceGranularity = resolveGranularity(report, values, service);
  let timeout = written === 0 ? undefined : written;
  if (timeout === undefined && persistenceGranularity !== undefined) timeout = defaultPersistence;
  if (timeout === undefined && everyPort) {
    timeout = defaultPersistence;
    report.warning("LK0029", headSpan(statement), "a service for all ports (port 0) must be persistent", {
      hint: `a persistence_timeout of ${defaultPersistence} is assumed; write one`,
    });
  }
  return {
    ...(timeout === undefined ? {} : { persistenceTimeout: timeout }),
    ...(persistenceGranularity === undefined ? {} : { persistenceGranularity }),
  };
}

/** The mask must be of the service's family. */
function resolveGranularity(report: Report, values: Values, service: Service | undefined): string | undefined {
  const mask = values.get("persistence_granularity");
  const place = values.place("persistence_granularity");
  if (mask === undefined || service === undefined || !place) return mask;
  if (mask.includes(".") === (service.family === "inet")) return mask;
  report.error("LK0012", place, "persistence_granularity does not fit the address family of the virtual server", {
    expected: service.family === "inet" ? "a mask such as 255.255.255.0" : "a prefix length from 1 to 128",
  });
  return undefined;
}
