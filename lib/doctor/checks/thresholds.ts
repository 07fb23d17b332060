/** Real servers that are full by their own upper threshold. */

import { numericNames } from "../../ipvs/endpoint-text.ts";
import { isOverloaded } from "../../ipvs/overview.ts";
import { serviceOption } from "../../ipvs/rules.ts";
import { serviceWords } from "../../ipvs/words.ts";
import type { Facts, Server } from "../facts.ts";
import type { Evidence, Finding, Mend } from "../finding.ts";
import { editServerCommand, serverName, serverSubject } from "../words.ts";

/** One finding for a service whose real servers are all full, else one for each full one. */
export function thresholds({ table }: Facts): Finding[] {
  return table.flatMap(({ service, destinations }): Finding[] => {
    const weighty = destinations.filter(({ settings }) => settings.weight > 0);
    const full = weighty.filter(isOverloaded).map((destination) => ({ service, destination }));
    return full.length > 0 && full.length === weighty.length ? [allFull(full)] : full.map(oneFull);
  });
}

function oneFull(server: Server): Finding {
  return {
    code: "overloaded",
    severity: "warning",
    subject: serverSubject(server),
    sentence: "the real server has reached its upper threshold and takes no new connections",
    evidence: [evidence(server)],
    mend: [mend(server)],
  };
}

function allFull(full: readonly Server[]): Finding {
  return {
    code: "all-overloaded",
    severity: "error",
    subject: full.slice(0, 1).map(({ service }) => serviceWords(service.key))[0] ?? "",
    sentence: "every real server has reached its upper threshold: new clients are refused",
    evidence: full.map(evidence),
    mend: full.map(mend),
  };
}

function evidence(server: Server): Evidence {
  const { settings, activeConnections, inactiveConnections } = server.destination;
  const connections = activeConnections + inactiveConnections;
  return {
    what: `lvsadm -Ln --thresholds ${serviceOption(server.service.key, numericNames)}`,
    value: `${serverName(server)} has ${connections} connections, upper threshold ${settings.upperThreshold}`,
  };
}

/** Twice what it has now, so that the mend holds for a while. */
function mend(server: Server): Mend {
  const { settings, activeConnections, inactiveConnections } = server.destination;
  const upperThreshold = Math.min(2 * (activeConnections + inactiveConnections), 2 ** 31 - 1);
  return { command: editServerCommand(server, { upperThreshold, lowerThreshold: settings.lowerThreshold }) };
}
