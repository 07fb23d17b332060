/** Whether this host's kernel has IPVS and the schedulers that are asked for. */

import type { KernelModules } from "../../ports/local-host.ts";
import { headSpan } from "../syntax.ts";
import type { HostCheck } from "./held-against.ts";

export const kernelCanBalance: HostCheck = ({ file, report }, { host }) => {
  const servers = file.all("virtual_server");
  const [first] = servers;
  if (first === undefined) return;
  const modules = host.modules();
  if (!modules.has("ip_vs")) {
    const absent = modules.canLoad("ip_vs") === false;
    const unknown = modules.canLoad("ip_vs") === undefined;
    const span = headSpan(first.statement);
    if (absent) report.error("LK0074", span, "this host's kernel has no IPVS", { hint: "it takes the module ip_vs" });
    if (unknown)
      report.warning("LK0074", span, "IPVS is not loaded, and this host does not say whether its kernel has it", {
        hint: "in a container the host around it has to load the module ip_vs",
      });
    if (absent || unknown) return;
  }
  for (const { block } of servers) {
    const scheduler = block.get("lb_algo") ?? "wlc";
    const span = block.place("lb_algo");
    if (span && isAbsent(modules, `ip_vs_${scheduler}`))
      report.error("LK0074", span, `this host's kernel has no scheduler ${scheduler}`, {
        hint: `it takes the module ip_vs_${scheduler}`,
      });
  }
};

function isAbsent(modules: KernelModules, name: string): boolean {
  return !modules.has(name) && modules.canLoad(name) === false;
}
