/** What other programs, and people, call what a keyword's value names; only ever suggested, never read. */

export const schedulerWords = {
  "round-robin": "rr",
  round_robin: "rr",
  roundrobin: "rr",
  weighted: "wrr",
  "least-connection": "lc",
  "least-connections": "lc",
  least_conn: "lc",
  leastconn: "lc",
  source: "sh",
  ip_hash: "sh",
} as const;

/** ipvsadm's own names among them. */
export const forwardingWords = {
  masq: "NAT",
  masquerading: "NAT",
  gatewaying: "DR",
  gateway: "DR",
  route: "DR",
  dsr: "DR",
  ipip: "TUN",
  tunnel: "TUN",
} as const;

export const protocolWords = { http: "TCP", https: "TCP", smtp: "TCP", dns: "UDP" } as const;

/** Roles by their names elsewhere. */
export const stateWords = {
  primary: "MASTER",
  active: "MASTER",
  slave: "BACKUP",
  secondary: "BACKUP",
  standby: "BACKUP",
} as const;
