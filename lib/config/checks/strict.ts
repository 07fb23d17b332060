/** What `vrrp_strict` (or `strict_mode`) quietly changes: the word stands in the oldest sample and so in every copy of it. */

import type { Keyword } from "../block-values.ts";
import type { Extras } from "../report.ts";
import { headSpan } from "../syntax.ts";
import type { Check, Checked, InstanceView } from "./checked.ts";

export const strictModeIsMeant: Check = (checked) => {
  const strict = checked.instances.filter((instance) => instance.strict);
  tellSilence(checked, strict);
  for (const instance of strict) {
    tellRefused(checked, instance);
    tellCleared(checked, instance);
  }
};

/** The trap that most people fall into: nothing answers on the address, not even a ping. */
function tellSilence({ global, report }: Checked, strict: readonly InstanceView[]): void {
  const silent = strict.filter((one) => !one.owner && (one.version === 2 || !one.block.has("accept")));
  const [first] = silent;
  if (first === undefined) return;
  const span =
    first.block.last("strict_mode")?.statement.keyword.span ?? global?.last("vrrp_strict")?.statement.keyword.span;
  if (span)
    report.warning(
      "LK0066",
      span,
      "in strict mode a MASTER answers nothing on its virtual addresses, not even a ping",
      {
        hint:
          first.version === 2 ? "leave strict mode out" : 'leave strict mode out, or write "accept" in each instance',
      },
    );
}

/** With these keepalived does not start. */
function tellRefused({ report }: Checked, { block, use, addresses, title }: InstanceView): void {
  const peers = block.last("unicast_peer");
  if (peers && peers.block.length > 0)
    report.error(
      "LK0066",
      peers.statement.keyword.span,
      "strict mode allows no unicast peers: keepalived would not start",
      {
        hint: "leave strict mode out, or the peers",
      },
    );
  if (addresses.length === 0 && block.has("no_virtual_ipaddress") && !block.misspelt("virtual_ipaddress"))
    report.error("LK0066", headSpan(use.statement), `in strict mode ${title} needs a virtual address`);
}

function tellCleared({ report }: Checked, instance: InstanceView): void {
  const { block, owner, state, family, addresses } = instance;
  const tell = (keyword: Keyword<"vrrp_instance">, consequence: string, extras: Extras = {}): void => {
    const span = block.last(keyword)?.statement.keyword.span;
    if (span) report.warning("LK0066", span, `strict mode ${consequence}`, extras);
  };
  tell("authentication", "uses no authentication", { hint: "leave one of the two out, the same on all hosts" });
  if (owner !== (state === "MASTER") && block.has("state"))
    report.add(
      "note",
      "LK0066",
      block.place("state") ?? headSpan(instance.use.statement),
      `strict mode reads "state ${state}" as ${owner ? "MASTER" : "BACKUP"}`,
      {
        hint: owner
          ? "priority 255 is the owner's, who is MASTER"
          : "it is MASTER for the owner of the addresses alone, with priority 255",
      },
    );
  if (state !== "MASTER" && !block.has("nopreempt")) tell("preempt_delay", "delays no preemption");
  if ((block.get("down_timer_adverts") ?? 3) !== 3)
    tell("down_timer_adverts", "waits for 3 advertisements, no other number");
  if (block.get("garp_lower_prio_repeat")) tell("garp_lower_prio_repeat", "sends no gratuitous ARP then");
  if (block.get("garp_lower_prio_delay")) tell("garp_lower_prio_delay", "sends no gratuitous ARP then");
  if (block.get("lower_prio_no_advert") === false)
    tell("lower_prio_no_advert", "leaves a lower priority's advertisement unanswered");
  if (block.get("higher_prio_send_advert")) tell("higher_prio_send_advert", "yields without another advertisement");
  if (block.has("use_vmac")) tell("vmac_xmit_base", "sends from the virtual interface");
  if (block.get("use_vmac")?.mac !== undefined) tell("use_vmac", "uses the virtual router's own MAC, not the one here");
  if (!owner && instance.version === 2) tell("accept", "does not accept in VRRPv2, whatever is written");
  const first = addresses[0];
  if (
    family === "inet6" &&
    instance.peers.length === 0 &&
    first?.value &&
    !/^fe[89ab]/i.test(first.value.prefix.address)
  )
    report.warning("LK0066", first.statement.keyword.span, "in strict mode the first IPv6 address must be link-local", {
      hint: "begin the list with an address of fe80::/10",
    });
}
