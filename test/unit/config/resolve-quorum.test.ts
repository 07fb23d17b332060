/** Quorum and hysteresis that count, which the real servers' weights may lower. */

import t from "tap";
import { resolveQuorum } from "../../../lib/config/resolve-quorum.ts";
import { loadText } from "../../support/configuration.ts";

const real = (n: number, inside = "") => ` real_server 198.51.100.${n} 80 {\n${inside}\n }\n`;

function quorum(lines: string): unknown {
  const text = `virtual_server 192.0.2.1 80 {\n protocol TCP\n${lines}\n}`;
  return resolveQuorum(loadText(text).values.last("virtual_server")?.block as never);
}

t.test("limits", async (t) => {
  t.strictSame(quorum(real(1)), { quorum: 1, hysteresis: 0 });
  t.strictSame(quorum(` quorum 2\n hysteresis 1\n${real(1)}${real(2)}`), { quorum: 2, hysteresis: 1 });
  t.strictSame(quorum(` quorum 3\n hysteresis 2\n${real(1)}${real(2)}`), { quorum: 2, hysteresis: 1, limit: 2 });
  t.strictSame(quorum(` quorum 3\n weight 2\n${real(1)}${real(2)}`), { quorum: 3, hysteresis: 0 });
  t.strictSame(quorum(` quorum 3\n${real(1, "weight 0")}`), { quorum: 1, hysteresis: 0, limit: 0 });
  t.strictSame(quorum(` quorum 3\n${real(1, "MISC_CHECK {\nmisc_path /bin/a\nmisc_dynamic\n}")}`), {
    quorum: 3,
    hysteresis: 0,
  });
  t.strictSame(quorum(` hysteresis 5\n${real(1)}`), { quorum: 1, hysteresis: 0 });
});
