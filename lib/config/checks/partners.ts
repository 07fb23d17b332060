/** Keywords that do nothing without another one, which is missing. */

import type { Use } from "../block-values.ts";
import type { Report } from "../report.ts";
import type { Check } from "./checked.ts";

interface Partner {
  readonly keywords: readonly string[];
  /** One of these must stand in the same block. */
  readonly needs: readonly string[];
}

const inInstance: readonly Partner[] = [
  { keywords: ["vmac_xmit_base", "use_vmac_addr"], needs: ["use_vmac", "use_ipvlan"] },
  {
    keywords: ["unicast_src_ip", "unicast_ttl", "unicast_fault_no_peer", "check_unicast_src"],
    needs: ["unicast_peer"],
  },
];

const inServer: readonly Partner[] = [
  { keywords: ["sorry_server_inhibit", "sorry_server_lvs_method"], needs: ["sorry_server"] },
  { keywords: ["persistence_engine"], needs: ["persistence_timeout", "persistence_granularity"] },
];

export const checkers = [
  "TCP_CHECK",
  "HTTP_GET",
  "SSL_GET",
  "MISC_CHECK",
  "SMTP_CHECK",
  "DNS_CHECK",
  "UDP_CHECK",
  "PING_CHECK",
  "FILE_CHECK",
  "BFD_CHECK",
] as const;

const inUrl: readonly Partner[] = [
  {
    keywords: ["regex_no_match", "regex_options", "regex_min_offset", "regex_max_offset", "regex_stack"],
    needs: ["regex"],
  },
];

export const partnersStand: Check = ({ file, report }) => {
  for (const { block } of file.all("vrrp_instance")) tell(report, block, inInstance);
  for (const { block } of file.all("virtual_server")) {
    tell(report, block, inServer);
    for (const { block: real } of block.all("real_server")) {
      for (const keyword of ["HTTP_GET", "SSL_GET"] as const)
        for (const check of real.all(keyword)) for (const url of check.block.all("url")) tell(report, url.block, inUrl);
    }
  }
};

function tell(report: Report, block: { readonly uses: readonly Use<unknown>[] }, partners: readonly Partner[]): void {
  for (const { keywords, needs } of partners) {
    const found = block.uses.filter((use) => keywords.includes(use.keyword));
    if (found.length === 0 || block.uses.some((use) => needs.includes(use.keyword))) continue;
    for (const { statement } of found)
      report.warning(
        "LK0062",
        statement.keyword.span,
        `"${statement.keyword.text}" has no effect without ${either(needs)}`,
      );
  }
}

function either(keywords: readonly string[]): string {
  return keywords.map((keyword) => `"${keyword}"`).join(" or ");
}
