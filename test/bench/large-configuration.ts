/** A keepalived.conf of many virtual servers, as a script writes it for a large pool: weights, checkers, their timings. */

/** @returns a text without faults: some ten lines for each real server, every third one checked by HTTP. */
export function largeConfiguration(virtualServers: number, realServers: number): string {
  const services = Array.from({ length: virtualServers }, (_, i) => virtualServer(i, realServers));
  return `global_defs {\n    router_id director1\n}\n${services.join("")}`;
}

function virtualServer(index: number, realServers: number): string {
  const pool = Array.from({ length: realServers }, (_, i) => realServer(index, i));
  return `
virtual_server 10.1.${index >> 8}.${index & 255} 80 {
    delay_loop 10
    lb_algo wrr
    lb_kind NAT
    protocol TCP

${pool.join("")}}
`;
}

function realServer(service: number, index: number): string {
  return `    # web-${service}-${index}
    real_server 10.${100 + (service >> 8)}.${service & 255}.${index + 1} 8080 {
        weight ${10 + ((7 * index) % 90)}
${index % 3 === 0 ? httpCheck : tcpCheck}    }
`;
}

const timings = `            connect_timeout 2
            retry 2
            delay_before_retry 1
`;

const tcpCheck = `        TCP_CHECK {
${timings}        }
`;

const httpCheck = `        HTTP_GET {
            url {
                path /health
                status_code 200
            }
${timings}        }
`;
