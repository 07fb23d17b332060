/** What stands after `real_server` and `virtual_server`: an address and a port; a service may be a mark or a group too. */

import type { Endpoint } from "../net/endpoint.ts";
import { type Arguments, missing, one, readWord, refuseSurplus } from "./arguments.ts";
import { ipAddress } from "./values/address.ts";
import { integer, portFrom } from "./values/integer.ts";
import { largestUnsigned } from "./values/limits.ts";
import { name } from "./values/words.ts";

/** Port 0 (or none) means every port. */
const port = portFrom(0);

export const serverHead: Arguments<Endpoint> = {
  synopsis: "ADDRESS [PORT]",
  expected: `${ipAddress.expected}, and a port from 0 to 65535`,
  kinds: [ipAddress, port],
  least: 1,
  most: 2,
  read(call) {
    const [address, portWord] = call.words;
    if (address === undefined) return missing(call, ipAddress.expected);
    refuseSurplus(call, 2);
    const at = readWord(call, ipAddress, address);
    const number = portWord === undefined ? 0 : readWord(call, port, portWord);
    return at === undefined || number === undefined ? undefined : { address: at, port: number };
  },
  write: ({ address, port: number }) => [address, String(number)],
};

/** What a virtual server serves. */
export type ServiceHead =
  | ({ readonly kind: "address" } & Endpoint)
  | { readonly kind: "fwmark"; readonly mark: number }
  | { readonly kind: "group"; readonly name: string };

const byMark = one(integer(1, largestUnsigned, "MARK"));
const byGroup = one(name);

export const serviceHead: Arguments<ServiceHead> = {
  ...serverHead,
  synopsis: `${serverHead.synopsis} | fwmark MARK | group NAME`,
  read(call) {
    const [first] = call.words;
    const rest = { ...call, keyword: first ?? call.keyword, words: call.words.slice(1) };
    switch (first?.text) {
      case "fwmark": {
        const mark = byMark.read(rest);
        return mark === undefined ? undefined : { kind: "fwmark", mark };
      }
      case "group": {
        const group = byGroup.read(rest);
        return group === undefined ? undefined : { kind: "group", name: group };
      }
      default: {
        const endpoint = serverHead.read(call);
        return endpoint && { kind: "address", ...endpoint };
      }
    }
  },
  write(value) {
    if (value.kind === "address") return serverHead.write(value);
    return value.kind === "fwmark" ? ["fwmark", String(value.mark)] : ["group", value.name];
  },
};

/** @returns the address and port of a service that is one. */
export function addressOf(head: ServiceHead | undefined): Endpoint | undefined {
  return head?.kind === "address" ? head : undefined;
}
