/** What stands after `virtual_server` and `real_server`: an address and a port. */

import type { Endpoint } from "../net/endpoint.ts";
import { type Arguments, type Call, missing, readWord, refuseSurplus } from "./arguments.ts";
import { ipAddress } from "./values/address.ts";
import { portFrom } from "./values/integer.ts";

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
    if (refusedForm(call)) return undefined;
    refuseSurplus(call, 2);
    const at = readWord(call, ipAddress, address);
    const number = portWord === undefined ? 0 : readWord(call, port, portWord);
    return at === undefined || number === undefined ? undefined : { address: at, port: number };
  },
  write: ({ address, port: number }) => [address, String(number)],
};

/** `virtual_server fwmark N` and `virtual_server group NAME` exist, but not here yet. */
function refusedForm(call: Call): boolean {
  const [first] = call.words;
  if (call.keyword.text !== "virtual_server" || (first?.text !== "fwmark" && first?.text !== "group")) return false;
  call.report.error("LK0003", first.span, `lvskit does not implement virtual servers by ${first.text} yet`);
  return true;
}
