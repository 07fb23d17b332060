/** Each needed thing with what the host has instead: what `rsprep check` says. */

import type { Address } from "../net/address.ts";
import { describeAddress, sysctlName } from "./describe.ts";
import { type Host, loopbackAddress, type Needs, type Step } from "./model.ts";
import { plan } from "./plan.ts";

export interface Finding {
  /** Such as `net.ipv4.conf.lo.arp_ignore` or `172.16.12.110/32 on lo`. */
  readonly subject: string;
  readonly wanted: string;
  /** `absent` where there is nothing. */
  readonly present: string;
  readonly asWanted: boolean;
}

const absent = "absent";
const throughLoopback = "through lo (table local)";

/** @returns one finding per needed thing, in the order in which a plan would set them. */
export function report(host: Host, needs: Needs): Finding[] {
  const steps = plan(host, needs);
  const parameters = needs.sysctls.map(({ path, value }) => finding(sysctlName(path), value, host.sysctls.get(path)));
  return [...parameters, ...needs.loopbackVips.flatMap((vip) => vipFindings(host, vip, steps))];
}

function vipFindings(host: Host, vip: Address, steps: readonly Step[]): Finding[] {
  const present = loopbackAddress(host, vip);
  const added = steps
    .flatMap((step) => (step.kind === "add-address" ? [step.address] : []))
    .find((a) => a.address === vip);
  const wanted = added ?? present;
  return [
    finding(`${vip}/32 on lo`, wanted ? describeAddress(wanted) : absent, present && describeAddress(present)),
    finding(`host route to ${vip}`, throughLoopback, host.loopbackRoutes.has(vip) ? throughLoopback : undefined),
  ];
}

function finding(subject: string, wanted: string, present: string | undefined): Finding {
  return { subject, wanted, present: present ?? absent, asWanted: present === wanted };
}
