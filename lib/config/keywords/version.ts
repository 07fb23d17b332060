/** The VRRP version as a value: 2 is spoken; 3 exists, but not here yet. */

import { type Kind, wrong } from "../values/kind.ts";

export const protocolVersion: Kind<2 | 3> = {
  synopsis: "2|3",
  expected: "2, or 3 for keepalived",
  read(text) {
    if (text === "2") return { value: 2 };
    if (text === "3") return { value: 3, lack: "is not implemented by lvskit yet; it speaks VRRPv2" };
    return wrong("is not a VRRP version");
  },
};
