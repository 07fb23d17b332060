/** Lengths of answers that leave none. */

import t from "tap";
import { findings, server } from "../../../support/findings.ts";

const told = (lines: string) => findings(server(` real_server 198.51.100.1 80 {\n UDP_CHECK {\n${lines}\n }\n }\n`));

t.test("the least and the most", async (t) => {
  t.strictSame(told("min_reply_length 9\nmax_reply_length 9"), []);
  t.strictSame(told("min_reply_length 9\nmax_reply_length 3"), ["error LK0035 9"]);
  t.strictSame(told("max_reply_length 3"), []);
  t.strictSame(told("min_reply_length 255"), []);
  t.strictSame(told("min_reply_length 300"), ["error LK0035 300"], "255 bytes are the most otherwise");
});
