/** One service in two virtual servers, at least one of which has it from a group or by a mark. */

import type { Span } from "../../diag/source.ts";
import { type Address, addressBytes, familyOf } from "../../net/address.ts";
import { rangeOf } from "../group-line.ts";
import { markFamily } from "../mark-family.ts";
import type { Extras, Report } from "../report.ts";
import { addressOf } from "../server-head.ts";
import { headSpan } from "../syntax.ts";
import type { Check } from "./checked.ts";
import type { NamedBlocks } from "./named-blocks.ts";
import { kindOf, secondWord, type VirtualServerUse } from "./server-view.ts";

/** Addresses of one port and protocol, or one mark, that a virtual server serves. */
interface Service {
  readonly server: VirtualServerUse;
  /** Where it is written: in the head, or in the group. */
  readonly span: Span;
  /** What must be equal for two to clash. */
  readonly key: string;
  /** As numbers; 0 of marks. */
  readonly first: bigint;
  readonly last: bigint;
}

/** Two that both name an address are told where they are read. */
export const servicesStandOnce: Check = ({ file, named, report }) => {
  const servers = file.all("virtual_server");
  if (servers.every((server) => kindOf(server) === "address")) return;
  const used = new Map<string, VirtualServerUse>();
  const services = servers.flatMap((server) => {
    const before = kindOf(server) === "group" ? used.get(groupKey(server)) : undefined;
    if (before) tellClash(report, server, [{ span: headSpan(before.statement), message: "the other one is here" }]);
    else used.set(groupKey(server), server);
    return before ? [] : servicesOf(server, named);
  });
  services.sort((a, b) => compare(a.key, b.key) || compare(a.first, b.first));
  let before: Service | undefined;
  for (const service of services) {
    const clash = before?.key === service.key && service.first <= before.last && before.server !== service.server;
    if (before && clash && !(isPlain(before) && isPlain(service)))
      tellClash(report, service.server, placesOf(before, service));
    if (before?.key !== service.key || service.last > before.last) before = service;
  }
};

/** Who uses a whole group again clashes in all of it, which is told once. */
function groupKey(server: VirtualServerUse): string {
  return `${secondWord(server)} ${server.block.get("protocol") ?? "UDP"}`;
}

function tellClash(report: Report, { statement }: VirtualServerUse, related: Extras["related"]): void {
  report.error("LK0017", headSpan(statement), "another virtual server has this service, or a part of it", {
    hint: "the kernel keeps one entry for both, which each changes",
    ...(related && { related }),
  });
}

function placesOf(other: Service, { server, span }: Service) {
  const own = kindOf(server) === "group" ? [{ span, message: "it has it from here" }] : [];
  return [{ span: other.span, message: "the other one's is here" }, ...own];
}

function isPlain({ server }: Service): boolean {
  return kindOf(server) === "address";
}

function compare(a: string | bigint, b: string | bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function servicesOf(server: VirtualServerUse, named: NamedBlocks): Service[] {
  const word = secondWord(server);
  const protocol = server.block.get("protocol") ?? "UDP";
  const range = (span: Span, first: Address, last: Address, port: number): Service => {
    const key = `${protocol} ${port} ${familyOf(first)}`;
    return { server, span, key, first: numberOf(first), last: numberOf(last) };
  };
  const mark = (span: Span, number: number, family = markFamily(server.block)): Service => {
    return { server, span, key: `fwmark ${number} ${family}`, first: 0n, last: 0n };
  };
  switch (kindOf(server)) {
    case "address": {
      const value = addressOf(server.value);
      return value === undefined ? [] : [range(headSpan(server.statement), value.address, value.address, value.port)];
    }
    case "fwmark":
      return server.value?.kind === "fwmark" ? [mark(headSpan(server.statement), server.value.mark)] : [];
    case "group":
      return membersOf(named, word).flatMap(({ value, statement }) => {
        const span = headSpan(statement);
        if (value === undefined) return [];
        if (value.kind === "fwmark") return [mark(span, value.mark, value.family)];
        const { first, last, port } = rangeOf(value);
        return [range(span, first, last, port)];
      });
  }
}

function membersOf(named: NamedBlocks, name: string | undefined) {
  return (name === undefined ? undefined : named.find("virtual_server_group", name)?.block) ?? [];
}

function numberOf(address: Address): bigint {
  return addressBytes(address).reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}
