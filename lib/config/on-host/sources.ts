/** Addresses that packets leave from, which the host must have: without one an instance stays in FAULT. */

import type { Span } from "../../diag/source.ts";
import type { Address } from "../../net/address.ts";
import { familyOf } from "../../net/address.ts";
import type { Checked, InstanceView } from "../checks/checked.ts";
import { headSpan } from "../syntax.ts";
import { addressesOn, type HostCheck, type HostView } from "./held-against.ts";

export const sourcesAreHere: HostCheck = (checked, host) => {
  for (const instance of checked.instances) {
    const { block } = instance;
    for (const keyword of ["unicast_src_ip", "mcast_src_ip"] as const)
      tellMissing(checked, host, block.get(keyword), block.place(keyword));
    tellNone(checked, host, instance);
    tellOwnPeers(checked, host, instance);
  }
  for (const server of checked.file.all("virtual_server"))
    for (const { block } of server.block.all("real_server")) {
      const bound: readonly { readonly block: Bound }[] = [
        ...block.all("TCP_CHECK"),
        ...block.all("HTTP_GET"),
        ...block.all("SSL_GET"),
      ];
      for (const check of bound) tellMissing(checked, host, check.block.get("bindto"), check.block.place("bindto"));
    }
};

/** The one that is its own source has been told. */
function tellOwnPeers({ report }: Checked, { addresses }: HostView, { block, peers }: InstanceView): void {
  const source = block.get("unicast_src_ip");
  for (const { value, statement } of peers)
    if (value && value.address !== source && addresses.some(({ address }) => address === value.address))
      report.warning("LK0079", statement.keyword.span, `peer ${value.address} is an address of this host itself`, {
        hint: "peers are the other hosts of this virtual router",
      });
}

/** A checker that can choose its source. */
interface Bound {
  get(keyword: "bindto"): Address | undefined;
  place(keyword: "bindto"): Span | undefined;
}

function tellMissing(
  { report }: Checked,
  { addresses }: HostView,
  address: Address | undefined,
  span: Span | undefined,
) {
  if (address === undefined || !span || addresses.some((own) => own.address === address)) return;
  report.error("LK0072", span, `this host does not have the address ${address}`, {
    expected: "an address of this host, for packets to come from",
  });
}

function tellNone({ report }: Checked, host: HostView, { block, family, addresses, use, title }: InstanceView): void {
  const device = block.get("interface");
  const chosen = block.has("unicast_src_ip") || block.has("mcast_src_ip");
  if (device === undefined || chosen || !host.links.some(({ name }) => name === device)) return;
  const virtual = new Set(addresses.map(({ value }) => value?.prefix.address));
  const own = addressesOn(host, device).filter((one) => familyOf(one.address) === family && !virtual.has(one.address));
  if (own.length > 0) return;
  const name = family === "inet" ? "IPv4" : "IPv6";
  const span = block.place("interface") ?? headSpan(use.statement);
  report.error("LK0072", span, `${device} has no ${name} address that ${title} could advertise from`, {
    hint: "give it one that is not virtual",
  });
}
