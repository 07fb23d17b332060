/** Keywords that do nothing without another one, which is missing or stands too late. */

import { lookThrough } from "../alike.ts";
import type { Use } from "../block-values.ts";
import type { Report } from "../report.ts";
import type { Word } from "../syntax.ts";
import type { Check } from "./checked.ts";

interface Partner {
  readonly keywords: readonly string[];
  /** One of these must stand in the same block. */
  readonly needs: readonly string[];
  /** And before it: keepalived looks for it at once. */
  readonly ordered?: true;
  /** What happens without, where that is not nothing. */
  readonly otherwise?: string;
}

const inInstance: readonly Partner[] = [
  { keywords: ["vmac_xmit_base", "use_vmac_addr"], needs: ["use_vmac", "use_ipvlan"] },
  {
    keywords: ["unicast_src_ip", "unicast_ttl", "unicast_fault_no_peer", "check_unicast_src"],
    needs: ["unicast_peer"],
    otherwise: "advertisements go to the multicast group",
  },
];

/** Whether they fit the scheduler is opposed-server.ts's. */
const schedulerFlags = ["hashed", "sh-port", "sh-fallback", "mh-port", "mh-fallback", "flag-1", "flag-2", "flag-3"];

const inServer: readonly Partner[] = [
  { keywords: ["sorry_server_inhibit", "sorry_server_lvs_method"], needs: ["sorry_server"], ordered: true },
  { keywords: ["persistence_engine"], needs: ["persistence_timeout", "persistence_granularity"] },
  { keywords: schedulerFlags, needs: ["lb_algo"], ordered: true },
];

const inUrl: readonly Partner[] = [
  {
    keywords: ["regex_no_match", "regex_options", "regex_min_offset", "regex_max_offset", "regex_stack"],
    needs: ["regex"],
  },
];

export const partnersStand: Check = ({ file, realServers, report }) => {
  for (const { block } of file.all("vrrp_instance")) tell(report, block, inInstance);
  for (const { block } of file.all("virtual_server")) tell(report, block, inServer);
  lookThrough(report, realServers, ({ block: real }) => {
    for (const keyword of ["HTTP_GET", "SSL_GET"] as const)
      for (const check of real.all(keyword)) for (const url of check.block.all("url")) tell(report, url.block, inUrl);
  });
};

/** Any block. */
interface Written {
  readonly uses: readonly Use<unknown>[];
  lastOf(keyword: string): Use<unknown> | undefined;
}

function tell(report: Report, block: Written, partners: readonly Partner[]): void {
  for (const partner of partners) {
    if (!partner.keywords.some((keyword) => block.lastOf(keyword))) continue;
    const { uses } = block;
    const first = uses.findIndex((use) => partner.keywords.includes(use.keyword));
    const at = uses.findIndex((use) => partner.needs.includes(use.keyword));
    const until = at < 0 ? uses.length : partner.ordered ? at : 0;
    for (const { keyword, statement } of uses.slice(first, Math.max(first, until)))
      if (partner.keywords.includes(keyword)) (at < 0 ? tellAlone : tellEarly)(report, statement.keyword, partner);
  }
}

function tellAlone(report: Report, { text, span }: Word, { needs, otherwise }: Partner): void {
  const message = otherwise
    ? `"${text}" without ${either(needs)}: ${otherwise}`
    : `"${text}" has no effect without ${either(needs)}`;
  report.warning("LK0062", span, message);
}

function tellEarly(report: Report, { text, span }: Word, { needs }: Partner): void {
  report.warning("LK0062", span, `keepalived ignores "${text}" before ${either(needs)}`, {
    hint: `write it after ${either(needs)}`,
  });
}

function either(keywords: readonly string[]): string {
  return keywords.map((keyword) => `"${keyword}"`).join(" or ");
}
