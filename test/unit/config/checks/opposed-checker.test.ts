/** Where checks come from and where they go, alone and in servers that read the same; lengths of answers that leave none. */

import t from "tap";
import { findings, server } from "../../../support/findings.ts";

const real = (check: string, address = "198.51.100.1") =>
  ` real_server ${address} 80 {\n TCP_CHECK {\n${check}\n }\n }\n`;
const told = (...reals: readonly string[]) => findings(server(reals.join("")));

t.test("bindto", async (t) => {
  t.strictSame(told(real("bindto 192.0.2.9")), []);
  t.strictSame(told(real("bindto 2001:db8::9")), ["warning LK0063 2001:db8::9"]);
  t.strictSame(told(real("bindto 2001:db8::9\nconnect_ip 2001:db8::1")), []);
  t.strictSame(told(real("bindto 192.0.2.9\nconnect_ip 2001:db8::1")), ["warning LK0063 192.0.2.9"]);
  t.strictSame(told(real("bindto 192.0.2.9").replace("TCP_CHECK", "PING_CHECK")), []);
  const many = Array.from({ length: 5 }, (_, n) => real("bindto 2001:db8::9", `198.51.100.${n}`));
  t.equal(told(...many).length, 5);
});

t.test("blocks that read the same and go to other families", async (t) => {
  const bound = " lb_kind TUN\n";
  const reals = Array.from({ length: 6 }, (_, n) =>
    real("bindto 192.0.2.9", n % 2 ? `2001:db8::${n}` : `198.51.100.${n}`),
  );
  t.equal(told(bound, ...reals).length, 3);
});

t.test("the least and the most of an answer", async (t) => {
  const lengths = (lines: string) => told(real(lines).replace("TCP_CHECK", "UDP_CHECK"));
  t.strictSame(lengths("min_reply_length 9\nmax_reply_length 9"), []);
  t.strictSame(lengths("min_reply_length 9\nmax_reply_length 3"), ["error LK0035 9"]);
  t.strictSame(lengths("max_reply_length 3"), []);
  t.strictSame(lengths("min_reply_length 255"), []);
  t.strictSame(lengths("min_reply_length 300"), ["error LK0035 300"], "255 bytes are the most otherwise");
});
