/** Virtual servers, their real servers and checks, written out with everything that they inherit. */

import type { Check, CheckTiming, HttpUrl } from "../check/model.ts";
import type { RealServer, VirtualServer } from "../director/model.ts";
import type { Endpoint } from "../net/endpoint.ts";
import type { UseOf } from "./block-values.ts";
import { blockOf, type EffectiveBlocks, type Printed, printBlock, printUse } from "./print-block.ts";
import { serverValues, serviceValues } from "./print-policy.ts";
import type { Places } from "./settings.ts";

export function printVirtualServer(places: Places, server: VirtualServer): Printed {
  const { key, group } = server;
  const block = printBlock(
    "virtual_server",
    blockOf(places, "virtual_server", server),
    {
      ...(key.kind === "address" ? { protocol: key.protocol.toUpperCase() as "TCP" } : { ip_family: key.family }),
      lb_algo: server.scheduler as "rr",
      lb_kind: server.forwarding,
      persistence_timeout: server.persistenceTimeout,
      persistence_granularity: server.persistenceGranularity,
      ...serviceValues(server.policy),
    },
    { real_server: server.realServers.map((real) => printRealServer(places, real)) },
  );
  const service = key.kind === "address" ? [key.address, String(key.port)] : ["fwmark", String(key.fwmark)];
  return { words: ["virtual_server", ...(group ? ["group", group.name] : service)], block };
}

function printRealServer(places: Places, real: RealServer): Printed {
  const { endpoint, weight, checks } = real;
  const of = (type: Check["type"]) =>
    checks.filter((check) => check.type === type).map((one) => printCheck(places, one));
  const block = printBlock(
    "real_server",
    blockOf(places, "real_server", real),
    { lvs_method: real.forwarding, weight, ...serverValues(real.policy) },
    { ...printOtherChecks(places, real), TCP_CHECK: of("TCP_CHECK"), HTTP_GET: of("HTTP_GET") },
  );
  return { words: ["real_server", endpoint.address, String(endpoint.port)], block };
}

/** Where the server's port was mended, checks that are printed as written still go to the port that was written. */
function printOtherChecks(places: Places, real: RealServer): EffectiveBlocks<"real_server"> {
  const use = places.from(real) as UseOf<"virtual_server", "real_server"> | undefined;
  const port = use?.value?.port;
  if (!use || !port || port === real.endpoint.port) return {};
  return Object.fromEntries(
    connecting.map((checker) => [
      checker,
      use.block.uses.filter(({ keyword }) => keyword === checker).map((one) => printUse(one, { connect_port: port })),
    ]),
  );
}

function printCheck(places: Places, check: Check): Printed {
  const values = { ...printTarget(check.target), ...printTiming(check.timing) };
  switch (check.type) {
    case "TCP_CHECK":
      return { words: [check.type], block: printBlock("TCP_CHECK", blockOf(places, "TCP_CHECK", check), values, {}) };
    case "HTTP_GET": {
      const url = check.urls.map((one) => printUrl(places, one));
      return {
        words: [check.type],
        block: printBlock(
          "HTTP_GET",
          blockOf(places, "HTTP_GET", check),
          { ...values, virtualhost: undefined },
          { url },
        ),
      };
    }
  }
}

function printUrl(places: Places, url: HttpUrl): Printed {
  const values = {
    path: url.path,
    digest: url.digest,
    status_code: url.statusCodes,
    virtualhost: url.virtualHost,
  };
  return { words: ["url"], block: printBlock("url", blockOf(places, "url", url), values, {}) };
}

/** Checkers that connect and of which no settings are made yet. */
const connecting = ["SSL_GET", "SMTP_CHECK", "DNS_CHECK", "UDP_CHECK"] as const;

function printTarget({ address, port }: Endpoint) {
  return { connect_ip: address, connect_port: port };
}

function printTiming(timing: CheckTiming) {
  return {
    delay_loop: timing.delayLoop,
    connect_timeout: timing.connectTimeout,
    retry: timing.retry,
    delay_before_retry: timing.delayBeforeRetry,
    warmup: timing.warmup,
  };
}
