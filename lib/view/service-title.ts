/** The line above a service's real servers: what it is, how it chooses, what it carries. */

import type { ListedService } from "../ipvs/listing.ts";
import { connectionsOf } from "../ipvs/overview.ts";
import { serviceSettingsWords, serviceWords } from "../ipvs/words.ts";
import { short } from "./quantities.ts";

export interface ServiceTitle {
  /** Such as `TCP 172.16.12.110:80`. */
  readonly name: string;
  /** Such as `wlc, persistent 50 s`. */
  readonly settings: string;
  /** Such as `12 conn/s, in 1.2k B/s, out 0 B/s, 3 active, 5 inactive`. */
  readonly traffic: string;
}

export function serviceTitle(listed: ListedService): ServiceTitle {
  const { key, settings, counters } = listed.service;
  const { active, inactive } = connectionsOf(listed);
  return {
    name: serviceWords(key),
    settings: serviceSettingsWords(key, settings)
      .map(({ name, value, speaksForItself }) => (speaksForItself ? value : `${name} ${value}`))
      .join(", "),
    traffic: [
      `${short(Number(counters.connectionRate))} conn/s`,
      `in ${short(Number(counters.inByteRate))} B/s`,
      `out ${short(Number(counters.outByteRate))} B/s`,
      `${short(active)} active`,
      `${short(inactive)} inactive`,
    ].join(", "),
  };
}
