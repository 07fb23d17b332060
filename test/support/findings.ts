/** What a configuration is told, short enough to write down: severity, code and the words underlined. */

import { holdAgainst } from "../../lib/config/on-host/all.ts";
import type { Loaded } from "../../lib/config/settings.ts";
import { loadText } from "./configuration.ts";
import type { FakeLocalHost } from "./fake-local-host.ts";

/** @returns `warning LK0056 eth1 weight 5` for each diagnostic but those that lvskit does not do something yet. */
export function findingsOf({ diagnostics }: Loaded): string[] {
  return diagnostics
    .filter(({ code }) => code !== "LK0003")
    .map(({ severity, code, span }) => `${severity} ${code} ${span.source.text.slice(span.start, span.end)}`);
}

export function findings(text: string): string[] {
  return findingsOf(loadText(text));
}

/** @returns what the host has to say in addition. */
export async function findingsOn(host: FakeLocalHost, text: string): Promise<string[]> {
  const loaded = loadText(text);
  const [links, addresses] = await Promise.all([host.links(), host.addresses()]);
  const before = findingsOf(loaded);
  return findingsOf(holdAgainst(loaded, { host, links, addresses })).filter((one) => !before.includes(one));
}

let number = 0;

/** @returns an instance on eth0 with an address and a number of its own, and `lines` in it. */
export function instance(lines: string, name = `I${number + 1}`): string {
  number = (number % 255) + 1;
  const own = /virtual_router_id/.test(lines) ? "" : ` virtual_router_id ${number}\n`;
  const addresses = /virtual_ipaddress \{/.test(lines) ? "" : ` virtual_ipaddress {\n  192.0.2.${number}\n }\n`;
  const device = /^ *interface/m.test(lines) ? "" : " interface eth0\n";
  return `vrrp_instance ${name} {\n${device}${own}${lines}\n${addresses}}\n`;
}

/** @returns a virtual server with one real server without a checker, unless `lines` have their own. */
export function server(lines: string, head = "192.0.2.1 80"): string {
  const protocol = /^ *protocol/m.test(lines) || head.startsWith("fwmark") ? "" : " protocol TCP\n";
  const real = /real_server/.test(lines) ? "" : " real_server 198.51.100.1 80 {\n }\n";
  return `virtual_server ${head} {\n${protocol}${lines}\n${real}}\n`;
}
