/** The site of scenario 01 as plain data: who is who, their addresses, their pages. */

import type { ClusterSpec } from "../../guest/topology.ts";

export const vip = "172.16.12.110";
/** The interface name on every host of the site. */
export const link = "ens33";

export const addressOf = {
  rip1: "172.16.12.111",
  rip2: "172.16.12.112",
  nginx1: "172.16.12.104",
  nginx2: "172.16.12.105",
  pip: "172.16.12.113",
  sip: "172.16.12.114",
  client: "172.16.200.1",
} as const;

export type HostName = keyof typeof addressOf;

const hostSpec = (name: HostName) => ({ links: { [link]: `${addressOf[name]}/16` } });

export const allHosts = Object.keys(addressOf) as HostName[];

export const specOf = (hosts: readonly HostName[]): ClusterSpec =>
  Object.fromEntries(hosts.map((name) => [name, hostSpec(name)]));

/** The two pools behind the VIP. */
export const pools = {
  apache: { port: 80, path: "/index.html", servers: ["rip1", "rip2"] },
  nginx: { port: 8000, path: "/check.html", servers: ["nginx1", "nginx2"] },
} as const;

export type Pool = (typeof pools)[keyof typeof pools];

/** Each server says who it is, so that a client knows which one answered. */
export const pageOf = (server: string): string => `<h1>${server}</h1>\n`;
export const serverIn = (page: string): string | undefined => /<h1>(\w+)<\/h1>/.exec(page)?.[1];

export const siteUrl = `http://${vip}/index.html`;
