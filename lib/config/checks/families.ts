/** One virtual router is of one address family: its addresses, its source and its peers. */

import type { Span } from "../../diag/source.ts";
import { type Address, type Family, familyOf } from "../../net/address.ts";
import { headSpan } from "../syntax.ts";
import type { Check, Checked, InstanceView } from "./checked.ts";

const names: Readonly<Record<Family, string>> = { inet: "IPv4", inet6: "IPv6" };

export const familiesAgree: Check = (checked) => {
  for (const instance of checked.instances) {
    tellMixed(checked, instance);
    for (const { what, address, span } of speakers(instance))
      if (address !== undefined && span && familyOf(address) !== instance.family && instance.addresses.length > 0)
        checked.report.error(
          "LK0060",
          span,
          `${what} ${address} is ${names[familyOf(address)]}, the addresses of ${instance.title} are ${names[instance.family]}`,
        );
  }
};

/** The first one's family is the instance's. */
function tellMixed({ report }: Checked, { addresses, family, title }: InstanceView): void {
  for (const { value, statement } of addresses) {
    if (value === undefined || familyOf(value.prefix.address) === family) continue;
    report.error(
      "LK0060",
      statement.keyword.span,
      `${names[familyOf(value.prefix.address)]} among the ${names[family]} addresses of ${title}: keepalived leaves it out`,
      { hint: "move it to virtual_ipaddress_excluded, or to an instance of its own" },
    );
  }
}

interface Speaker {
  readonly what: string;
  readonly address: Address | undefined;
  readonly span: Span | undefined;
}

function speakers({ block, peers }: InstanceView): Speaker[] {
  const sources = (["unicast_src_ip", "mcast_src_ip", "mcast_dst_ip"] as const).map((keyword) => ({
    what: keyword,
    address: block.get(keyword),
    span: block.place(keyword),
  }));
  const ipvlan = block.get("use_ipvlan")?.address?.address;
  return [
    ...sources,
    { what: "use_ipvlan", address: ipvlan, span: block.place("use_ipvlan") },
    ...peers.map(({ value, statement }) => ({ what: "peer", address: value?.address, span: headSpan(statement) })),
  ];
}
