/** What a checker says → Check of one real server, with the timing that virtual server and real server hand down. */

import type { Check, HttpUrl } from "../check/model.ts";
import type { Endpoint } from "../net/endpoint.ts";
import type { BlockValues, UseOf } from "./block-values.ts";
import type { PlaceBook } from "./places.ts";
import type { Report } from "./report.ts";
import { type Inherited, inherit, resolveTiming } from "./resolve-timing.ts";
import type { SaidCheck, SaidUrl } from "./said-checks.ts";
import { headSpan } from "./syntax.ts";

/** What resolving a checker needs to know of its real server. */
export interface CheckContext {
  readonly report: Report;
  readonly places: PlaceBook;
  readonly server: Endpoint;
  readonly inherited: Inherited;
  /** The block that the checker stands in. */
  readonly values: BlockValues<"real_server">;
}

export function resolveCheck(context: CheckContext, said: SaidCheck): Check {
  const { places, values } = context;
  const { type, index } = said;
  const inherited = inherit(said.timing, context.inherited);
  const target = resolveTarget(context, said);
  const use = () => useOf(values, said);
  switch (type) {
    case "TCP_CHECK":
      return places.note<Check, Use>({ type, target, timing: resolveTiming(inherited, 1000) }, use);
    case "HTTP_GET": {
      const page = (at: number) => values.all("HTTP_GET")[index]?.block.all("url")[at];
      const urls = said.urls.map((url) =>
        places.note(resolveUrl(url, inherited.virtualHost), () => found(page(url.index)), placesOfUrl),
      );
      return places.note<Check, Use>({ type, target, timing: resolveTiming(inherited, 3000), urls }, use);
    }
  }
}

type Use = UseOf<"real_server", Check["type"]>;

function useOf(values: CheckContext["values"], { type, index }: SaidCheck): Use {
  return found(values.all(type)[index]);
}

function found<T>(use: T | undefined): T {
  if (use === undefined) throw new Error("what a block said stands in it");
  return use;
}

function resolveUrl({ path, digest, statusCodes, virtualHost: own }: SaidUrl, inheritedHost?: string): HttpUrl {
  const virtualHost = own ?? inheritedHost;
  return {
    path,
    ...(digest === undefined ? {} : { digest }),
    statusCodes,
    ...(virtualHost === undefined ? {} : { virtualHost }),
  };
}

function placesOfUrl({ block }: UseOf<"HTTP_GET", "url">) {
  return {
    path: block.place("path"),
    digest: block.place("digest"),
    statusCodes: block.place("status_code"),
    virtualHost: block.place("virtualhost"),
  };
}

function resolveTarget({ report, server, values }: CheckContext, said: SaidCheck): Endpoint {
  if (said.address === undefined && said.port === undefined && server.port !== 0) return server;
  const port = said.port ?? server.port;
  if (port === 0)
    report.error("LK0016", headSpan(useOf(values, said).statement), `"${said.type}" has no port to connect to`, {
      expected: "connect_port PORT inside, because the real server has no port of its own",
    });
  return { address: said.address ?? server.address, port };
}
