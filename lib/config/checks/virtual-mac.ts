/** Virtual MAC addresses and ipvlans, which exclude each other, need an interface below them, and have names of their own. */

import type { Check, Checked, InstanceView } from "./checked.ts";

export const virtualMacsFit: Check = (checked) => {
  const named = new Map<string, InstanceView>();
  for (const instance of checked.instances) {
    tellAlone(checked, instance);
    tellUnaddressed(checked, instance);
    tellUnicast(checked, instance);
    tellNamesake(checked, instance, named);
  }
};

function tellAlone({ report }: Checked, { block, title }: InstanceView): void {
  const mac = block.last("use_vmac");
  const ipvlan = block.last("use_ipvlan");
  if (mac && ipvlan)
    report.warning("LK0035", ipvlan.statement.keyword.span, `${title} cannot have both "use_vmac" and "use_ipvlan"`, {
      related: [{ span: mac.statement.keyword.span, message: "the other one is here" }],
    });
  const virtual = mac ?? ipvlan;
  if (virtual && !block.has("interface"))
    report.error("LK0035", virtual.statement.keyword.span, `"${virtual.keyword}" needs an interface below it`, {
      hint: 'write "interface"',
    });
}

/** The interface that keepalived makes has no other address that advertisements could come from. */
function tellUnaddressed({ report }: Checked, { block, family, title }: InstanceView): void {
  const ipvlan = block.last("use_ipvlan");
  if (ipvlan?.value === undefined || ipvlan.value.address !== undefined) return;
  if (family === "inet6" || block.has("use_vmac")) return;
  report.error("LK0016", ipvlan.statement.keyword.span, `"use_ipvlan" without an address keeps ${title} in FAULT`, {
    expected: "use_ipvlan ADDRESS, a further address of this host in the network of the interface",
  });
}

/** Unicast packets have the MAC address of the interface that they leave by. */
function tellUnicast({ report }: Checked, { block, peers }: InstanceView): void {
  const mac = block.last("use_vmac");
  if (mac && peers.length > 0 && !block.has("vmac_xmit_base"))
    report.add(
      "note",
      "LK0062",
      mac.statement.keyword.span,
      '"use_vmac" beside "unicast_peer" means "vmac_xmit_base"',
      {
        hint: "write it, to say what is done",
      },
    );
}

function tellNamesake({ report }: Checked, instance: InstanceView, named: Map<string, InstanceView>): void {
  const use = instance.block.last("use_vmac") ?? instance.block.last("use_ipvlan");
  const name = use?.value?.interface;
  const word = use?.statement.args.find(({ text }) => text === name);
  if (name === undefined || word === undefined) return;
  const other = named.get(name);
  if (other)
    report.error(
      "LK0017",
      word.span,
      `${other.title} has the interface ${JSON.stringify(name)}; this one gets another name`,
    );
  else named.set(name, instance);
}
