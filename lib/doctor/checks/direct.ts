/** What direct routing and tunnels need: packets keep the VIP and its port, and must fit. */

import type { Tunnel } from "../../ipvs/model.ts";
import { effectiveTunnel } from "../../ipvs/normal.ts";
import { familyOf } from "../../net/address.ts";
import { formatEndpoint } from "../../net/endpoint.ts";
import type { Link } from "../../ports/links.ts";
import { activeServers, type Facts, linkOf, type Server, servers, vipLinks, wayTo } from "../facts.ts";
import type { Finding, Mend } from "../finding.ts";
import { addServerCommand, deleteServerCommand, editServerCommand, serverSubject } from "../words.ts";

/** lvsadm gives such servers the service's port; other tools enter what they were told. */
export function ignoredPorts(facts: Facts): Finding[] {
  return servers(facts).flatMap((server): Finding[] => {
    const { service, destination } = server;
    const { forwarding } = destination.settings;
    if (service.key.kind === "fwmark" || service.key.port === 0 || destination.key.port === service.key.port) return [];
    if (forwarding !== "direct" && forwarding !== "tunnel") return [];
    const { port } = service.key;
    return [
      {
        code: "port-ignored",
        severity: "error",
        subject: serverSubject(server),
        sentence: `${forwarding === "direct" ? "direct routing" : "a tunnel"} does not translate ports: packets reach the real server at port ${port}, not ${destination.key.port}`,
        evidence: [{ what: "lvsadm -Ln", value: `${formatEndpoint(destination.key)} ${forwardingWord(forwarding)}` }],
        mend: portMend(facts, server, port),
      },
    ];
  });
}

function forwardingWord(forwarding: "direct" | "tunnel"): string {
  return forwarding === "direct" ? "Route" : "Tunnel";
}

function portMend(facts: Facts, server: Server, port: number): Mend[] {
  const { service, destination } = server;
  const { address } = destination.key;
  const there = servers(facts).some(
    (other) =>
      other.service === service && other.destination.key.address === address && other.destination.key.port === port,
  );
  const right = { ...destination, key: { address, port } };
  return [
    ...(there ? [] : [{ command: addServerCommand(service.key, right) }]),
    { command: deleteServerCommand(server) },
  ];
}

/** A router that is handed a packet to the VIP sends it back to whoever has the VIP. */
export function distantDirectServers(facts: Facts): Finding[] {
  return activeServers(facts).flatMap((server): Finding[] => {
    const way = wayTo(facts, server);
    const { address } = server.destination.key;
    if (server.destination.settings.forwarding !== "direct" || way?.gateway === undefined) return [];
    return [
      {
        code: "not-on-link",
        severity: "error",
        subject: serverSubject(server),
        sentence: `direct routing reaches only real servers on this host's own networks, and ${address} is behind ${way.gateway}`,
        evidence: [{ what: `ip route get ${address}`, value: `via ${way.gateway}` }],
        mend: tunnelMend(server),
      },
    ];
  });
}

/** A tunnel of its own that takes packets of any director; the kernel loads what it needs. */
function tunnelMend(server: Server): Mend[] {
  const { key } = server.service;
  const { address } = server.destination.key;
  const vip = key.kind === "fwmark" ? "VIP" : key.address;
  const inet = familyOf(address) === "inet";
  return [
    { command: `ip link add lvs0 type ${inet ? "ipip" : "ip6tnl"} local ${address}`, on: address },
    { command: `ip address add ${vip} dev lvs0`, on: address },
    { command: "ip link set lvs0 up", on: address },
    ...(inet ? [{ command: "sysctl -w net.ipv4.conf.lvs0.rp_filter=0", on: address }] : []),
    { command: editServerCommand(server, { forwarding: "tunnel" }) },
  ];
}

/** Whether a full packet of a client still fits once it is wrapped. */
export function tunnelRoom(facts: Facts): Finding[] {
  return activeServers(facts).flatMap((server): Finding[] => {
    const way = wayTo(facts, server);
    const link = way && linkOf(facts, way.link);
    if (server.destination.settings.forwarding !== "tunnel" || link === undefined) return [];
    const inbound = vipLinks(facts, server.service).find((one) => !one.loopback);
    const overhead = tunnelOverhead(server);
    if (inbound === undefined || link.mtu - overhead >= inbound.mtu) return [];
    return [
      {
        code: "tunnel-mtu",
        severity: "note",
        subject: serverSubject(server),
        sentence: `packets of more than ${link.mtu - overhead} bytes do not fit into the tunnel: uploads stall for clients that hear no ICMP`,
        evidence: [
          { what: `ip link show ${inbound.name}`, value: `mtu ${inbound.mtu}` },
          { what: `ip link show ${link.name}`, value: `mtu ${link.mtu}, less ${overhead} for the tunnel` },
        ],
        mend: roomMend(server, inbound, link, overhead),
      },
    ];
  });
}

/** Bytes: the outer IP header, and for gue UDP and GUE's own header, for gre its header with or without checksum. */
function tunnelOverhead({ destination }: Server): number {
  const outer = familyOf(destination.key.address) === "inet" ? 20 : 40;
  return outer + encapsulation(effectiveTunnel(destination.settings));
}

function encapsulation({ type, checksum }: Tunnel): number {
  if (type === "gue") return checksum === "remote" ? 8 + 4 + 8 : 8 + 4;
  if (type === "gre") return checksum === "none" ? 4 : 8;
  return 0;
}

/** On one and the same link nothing is gained by a larger MTU; then the real server has to ask for smaller packets. */
function roomMend({ destination }: Server, inbound: Link, link: Link, overhead: number): Mend[] {
  if (inbound.index !== link.index) return [{ command: `ip link set dev ${link.name} mtu ${inbound.mtu + overhead}` }];
  // 40 bytes of IPv4 and TCP headers, 60 with IPv6.
  const headers = familyOf(destination.key.address) === "inet" ? 40 : 60;
  const segment = link.mtu - overhead - headers;
  return [{ command: `ip route replace default via GATEWAY advmss ${segment}`, on: destination.key.address }];
}
