/** The daemons that tell another director of connections: whether their link works and their part fits who has the VIPs. */

import type { SyncDaemon } from "../../ipvs/control.ts";
import { type Facts, linkNamed } from "../facts.ts";
import type { Finding } from "../finding.ts";

export function syncLinks(facts: Facts): Finding[] {
  return facts.syncDaemons.flatMap(({ state, interface: name }): Finding[] => {
    const link = linkNamed(facts, name);
    if (link?.up && (link.running || link.loopback)) return [];
    const seen = link === undefined ? "no such link" : link.up ? "NO-CARRIER" : "DOWN";
    return [
      {
        code: "sync-link-down",
        severity: "warning",
        subject: `the ${state} sync daemon`,
        sentence: `connections are not told between directors: ${name} does not work`,
        evidence: [{ what: `ip link show ${name}`, value: seen }],
        mend: link?.up === false ? [{ command: `ip link set ${name} up` }] : [],
      },
    ];
  });
}

/** Both may run on one host; then each does its part. */
export function syncRole(facts: Facts): Finding[] {
  const [daemon, other] = facts.syncDaemons;
  const vips = facts.table.flatMap(({ service: { key } }) => (key.kind === "fwmark" ? [] : [key.address]));
  if (daemon === undefined || other !== undefined || vips.length === 0) return [];
  const here = vips.filter((vip) => facts.paths.get(vip)?.kind === "local").length;
  if (daemon.state === "backup" && here > 0)
    return [
      wrongPart(
        daemon,
        "master",
        `this host has ${here} of ${vips.length} VIPs and tells no other director of their connections`,
      ),
    ];
  if (daemon.state === "master" && here === 0)
    return [
      wrongPart(
        daemon,
        "backup",
        "this host has no VIP, and does not hear of the connections of the director that has them",
      ),
    ];
  return [];
}

function wrongPart(daemon: SyncDaemon, missing: "master" | "backup", sentence: string): Finding {
  return {
    code: "sync-role",
    severity: "warning",
    subject: `the ${daemon.state} sync daemon`,
    sentence,
    evidence: [{ what: "lvsadm -Ln --daemon", value: `${daemon.state} alone` }],
    mend: [
      {
        command: `lvsadm --start-daemon ${missing} --mcast-interface ${daemon.interface} --syncid ${daemon.syncId}`,
      },
    ],
  };
}
