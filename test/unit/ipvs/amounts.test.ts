/** The borders between units, as ipvsadm 1.31 was seen to print them; amounts are never rounded up. */

import t from "tap";
import { amountText, exactAmountText } from "../../../lib/ipvs/amounts.ts";

const rows: readonly (readonly [amount: bigint, text: string, exact: string])[] = [
  [0n, "        0", "        0"],
  [99_999_999n, " 99999999", " 99999999"],
  [100_000_000n, "  100000K", " 100000000"],
  [999_999_999n, "  999999K", " 999999999"],
  [1_000_000_000n, "    1000M", " 1000000000"],
  [99_999_999_999n, "   99999M", " 99999999999"],
  [100_000_000_000n, "     100G", " 100000000000"],
  [99_999_999_999_999n, "   99999G", " 99999999999999"],
  [100_000_000_000_000n, "     100T", " 100000000000000"],
  [18_446_744_073_709_551_615n, "18446744T", " 18446744073709551615"],
];

for (const [amount, text, exact] of rows)
  t.test(`${amount}`, async (t) => {
    t.equal(amountText(amount), text);
    t.equal(exactAmountText(amount), exact);
  });
