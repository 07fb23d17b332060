/** `real_server` → RealServer with its checks. */

import type { Check } from "../check/model.ts";
import type { Forwarding, RealServer } from "../director/model.ts";
import type { ServerPolicy } from "../director/policy.ts";
import { address, type Family, familyOf } from "../net/address.ts";
import type { Endpoint } from "../net/endpoint.ts";
import type { UseOf } from "./block-values.ts";
import type { PlaceBook } from "./places.ts";
import type { Report } from "./report.ts";
import { type CheckContext, type Inherited, inherit, resolveHttpCheck, resolveTcpCheck } from "./resolve-check.ts";
import type { RunsAs } from "./resolve-command.ts";
import { resolveServerPolicy } from "./resolve-policy.ts";
import { headSpan } from "./syntax.ts";

/** What real servers have to fit. */
export interface Service {
  readonly family: Family;
  /** Any: it is known by a mark. */
  readonly port: number | "any";
}

/** What a real server takes from its virtual server. */
export interface ServerContext {
  readonly report: Report;
  readonly places: PlaceBook;
  readonly service: Service | undefined;
  readonly forwarding: Forwarding;
  readonly weight: number;
  readonly inherited: Inherited;
  readonly policy: ServerPolicy;
  readonly runsAs: RunsAs;
}

type Server = UseOf<"virtual_server", "real_server">;
type Method = Forwarding["method"];

/** Stands in for an address that cannot be read, so that the block's contents are checked all the same. */
const placeholder: Endpoint = { address: address("0.0.0.0"), port: 1 };

/** @returns undefined where its address cannot be read, which is reported. */
export function resolveRealServer(context: ServerContext, use: Server): RealServer | undefined {
  const { report, places } = context;
  const { block: values } = use;
  const written = use.value ?? placeholder;
  const inherited = inherit(values, context.inherited, values.get("virtualhost"));
  const servicePort = context.service?.port ?? placeholder.port;
  const port = written.port || (servicePort === "any" ? 0 : servicePort);
  const server = port === written.port ? written : { address: written.address, port };
  const checks = resolveChecks({ report, places, server, inherited }, values);
  if (use.value === undefined) return undefined;
  const own = values.get("lvs_method");
  const { method } = own ?? context.forwarding;
  const endpoint = mendPort(context, method, use, server);
  tellFamily(context, method, use, endpoint);
  const real: RealServer = {
    endpoint,
    ...(own === undefined ? {} : { forwarding: own }),
    weight: values.get("weight") ?? context.weight,
    checks,
    policy: resolveServerPolicy(values, context.policy, context.runsAs),
  };
  return places.note(real, use, placesOfServer);
}

function placesOfServer({ statement, block }: Server) {
  return { endpoint: headSpan(statement), forwarding: block.place("lvs_method"), weight: block.place("weight") };
}

function resolveChecks(context: CheckContext, values: Server["block"]): readonly Check[] {
  const checks: Check[] = [];
  for (const tcp of values.all("TCP_CHECK")) checks.push(resolveTcpCheck(context, tcp));
  for (const http of values.all("HTTP_GET")) {
    const check = resolveHttpCheck(context, http);
    if (check) checks.push(check);
  }
  return checks;
}

/** The kernel does not rewrite ports with DR and TUN (ip_vs_xmit.c), so keepalived takes the virtual server's. */
function mendPort(context: ServerContext, method: Method, use: Server, server: Endpoint): Endpoint {
  const { service, report } = context;
  if (service === undefined || method === "NAT" || server.port === service.port) return server;
  // Told by checks/fixed-ports.ts where one is written.
  if (service.port === "any") return { ...server, port: 0 };
  const word = use.statement.args[1] ?? use.statement.keyword;
  report.warning("LK0032", word.span, `with ${method} a real server is reached on the service's port ${service.port}`, {
    hint: "write the port of the virtual server here; checks still go to the port written",
  });
  return { ...server, port: service.port };
}

/** Only a tunnel can carry one family in the other (ip_vs_new_dest, ip_vs_ctl.c). */
function tellFamily(context: ServerContext, method: Method, use: Server, endpoint: Endpoint): void {
  const { service, report } = context;
  if (service === undefined || method === "TUN" || service.family === familyOf(endpoint.address)) return;
  const word = use.statement.args[0] ?? use.statement.keyword;
  report.error("LK0035", word.span, `with ${method} a real server has the address family of its virtual server`);
}
