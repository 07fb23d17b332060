/** Words of a checker that another one, or the address that it goes to, makes void. */

import type { Span } from "../../diag/source.ts";
import { type Address, familyOf } from "../../net/address.ts";
import { lookThrough } from "../alike.ts";
import type { BlockValues, UseOf } from "../block-values.ts";
import type { Report } from "../report.ts";
import type { Check } from "./checked.ts";
import { connecting } from "./timers.ts";

type RealServer = UseOf<"virtual_server", "real_server">;

export const checkersAgree: Check = ({ realServers, report }) => {
  lookThrough(report, realServers, ({ block }) => tellLengths(report, block));
  for (const group of realServers)
    if (group[0] && saysWhence(group[0].block)) for (const real of group) tellFamilies(report, real);
};

/** Any block that says whence and whither. */
interface Bound {
  get(keyword: "bindto" | "connect_ip"): Address | undefined;
  place(keyword: "bindto"): Span | undefined;
}

function boundOf(real: BlockValues<"real_server">): Bound[] {
  return connecting.flatMap((type) => real.all(type).map(({ block }): Bound => block));
}

/** Nearly none does, of tens of thousands. */
function saysWhence(real: BlockValues<"real_server">): boolean {
  return boundOf(real).some((block) => block.get("bindto") !== undefined);
}

function tellFamilies(report: Report, { value, block: real }: RealServer): void {
  for (const block of boundOf(real)) {
    const from = block.get("bindto");
    const to = block.get("connect_ip") ?? value?.address;
    const span = block.place("bindto");
    if (from !== undefined && to !== undefined && span && familyOf(from) !== familyOf(to))
      report.warning("LK0063", span, `"bindto" has no effect: ${to}, which is checked, is of the other family`);
  }
}

/** keepalived's UDP_BUFSIZE. */
const longestReply = 255;

function tellLengths(report: Report, real: BlockValues<"real_server">): void {
  for (const { block } of real.all("UDP_CHECK")) {
    const [least, most] = [block.get("min_reply_length"), block.get("max_reply_length") ?? longestReply];
    const span = block.place("min_reply_length");
    if (least !== undefined && span && least > most)
      report.error("LK0035", span, `no answer is long enough: at least ${least} bytes, at most ${most}`);
  }
}
