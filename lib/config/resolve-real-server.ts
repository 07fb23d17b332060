/** `real_server` → RealServer with its checks. */

import type { Forwarding, RealServer } from "../director/model.ts";
import type { ServerPolicy } from "../director/policy.ts";
import { type Family, familyOf } from "../net/address.ts";
import type { Endpoint } from "../net/endpoint.ts";
import { Alike } from "./alike.ts";
import type { UseOf } from "./block-values.ts";
import type { PlaceBook } from "./places.ts";
import type { Report } from "./report.ts";
import { resolveCheck } from "./resolve-check.ts";
import type { RunsAs } from "./resolve-command.ts";
import { resolveServerPolicy, saysPolicy } from "./resolve-policy.ts";
import { type Inherited, inherit, saidTiming } from "./resolve-timing.ts";
import { readChecks, type SaidCheck } from "./said-checks.ts";
import { headSpan } from "./syntax.ts";

/** What real servers have to fit. */
export interface Service {
  readonly family: Family;
  /** Any: it is known by a mark. */
  readonly port: number | "any";
}

/** What its block says, whichever real server it is of. */
interface Said {
  readonly timing: Inherited;
  readonly forwarding: Forwarding | undefined;
  readonly weight: number | undefined;
  readonly checks: readonly SaidCheck[];
  /** False: all of its policy is inherited. */
  readonly policy: boolean;
}

/** What blocks of real servers say. */
export type SaidServers = Alike<"real_server", Said>;

export function saidServers(report: Report): SaidServers {
  return new Alike(report, (values) => readServer(report, values));
}

/** What a real server takes from its virtual server. */
export interface ServerContext {
  readonly report: Report;
  readonly places: PlaceBook;
  readonly said: SaidServers;
  readonly service: Service | undefined;
  readonly forwarding: Forwarding;
  readonly weight: number;
  readonly inherited: Inherited;
  readonly policy: ServerPolicy;
  readonly runsAs: RunsAs;
}

type Server = UseOf<"virtual_server", "real_server">;
type Method = Forwarding["method"];

/** @returns undefined where its address cannot be read, which is reported. */
export function resolveRealServer(context: ServerContext, use: Server): RealServer | undefined {
  const { report, places } = context;
  const { value: written, block: values } = use;
  const said = context.said.of(values);
  if (written === undefined) return undefined;
  const inherited = inherit(said.timing, context.inherited);
  // Of a service that cannot be read some port or other, so that none is found to be missing.
  const servicePort = context.service?.port ?? 1;
  const port = written.port || (servicePort === "any" ? 0 : servicePort);
  const server = port === written.port ? written : { address: written.address, port };
  const own = said.forwarding;
  const { method } = own ?? context.forwarding;
  const endpoint = mendPort(context, method, use, server);
  tellFamily(context, method, use, endpoint);
  const about = { report, places, server, inherited, values };
  const real: RealServer = {
    endpoint,
    ...(own === undefined ? {} : { forwarding: own }),
    weight: said.weight ?? context.weight,
    checks: said.checks.map((check) => resolveCheck(about, check)),
    policy: said.policy ? resolveServerPolicy(values, context.policy, context.runsAs) : context.policy,
  };
  return places.note(real, use, placesOfServer);
}

function readServer(report: Report, values: Server["block"]): Said {
  return {
    timing: saidTiming(values, values.get("virtualhost")),
    forwarding: values.get("lvs_method"),
    weight: values.get("weight"),
    checks: readChecks(report, values),
    policy: saysPolicy(values),
  };
}

function placesOfServer({ statement, block }: Server) {
  return { endpoint: headSpan(statement), forwarding: block.place("lvs_method"), weight: block.place("weight") };
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
