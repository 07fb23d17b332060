/** Whether this host can reach its real servers at all, whatever the forwarding method. Drained ones are nobody's loss. */

import type { Endpoint } from "../../net/endpoint.ts";
import { formatEndpoint } from "../../net/endpoint.ts";
import { activeServers, type Facts, linkOf, type Server, silentHop } from "../facts.ts";
import type { Finding } from "../finding.ts";
import { deleteServerCommand, editServerCommand, serverName, serverSubject } from "../words.ts";

export function unreachableServers(facts: Facts): Finding[] {
  return activeServers(facts).flatMap((server) => [...withoutRoute(facts, server), ...silent(facts, server)]);
}

function withoutRoute(facts: Facts, server: Server): Finding[] {
  const { address } = server.destination.key;
  const path = facts.paths.get(address);
  if (path?.kind !== "none") return [];
  return [
    {
      code: "no-route",
      severity: "error",
      subject: serverSubject(server),
      sentence: `this host has no route to ${address}: connections that are given to it fail`,
      evidence: [{ what: `ip route get ${address}`, value: path.reason }],
      mend: [{ command: `ip route add ${address} via GATEWAY` }],
    },
  ];
}

function silent(facts: Facts, server: Server): Finding[] {
  const { address } = server.destination.key;
  const hop = silentHop(facts, address);
  if (hop === undefined) return [];
  const link = linkOf(facts, hop.link)?.name ?? `link ${hop.link}`;
  const whose = hop.address === address ? "the real server" : `the router to it, ${hop.address},`;
  return [
    {
      code: "silent-neighbour",
      severity: "error",
      subject: serverSubject(server),
      sentence: `${whose} does not answer on ${link}: it is off, unplugged, or in another network`,
      evidence: [{ what: `ip neighbour show ${hop.address} dev ${link}`, value: hop.state.toUpperCase() }],
      mend: [{ command: editServerCommand(server, { weight: 0 }) }],
    },
  ];
}

/** A real server that is this host itself is served by a program of this host, if there is one. */
export function deafLocalServers(facts: Facts): Finding[] {
  return activeServers(facts).flatMap((server): Finding[] => {
    const wanted = localSocket(server);
    if (wanted === undefined || facts.paths.get(server.destination.key.address)?.kind !== "local") return [];
    if (facts.listening.some((socket) => hears(socket, wanted))) return [];
    return [
      {
        code: "nothing-listens",
        severity: "error",
        subject: serverSubject(server),
        sentence: `${serverName(server)} is this host itself, where nothing listens on ${formatEndpoint(wanted)}`,
        evidence: [
          { what: `ip route get ${server.destination.key.address}`, value: "local" },
          { what: `ss -Hltn sport = :${wanted.port}`, value: "nothing" },
        ],
        mend: [{ command: deleteServerCommand(server) }],
      },
    ];
  });
}

/** Packets to this host itself keep the VIP and its port, unless they are masqueraded. */
function localSocket({ service: { key }, destination }: Server): Endpoint | undefined {
  if (key.kind === "fwmark" || key.protocol !== "tcp" || key.port === 0) return undefined;
  return destination.settings.forwarding === "masquerade" ? destination.key : key;
}

/** A socket on `::` hears IPv4 too. */
function hears(socket: Endpoint, wanted: Endpoint): boolean {
  return socket.port === wanted.port && [wanted.address, "0.0.0.0", "::"].includes(socket.address);
}
