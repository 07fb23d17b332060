/** The list of checks of a whole configuration, and which command their faults matter to. */

import type { Command } from "../block-names.ts";
import type { BlockValues } from "../block-values.ts";
import type { Report } from "../report.ts";
import { addressOptionsFit } from "./address-options.ts";
import { intervalsFit } from "./advert-interval.ts";
import { sessionsCanBe } from "./bfd-sessions.ts";
import { type Check, viewConfiguration } from "./checked.ts";
import { familiesAgree } from "./families.ts";
import { portsAreReachable } from "./fixed-ports.ts";
import { intervalsAreSomething } from "./garp-intervals.ts";
import { failingServersAreChecked } from "./idle-servers.ts";
import { blocksAreComplete } from "./incomplete.ts";
import { mailCanBeSent } from "./mail.ts";
import { namesAreDefined } from "./names.ts";
import { scriptsRunOnce } from "./notify.ts";
import { checkersAgree } from "./opposed-checker.ts";
import { instancesAgree } from "./opposed-instance.ts";
import { serversAgree } from "./opposed-server.ts";
import { partnersStand } from "./partners.ts";
import { weightsCanMove } from "./priority-range.ts";
import { quorumCanBeReached } from "./quorum.ts";
import { numbersAreDistinct } from "./router-numbers.ts";
import { commandsAreQuoted } from "./scripts.ts";
import { servicesStandOnce } from "./services.ts";
import { sorryServerStandsApart } from "./sorry-server.ts";
import { strictModeIsMeant } from "./strict.ts";
import { timersFit } from "./timers.ts";
import { trackGroupsAreKnown } from "./track-groups.ts";
import { trackersStandOnce } from "./tracked-once.ts";
import { trackersHaveEffect } from "./tracker-effect.ts";
import { trackersAreDefined, trackersAreUsed } from "./tracker-names.ts";
import { peersAreOthers } from "./unicast-peers.ts";
import { addressesStandOnce } from "./virtual-addresses.ts";
import { virtualMacsFit } from "./virtual-mac.ts";

const checks: Readonly<Record<Command, readonly Check[]>> = {
  vrrpd: [
    numbersAreDistinct,
    familiesAgree,
    addressesStandOnce,
    addressOptionsFit,
    intervalsFit,
    instancesAgree,
    strictModeIsMeant,
    virtualMacsFit,
    peersAreOthers,
    intervalsAreSomething,
    trackGroupsAreKnown,
    trackersAreDefined,
    trackersAreUsed,
    trackersStandOnce,
    trackersHaveEffect,
    weightsCanMove,
    scriptsRunOnce,
  ],
  checkd: [
    servicesStandOnce,
    serversAgree,
    portsAreReachable,
    sorryServerStandsApart,
    quorumCanBeReached,
    failingServersAreChecked,
  ],
};

/** Of both halves of the file: a fault keeps neither command from running. */
const common: readonly Check[] = [
  namesAreDefined,
  blocksAreComplete,
  sessionsCanBe,
  checkersAgree,
  partnersStand,
  timersFit,
  commandsAreQuoted,
  mailCanBeSent,
];

export function runChecks(file: BlockValues<"file">, report: Report): void {
  const checked = viewConfiguration(file, report);
  for (const command of ["vrrpd", "checkd"] as const)
    report.concerning([command], () => {
      for (const check of checks[command]) check(checked);
    });
  report.concerning([], () => {
    for (const check of common) check(checked);
  });
}
