/** What is done when real servers fail, written out with what they inherit. */

import type { ServerPolicy, ServicePolicy } from "../director/policy.ts";
import type { Effective } from "./print-block.ts";

/** Flags of the scheduler are printed as they are written, with the scheduler's own names for them. */
export function serviceValues({ sorryServer, ...policy }: ServicePolicy): Effective<"virtual_server"> {
  return {
    sorry_server: sorryServer?.endpoint,
    sorry_server_inhibit: sorryServer?.inhibit || undefined,
    sorry_server_lvs_method: sorryServer?.forwarding,
    ha_suspend: policy.haSuspend || undefined,
    omega: policy.omega || undefined,
    ops: policy.onePacket || undefined,
    persistence_engine: policy.persistenceEngine as "sip" | undefined,
    quorum: policy.quorum,
    hysteresis: policy.hysteresis,
    quorum_up: policy.quorumUp,
    quorum_down: policy.quorumDown,
    smtp_alert: policy.mail,
  };
}

/** Of the thousands that there may be, what goes without saying is not said of each. */
export function serverValues(policy: ServerPolicy): Effective<"real_server"> {
  return {
    ...(policy.alpha ? { alpha: true } : {}),
    ...(policy.inhibitOnFailure ? { inhibit_on_failure: true } : {}),
    ...(policy.mail ? { smtp_alert: true } : {}),
    ...(policy.upperThreshold > 0 ? { uthreshold: policy.upperThreshold } : {}),
    ...(policy.lowerThreshold > 0 ? { lthreshold: policy.lowerThreshold } : {}),
    notify_up: policy.notifyUp,
    notify_down: policy.notifyDown,
  };
}
