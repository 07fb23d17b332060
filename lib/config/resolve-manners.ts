/** How an instance goes about the election → Manners, with what global_defs hands down and what strict mode changes. */

import type { Manners, VrrpInstance } from "../vrrp/instance.ts";
import type { BlockValues } from "./block-values.ts";

/** What instances that do not say otherwise have. */
export type MannersDefaults = Omit<Manners, "preemptDelay" | "accept" | "trackInterface" | "trackSource">;

/** @param version also where lvskit speaks another one */
export function resolveManners(
  values: BlockValues<"vrrp_instance">,
  { wantedState, priority, preempt }: Pick<VrrpInstance, "wantedState" | "priority" | "preempt">,
  version: 2 | 3,
  defaults: MannersDefaults,
): Manners {
  const strict = values.get("strict_mode") ?? defaults.strict;
  const delayed = wantedState !== "MASTER" && preempt && !strict;
  const common = {
    preemptDelay: delayed ? (values.get("preempt_delay") ?? 0) : 0,
    skipCheckAdvAddr: values.get("skip_check_adv_addr") ?? defaults.skipCheckAdvAddr,
    accept: accepts(values, strict && priority !== owner, version),
    strict,
    trackInterface: !values.has("dont_track_primary"),
    trackSource: values.has("track_src_ip"),
  };
  return strict ? { ...common, ...strictManners } : { ...common, ...ownManners(values, defaults) };
}

/** RFC 5798 section 5.2.4: the priority of the router that owns the addresses. */
const owner = 255;

/** What strict mode allows alone. */
const strictManners = {
  downTimerAdverts: 3,
  lowerPrioNoAdvert: true,
  higherPrioSendAdvert: false,
  garpLowerPrioDelay: 0,
  garpLowerPrioRepeat: 0,
} as const satisfies Partial<Manners>;

function ownManners(values: BlockValues<"vrrp_instance">, defaults: MannersDefaults) {
  return {
    downTimerAdverts: values.get("down_timer_adverts") ?? defaults.downTimerAdverts,
    lowerPrioNoAdvert: values.get("lower_prio_no_advert") ?? defaults.lowerPrioNoAdvert,
    higherPrioSendAdvert: values.get("higher_prio_send_advert") ?? defaults.higherPrioSendAdvert,
    garpLowerPrioDelay: values.get("garp_lower_prio_delay") ?? defaults.garpLowerPrioDelay,
    garpLowerPrioRepeat: values.get("garp_lower_prio_repeat") ?? defaults.garpLowerPrioRepeat,
  };
}

/** Of `accept` and `no_accept` the last one counts; who keeps to the RFC answers only where VRRPv3 is told to. */
function accepts(values: BlockValues<"vrrp_instance">, strict: boolean, version: 2 | 3): boolean {
  const last = values.uses.findLast(({ keyword }) => keyword === "accept" || keyword === "no_accept");
  if (strict && (version === 2 || last === undefined)) return false;
  return last?.keyword !== "no_accept";
}
