/** Connections that outlive what served them: kernel parameters that matter only then. */

import { serviceId } from "../../ipvs/identity.ts";
import type { ListedService } from "../../ipvs/listing.ts";
import { serviceWords } from "../../ipvs/words.ts";
import { type ConnectionFact, type Facts, servers } from "../facts.ts";
import type { Finding } from "../finding.ts";
import { serverSubject, setSysctlCommand, sysctlEvidence } from "../words.ts";

/** Without expire_nodest_conn the client of a deleted real server waits for its own timeout. */
export function orphanedConnections(facts: Facts): Finding[] {
  const path = "net/ipv4/vs/expire_nodest_conn";
  if (facts.sysctls.get(path) !== "0") return [];
  return facts.table.flatMap((listed): Finding[] => {
    const orphans = facts.connections.filter((one) => isOrphan(listed, one));
    if (orphans.length === 0) return [];
    return [
      {
        code: "orphaned-connections",
        severity: "warning",
        subject: serviceWords(listed.service.key),
        sentence:
          "packets of connections whose real server was deleted are dropped in silence until their clients give up",
        evidence: [
          { what: "lvsadm -Lcn", value: `${orphans.length} to real servers that are not in the table` },
          sysctlEvidence(path, "0"),
        ],
        mend: [{ command: setSysctlCommand(path, "1") }],
      },
    ];
  });
}

/** A client's port 0 is a template of persistence. Which service by fwmark a connection belongs to is not shown. */
function isOrphan({ service: { key }, destinations }: ListedService, one: ConnectionFact): boolean {
  if (key.kind === "fwmark" || one.client.port === 0) return false;
  const { protocol, virtual, destination } = one;
  if (serviceId({ kind: "address", protocol, ...virtual }) !== serviceId(key)) return false;
  return !destinations.some(({ key: own }) => own.address === destination.address && own.port === destination.port);
}

/** Weight 0 keeps new clients away; those that persist keep coming unless expire_quiescent_template lets go of them. */
export function stickyDrained(facts: Facts): Finding[] {
  const path = "net/ipv4/vs/expire_quiescent_template";
  if (facts.sysctls.get(path) !== "0") return [];
  return servers(facts).flatMap((server): Finding[] => {
    const { service, destination } = server;
    const { persistenceTimeout } = service.settings;
    const { persistentConnections, settings } = destination;
    if (persistenceTimeout === undefined || settings.weight > 0 || persistentConnections === 0) return [];
    return [
      {
        code: "sticky-drained",
        severity: "warning",
        subject: serverSubject(server),
        sentence: `the real server is drained, but clients that persist on it keep opening connections there for ${persistenceTimeout} s after their last`,
        evidence: [
          { what: "lvsadm -Ln --persistent-conn", value: `${persistentConnections} persistent, weight 0` },
          sysctlEvidence(path, "0"),
        ],
        mend: [{ command: setSysctlCommand(path, "1") }],
      },
    ];
  });
}
