/** The keepalived.conf of scenario 01, the same file on both directors. */

import { addressOf, link, type Pool, vip } from "./site.ts";

/** By server name, as genhash printed them. */
export type Digests = Readonly<Record<string, string>>;

const vrrp = `! One file for both directors: whoever is first keeps the VIP.
global_defs {
  router_id web_front
}

vrrp_sync_group VG1 {
  group {
    VI_1
  }
}

vrrp_instance VI_1 {
  state BACKUP
  interface ${link}
  virtual_router_id 12
  priority 100
  advert_int 1
  nopreempt
  authentication {
    auth_type PASS
    auth_pass lbapache
  }
  virtual_ipaddress {
    ${vip} dev ${link} label ${link}:0
  }
}
`;

function realServer(name: keyof typeof addressOf, { port, path }: Pool, digests: Digests): string {
  return `
  real_server ${addressOf[name]} ${port} {
    weight 10
    HTTP_GET {
      url {
        path ${path}
        digest ${digests[name]}
      }
      connect_timeout 3   # seconds
      nb_get_retry 3
      delay_before_retry 3
    }
  }
`;
}

function virtualServer(pool: Pool, digests: Digests): string {
  return `
virtual_server ${vip} ${pool.port} {
  delay_loop 6
  lb_algo wlc
  lb_kind DR
  persistence_timeout 50
  protocol TCP
${pool.servers.map((name) => realServer(name, pool, digests)).join("")}}
`;
}

/** The whole file, with one virtual server for each pool. */
export function configuration(served: readonly Pool[], digests: Digests): string {
  return vrrp + served.map((pool) => virtualServer(pool, digests)).join("");
}
