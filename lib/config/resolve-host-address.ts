/** Lines of `virtual_ipaddress_excluded` and `static_ipaddress` → HostAddress. */

import { widthOf } from "../net/address.ts";
import type { AddressFlag, HostAddress } from "../vrrp/host-address.ts";
import type { Entry, EntryValue } from "./block-values.ts";
import type { PlaceBook } from "./places.ts";
import { asCarried } from "./resolve-virtual-address.ts";

const flags: readonly AddressFlag[] = ["home", "-nodad", "mngtmpaddr", "noprefixroute", "autojoin"];

/** @param device that carries addresses which name no other. */
export function resolveHostAddresses(
  places: PlaceBook,
  device: string,
  lines: readonly Entry<EntryValue<"addresses">>[],
): readonly HostAddress[] {
  return lines.flatMap((line) => {
    const { value } = line;
    return value === undefined ? [] : places.note(resolveHostAddress(device, value), line);
  });
}

function resolveHostAddress(device: string, value: EntryValue<"addresses">): HostAddress {
  const { address } = value.prefix;
  const whole = widthOf(address);
  const length = value.prefix.length ?? value.peer?.length ?? whole;
  return {
    ...asCarried(value, device, length),
    ...(value.peer ? { peer: { address: value.peer.address, prefixLength: value.peer.length ?? whole } } : {}),
    flags: flags.filter((flag) => value[flag]),
    ...(value.preferred_lft === undefined ? {} : { preferredLifetime: value.preferred_lft }),
    tracked: !value.no_track,
    ...(value.track_group === undefined ? {} : { trackGroup: value.track_group }),
    virtualMac: value.use_vmac ?? false,
  };
}
