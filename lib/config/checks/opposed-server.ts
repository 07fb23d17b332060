/** Keywords of a virtual server that another of its words, or its scheduler, makes void. */

import type { Severity } from "../../diag/diagnostic.ts";
import { familyOf } from "../../net/address.ts";
import type { BlockValues, Keyword } from "../block-values.ts";
import { defaultPersistence } from "../keywords/virtual-server.ts";
import { addressOf } from "../server-head.ts";
import type { Check } from "./checked.ts";
import { kindOf, type VirtualServerUse } from "./server-view.ts";

export const serversAgree: Check = ({ file, report }) => {
  for (const server of file.all("virtual_server"))
    for (const { keyword, message, severity } of contradictions(server)) {
      const span = server.block.last(keyword)?.statement.keyword.span;
      if (span) report.add(severity ?? "warning", "LK0063", span, message);
    }
};

interface Contradiction {
  readonly keyword: Keyword<"virtual_server">;
  readonly message: string;
  readonly severity?: Severity;
}

function contradictions(server: VirtualServerUse): Contradiction[] {
  const { block } = server;
  return [...byHead(server), ...byOnePacket(block), ...byScheduler(block), ...byGranularity(block)];
}

function byHead(server: VirtualServerUse): Contradiction[] {
  const kind = kindOf(server);
  if (kind === "address") return byFamily(server);
  const suspended = `"ha_suspend" has no effect with a ${kind === "fwmark" ? "firewall mark" : "group"}: there is no one address to wait for`;
  const protocol = '"protocol" has no effect with a firewall mark, which takes every protocol';
  return [
    { keyword: "ha_suspend", message: suspended },
    ...(kind === "fwmark" ? ([{ keyword: "protocol", message: protocol }] as const) : []),
  ];
}

/** It is for marks, which have no family of their own. */
function byFamily({ value, block }: VirtualServerUse): Contradiction[] {
  const address = addressOf(value)?.address;
  const wanted = block.get("ip_family");
  if (address === undefined || wanted === undefined || wanted === familyOf(address)) return [];
  return [{ keyword: "ip_family", message: `"ip_family ${wanted}" has no effect: the address is of the other family` }];
}

/** The kernel schedules packets one by one for UDP alone (ip_vs_core.c), and then keeps persistence all the same. */
function byOnePacket(block: BlockValues<"virtual_server">): Contradiction[] {
  const protocol = block.get("protocol");
  if (protocol !== undefined && protocol !== "UDP")
    return [
      { keyword: "ops", message: `"ops" has no effect with ${protocol}: only UDP has packets without connections` },
    ];
  if (!block.get("persistence_timeout") && !block.has("persistence_granularity")) return [];
  const message = '"ops" beside persistence: the packets of a client still go to one real server';
  return [{ keyword: "ops", message, severity: "note" }];
}

/** What it makes of a service that is to have none. */
function byGranularity(block: BlockValues<"virtual_server">): Contradiction[] {
  if (block.get("persistence_timeout") !== 0 || block.get("persistence_granularity") === undefined) return [];
  const message = `"persistence_timeout 0" has no effect beside "persistence_granularity": the service is persistent for ${defaultPersistence} s`;
  return [{ keyword: "persistence_timeout", message }];
}

const flags = {
  hashed: ["sh"],
  "sh-port": ["sh"],
  "sh-fallback": ["sh"],
  "mh-port": ["mh"],
  "mh-fallback": ["mh"],
  "flag-1": ["sh", "mh"],
  "flag-2": ["sh", "mh"],
  "flag-3": ["sh", "mh"],
} as const satisfies Partial<Record<Keyword<"virtual_server">, readonly string[]>>;

function byScheduler(block: BlockValues<"virtual_server">): Contradiction[] {
  const scheduler = block.get("lb_algo");
  if (scheduler === undefined) return [];
  return (Object.keys(flags) as (keyof typeof flags)[]).flatMap((keyword) => {
    const fitting: readonly string[] = flags[keyword];
    if (fitting.includes(scheduler)) return [];
    return [
      {
        keyword,
        message: `"${keyword}" has no effect with the scheduler ${scheduler}, only with ${fitting.join(" and ")}`,
      },
    ];
  });
}
