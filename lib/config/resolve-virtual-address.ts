/** Lines of `virtual_ipaddress` → VirtualAddress: what lvskit's VRRP does with them. */

import { type Address, familyOf } from "../net/address.ts";
import { lastAddress, networkAddress } from "../net/prefix.ts";
import type { VirtualAddress } from "../vrrp/instance.ts";
import type { Entry, EntryValue, ListValues } from "./block-values.ts";
import type { PlaceBook } from "./places.ts";
import type { Report } from "./report.ts";
import { headSpan } from "./syntax.ts";

type Line = EntryValue<"virtual_ipaddress">;

/** @param device the instance's interface, which carries addresses that name no other. */
export function resolveVirtualAddresses(
  report: Report,
  places: PlaceBook,
  device: string,
  lines: ListValues<"virtual_ipaddress">,
): readonly VirtualAddress[] {
  const found = new Map<string, VirtualAddress>();
  for (const line of lines) {
    const address = resolveVirtualAddress(report, device, line);
    if (address === undefined) continue;
    const before = found.get(address.address);
    if (before === undefined) found.set(address.address, places.note(address, line));
    else {
      const first = places.of(before);
      report.warning(
        "LK0017",
        headSpan(line.statement),
        `address ${address.address} is listed twice; not used again`,
        first ? { related: [{ span: first, message: "listed first here" }] } : {},
      );
    }
  }
  return [...found.values()];
}

function resolveVirtualAddress(report: Report, device: string, line: Entry<Line>): VirtualAddress | undefined {
  const { value } = line;
  if (value === undefined) return undefined;
  tellNotYet(report, line);
  const { address, length = 32 } = value.prefix;
  if (familyOf(address) === "inet6") {
    const message = `address "${address}" is an IPv6 address, and lvskit's VRRP speaks only IPv4 yet`;
    report.error("LK0003", line.statement.keyword.span, message);
    return undefined;
  }
  return asCarried(value, device, length);
}

/** What a line says of how its device has an address. @param device where the line names none; @param length of the prefix */
export function asCarried(value: Line, device: string, length: number): VirtualAddress {
  const { address } = value.prefix;
  const broadcast = broadcastOf(address, length, value.brd ?? value.broadcast);
  return {
    address,
    prefixLength: length,
    device: value.dev ?? device,
    ...(value.label === undefined ? {} : { label: value.label }),
    ...(broadcast === undefined ? {} : { broadcast }),
    scope: value.scope ?? "global",
  };
}

const done: readonly string[] = ["prefix", "dev", "label", "brd", "broadcast", "scope"] satisfies (keyof Line)[];

function tellNotYet(report: Report, { value, statement }: Entry<Line>): void {
  for (const option of Object.keys(value ?? {})) {
    const word = done.includes(option) ? undefined : statement.args.find(({ text }) => text === option);
    if (word) report.warning("LK0003", word.span, `"${option}" of an address is not implemented by lvskit yet`);
  }
}

/** `+` is the last address of the prefix and `-` the first, as in ip-address(8). */
function broadcastOf(address: Address, length: number, wanted: Line["broadcast"]): Address | undefined {
  if (wanted !== "+" && wanted !== "-") return wanted;
  const network = { address, prefixLength: length };
  return wanted === "+" ? lastAddress(network) : networkAddress(network);
}
