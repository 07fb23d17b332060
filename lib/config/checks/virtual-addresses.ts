/** A virtual address that is written twice: in both lists of an instance, or in two instances on one interface. */

import type { Span } from "../../diag/source.ts";
import type { Check, Checked, InstanceView } from "./checked.ts";

interface Holder {
  readonly title: string;
  readonly span: Span;
}

/** Those twice in `virtual_ipaddress` itself are told where they are read. */
export const addressesStandOnce: Check = (checked) => {
  const holders = new Map<string, Holder>();
  for (const instance of checked.instances) {
    const own = new Map<string, Holder>();
    const counts = !checked.named.isAgain("vrrp_instance", instance.use);
    for (const { key, address, span, excluded } of addressesOf(instance)) {
      const before = own.get(key);
      if (before === undefined) own.set(key, { title: instance.title, span });
      else if (excluded)
        checked.report.warning(
          "LK0017",
          span,
          `address ${address} is listed in this instance already; not used again`,
          {
            related: [{ span: before.span, message: "written before here" }],
          },
        );
      const other = before === undefined && counts ? holders.get(key) : undefined;
      if (other) tellShared(checked, address, span, other);
    }
    for (const [key, holder] of own) if (counts && !holders.has(key)) holders.set(key, holder);
  }
};

function tellShared({ report }: Checked, address: string, span: Span, other: Holder): void {
  report.warning("LK0068", span, `address ${address} is also one of ${other.title}, which may be MASTER elsewhere`, {
    hint: "give it to one instance, and let a sync group keep both on one host",
    related: [{ span: other.span, message: "written before here" }],
  });
}

/** The same address on two interfaces, link-local ones above all, is two addresses. */
function addressesOf({ block, addresses }: InstanceView) {
  const excluded = block.last("virtual_ipaddress_excluded")?.block ?? [];
  return [
    ...addresses.map((entry) => ({ entry, excluded: false })),
    ...excluded.map((entry) => ({ entry, excluded: true })),
  ].flatMap(({ entry: { value, statement }, excluded }) => {
    if (value === undefined) return [];
    const { address } = value.prefix;
    const device = value.dev ?? block.get("interface");
    return [{ key: `${address} ${device}`, address, span: statement.keyword.span, excluded }];
  });
}
