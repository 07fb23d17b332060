/** Against node:net, which knows the same by other means: texts near to addresses, made by random. */

import { isIPv4, isIPv6 } from "node:net";
import t from "tap";
import { ipv6Bytes, isIpv4Text } from "../../../lib/net/address-text.ts";
import { random } from "../../support/random.ts";

const below = random(6874);
const pick = (from: readonly string[]): string => from[below(from.length)] ?? "";

function nearIpv4(): string {
  const good = ["0", "1", "9", "10", "99", "100", "199", "200", "249", "250", "255"];
  const bad = ["256", "260", "300", "1000", "01", "00", "", "a", "1 "];
  const numbers = Array.from({ length: below(8) === 0 ? 3 + below(3) : 4 }, () => pick(below(12) === 0 ? bad : good));
  return numbers.join(".");
}

function nearIpv6(): string {
  const groups = ["0", "1", "ff", "0db8", "FFFF", "a:b", "0:0", ":", "", "12345", "g", "1.2.3.4", nearIpv4()];
  const count = below(9);
  const ends = ["", "", "::", ":", "1::", "::1"];
  return pick(ends) + Array.from({ length: count }, () => pick(groups)).join(":") + pick([...ends, "%lo"]);
}

function hexGroups(): string {
  const groups = Array.from({ length: 6 + below(4) }, () => below(0x10000).toString(16));
  if (below(2) === 0) groups.splice(below(groups.length), below(4), "");
  return groups.join(":") + (below(4) === 0 ? `:${nearIpv4()}` : "");
}

t.test("the same texts are addresses", async (t) => {
  const seen = { v4: 0, v6: 0, neither: 0 };
  for (let i = 0; i < 60_000; i++) {
    const text = pick([nearIpv4(), nearIpv6(), hexGroups()]);
    const v6 = isIPv6(text) && !text.includes("%");
    if (isIpv4Text(text) !== isIPv4(text)) t.fail(`IPv4? ${JSON.stringify(text)}`);
    if ((ipv6Bytes(text) !== undefined) !== v6) t.fail(`IPv6? ${JSON.stringify(text)}`);
    if (isIPv4(text)) seen.v4++;
    else if (v6) seen.v6++;
    else seen.neither++;
  }
  for (const [kind, times] of Object.entries(seen)) t.ok(times > 1000, `${times} texts are ${kind}`);
});

t.test("the same bytes as the URL parser reads", async (t) => {
  for (let i = 0; i < 20_000; i++) {
    const text = pick([nearIpv6(), hexGroups()]);
    const bytes = ipv6Bytes(text);
    if (bytes === undefined) continue;
    const whole = Array.from({ length: 8 }, (_, n) =>
      (((bytes[2 * n] ?? 0) << 8) | (bytes[2 * n + 1] ?? 0)).toString(16),
    );
    const [ours, theirs] = [whole.join(":"), text].map((one) => new URL(`http://[${one}]/`).hostname);
    if (ours !== theirs) t.fail(`${text} became ${ours}`);
  }
  t.pass();
});
