/** Virtual servers for tests of the checks, in the addresses of the LVS-DR scenario. */

import type { Check, CheckTiming, HttpUrl } from "../../lib/check/model.ts";
import type { RealServer, VirtualServer } from "../../lib/director/model.ts";
import type { ServerPolicy, ServicePolicy } from "../../lib/director/policy.ts";
import type { ServiceKey } from "../../lib/ipvs/model.ts";
import { address } from "../../lib/net/address.ts";
import type { Endpoint } from "../../lib/net/endpoint.ts";

/** delay_loop 6, connect_timeout 3, nb_get_retry 3, delay_before_retry 3, warmup as delay_loop. */
export const timing: CheckTiming = {
  delayLoop: 6000,
  connectTimeout: 3000,
  retry: 3,
  delayBeforeRetry: 3000,
  warmup: 6000,
};

/** Of a service, and of a real server in it, that say nothing of failures. */
export const plainService: ServicePolicy = {
  quorum: 1,
  hysteresis: 0,
  haSuspend: false,
  omega: false,
  mail: false,
  onePacket: false,
  schedulerFlags: 0,
};
export const plainServer: ServerPolicy = {
  alpha: false,
  inhibitOnFailure: false,
  mail: false,
  upperThreshold: 0,
  lowerThreshold: 0,
};

export const rip1: Endpoint = { address: address("172.16.12.111"), port: 80 };
export const rip2: Endpoint = { address: address("172.16.12.112"), port: 80 };

export function tcpCheck(target: Endpoint, over: Partial<CheckTiming> = {}): Check {
  return { type: "TCP_CHECK", target, timing: { ...timing, ...over } };
}

export function httpCheck(target: Endpoint, url: Partial<HttpUrl> = {}): Check {
  const whole = { path: "/index.html", statusCodes: [{ from: 200, to: 299 }], ...url };
  return { type: "HTTP_GET", target, timing, urls: [whole] };
}

export function realServer(endpoint: Endpoint, checks: readonly Check[], weight = 10): RealServer {
  return { endpoint, weight, checks, policy: plainServer };
}

/** One that is known by its address. */
type ByAddress = VirtualServer & { readonly key: Extract<ServiceKey, { kind: "address" }> };

export function virtualServer(realServers: readonly RealServer[], over: Partial<ByAddress> = {}): ByAddress {
  return {
    key: { kind: "address", protocol: "tcp", address: address("172.16.12.110"), port: 80 },
    scheduler: "wlc",
    forwarding: { method: "DR" },
    persistenceTimeout: 50,
    realServers,
    policy: plainService,
    ...over,
  };
}
