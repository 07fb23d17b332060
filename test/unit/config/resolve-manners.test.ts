/** How an instance goes about the election: defaults, what it inherits, and what strict mode makes of it. */

import t from "tap";
import { loadText } from "../../support/configuration.ts";
import { instance } from "../../support/findings.ts";
import { plainManners } from "../../support/vrrp-instance.ts";

const manners = (lines: string, global = "") =>
  loadText(`global_defs {\n${global}\n}\n${instance(lines)}`).settings.instances[0]?.manners;

t.test("defaults and inheritance", async (t) => {
  t.strictSame(manners(""), plainManners({ masterDelay: 5000, masterRepeat: 5 }));
  const global = [
    "vrrp_down_timer_adverts 4",
    "vrrp_lower_prio_no_advert",
    "vrrp_higher_prio_send_advert",
    "vrrp_skip_check_adv_addr",
    "vrrp_garp_master_delay 7",
    "vrrp_garp_lower_prio_repeat 2",
  ].join("\n");
  const inherited = {
    downTimerAdverts: 4,
    lowerPrioNoAdvert: true,
    higherPrioSendAdvert: true,
    skipCheckAdvAddr: true,
    garpLowerPrioDelay: 7000,
    garpLowerPrioRepeat: 2,
  };
  t.match(manners("", global), inherited);
  t.match(manners(" down_timer_adverts 5\n lower_prio_no_advert off\n garp_lower_prio_delay 0", global), {
    ...inherited,
    downTimerAdverts: 5,
    lowerPrioNoAdvert: false,
    garpLowerPrioDelay: 0,
  });
  t.match(manners(" dont_track_primary\n track_src_ip"), { trackInterface: false, trackSource: true });
});

t.test("preemption is delayed only where it happens", async (t) => {
  t.equal(manners(" preempt_delay 9")?.preemptDelay, 9000);
  t.equal(manners(" preempt_delay 9\n nopreempt")?.preemptDelay, 0);
  t.equal(manners(" preempt_delay 9\n state MASTER\n priority 9")?.preemptDelay, 0);
});

t.test("strict mode", async (t) => {
  t.match(manners(" preempt_delay 9\n down_timer_adverts 5\n lower_prio_no_advert off", "vrrp_strict"), {
    strict: true,
    preemptDelay: 0,
    downTimerAdverts: 3,
    lowerPrioNoAdvert: true,
    higherPrioSendAdvert: false,
    garpLowerPrioRepeat: 0,
    accept: false,
  });
  t.match(manners(" strict_mode off", "vrrp_strict"), { strict: false, accept: true });
  t.equal(manners(" accept", "vrrp_strict")?.accept, false, "not in VRRPv2, whatever is written");
  t.equal(manners(" accept\n version 3", "vrrp_strict")?.accept, true);
  t.equal(manners(" state MASTER\n priority 255", "vrrp_strict")?.accept, true, "the owner answers");
  t.equal(manners(" no_accept")?.accept, false);
  t.equal(manners(" no_accept\n accept")?.accept, true, "the last one counts");
});
