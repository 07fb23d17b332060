/** Answers of UDP_CHECK that would have to be longer than they may be. */

import { lookingOnce } from "../alike.ts";
import type { Check } from "./checked.ts";

export const repliesHaveALength: Check = ({ file, report }) => {
  const lookAt = lookingOnce<"real_server">(report, (real) => {
    for (const { block } of real.all("UDP_CHECK")) {
      const [least, most] = [block.get("min_reply_length"), block.get("max_reply_length") ?? longestOtherwise];
      const span = block.place("min_reply_length");
      if (least !== undefined && span && least > most)
        report.error("LK0035", span, `no answer is long enough: at least ${least} bytes, at most ${most}`);
    }
  });
  for (const { block } of file.all("virtual_server")) for (const real of block.all("real_server")) lookAt(real.block);
};

/** keepalived's UDP_BUFSIZE. */
const longestOtherwise = 255;
