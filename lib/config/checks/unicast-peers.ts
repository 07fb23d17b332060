/** Peers that are no other host, and sources that a host has only while it is MASTER. */

import { type Address, addressBytes, familyOf } from "../../net/address.ts";
import { headSpan, type Statement } from "../syntax.ts";
import type { Check, Checked, InstanceView } from "./checked.ts";

export const peersAreOthers: Check = (checked) => {
  for (const instance of checked.instances) {
    const virtual = new Set<Address>(instance.addresses.flatMap(({ value }) => value?.prefix.address ?? []));
    tellPeers(checked, instance, virtual);
    for (const keyword of ["unicast_src_ip", "mcast_src_ip"] as const) {
      const source = instance.block.get(keyword);
      const span = instance.block.place(keyword);
      if (source !== undefined && span && virtual.has(source))
        checked.report.error(
          "LK0035",
          span,
          `${source} is a virtual address of ${instance.title}, which only the MASTER has`,
          {
            hint: "advertisements come from an address that this host always has",
          },
        );
    }
  }
};

function tellPeers({ report }: Checked, { block, peers, title }: InstanceView, virtual: ReadonlySet<Address>): void {
  const source = block.get("unicast_src_ip");
  const first = new Map<Address, Statement>();
  for (const { value, statement } of peers) {
    if (value === undefined) continue;
    const { address, min_ttl: least = 0, max_ttl: most = 255 } = value;
    const { span } = statement.keyword;
    if (least > most)
      report.error("LK0035", headSpan(statement), `nothing is taken from peer ${address}: min_ttl is above max_ttl`);
    const before = first.get(address);
    if (before)
      report.warning("LK0017", span, `peer ${address} is listed twice`, {
        related: [{ span: before.keyword.span, message: "listed first here" }],
      });
    else if (address === source)
      report.warning("LK0079", span, `peer ${address} is this host itself, by "unicast_src_ip"`, { hint: others });
    else if (virtual.has(address))
      report.error("LK0079", span, `peer ${address} is a virtual address of ${title}: the MASTER itself`, {
        hint: others,
      });
    else if (isNoHost(address))
      report.error("LK0079", span, `peer ${address} is no address of a host`, { hint: others });
    first.set(address, before ?? statement);
  }
}

const others = "peers are the other hosts of this virtual router, each by an address of its own";

/** Of no host, of this host alone, or of many: 0.0.0.0/8, 127.0.0.0/8 and 224.0.0.0/3, and their like in IPv6. */
function isNoHost(address: Address): boolean {
  const [byte = 0] = addressBytes(address);
  if (familyOf(address) === "inet") return byte === 0 || byte === 127 || byte >= 224;
  return byte === 0xff || address === "::" || address === "::1";
}
