/** Ports of real and sorry servers that direct routing and tunnels cannot reach: they leave the packet as it is. */

import type { Entry } from "../block-values.ts";
import { addressOf } from "../server-head.ts";
import { headSpan } from "../syntax.ts";
import type { Check, Checked } from "./checked.ts";
import { kindOf, type VirtualServerUse } from "./server-view.ts";

/** Of real servers of a service by address it is told where they are read. */
export const portsAreReachable: Check = (checked) => {
  for (const server of checked.file.all("virtual_server")) {
    const { block } = server;
    const sorry = block.last("sorry_server");
    if (sorry) tellPort(checked, server, sorry, block.get("sorry_server_lvs_method")?.method);
    if (kindOf(server) !== "fwmark") continue;
    for (const real of block.all("real_server")) tellPort(checked, server, real, real.block.get("lvs_method")?.method);
  }
};

type Server = Entry<{ readonly port: number }>;

function tellPort(
  { report }: Checked,
  server: VirtualServerUse,
  { value, statement }: Server,
  own: string | undefined,
): void {
  const method = own ?? server.block.get("lb_kind")?.method ?? "NAT";
  const port = kindOf(server) === "address" ? addressOf(server.value)?.port : 0;
  if (method === "NAT" || !value || value.port === 0 || port === undefined || kindOf(server) === "group") return;
  if (value.port === port) return;
  const span = statement.args[1]?.span ?? headSpan(statement);
  if (port === 0)
    report.warning("LK0032", span, `with ${method} and a firewall mark packets keep their port; this one is not used`);
  else report.warning("LK0032", span, `with ${method} a sorry server is reached on the service's port ${port}`);
}
