/** Lines of a group that say again what one before them says: which is told, and where the first one is. */

import t from "tap";
import { loadText } from "../../support/configuration.ts";
import { findings } from "../../support/findings.ts";
import { random } from "../../support/random.ts";

const group = (...lines: readonly string[]) => `virtual_server_group G {\n${lines.join("\n")}\n}\n`;
const told = (...lines: readonly string[]) => findings(group(...lines));
/** @returns the message, and the line that it points back to. */
function whole(...lines: readonly string[]): unknown[] {
  const { diagnostics } = loadText(group(...lines));
  return diagnostics
    .filter(({ code }) => code === "LK0017")
    .map(({ message, related }) => [
      message,
      ...(related ?? []).map(({ span }) => span.source.text.slice(span.start, span.end)),
    ]);
}

t.test("the same again", async (t) => {
  t.strictSame(whole("192.0.2.1 80", "192.0.2.2 80", "192.0.2.1 80"), [
    ["192.0.2.1 80 is in this group already; not used again", "192.0.2.1 80"],
  ]);
  t.strictSame(told("192.0.2.1 80", "192.0.2.1 81", "192.0.2.1", "2001:db8::1 80"), [], "services of their own");
  t.strictSame(told("fwmark 7", "fwmark 8", "fwmark 7"), ["warning LK0017 fwmark 7"]);
  t.strictSame(told("fwmark 7 inet", "fwmark 7 inet6"), []);
});

t.test("ranges and prefixes", async (t) => {
  t.strictSame(told("192.0.2.1-9 80", "192.0.2.10-20 80"), []);
  t.strictSame(whole("192.0.2.1-9 80", "192.0.2.9-20 80"), [
    ["192.0.2.9-20 80 overlaps a line before it; what both have is used once", "192.0.2.1-9 80"],
  ]);
  t.strictSame(whole("192.0.2.9-20 80", "192.0.2.1-9 80"), [
    ["192.0.2.1-9 80 overlaps a line before it; what both have is used once", "192.0.2.9-20 80"],
  ]);
  t.strictSame(whole("192.0.2.0/24 80", "192.0.2.7 80"), [
    ["192.0.2.7 80 is in this group already; not used again", "192.0.2.0/24 80"],
  ]);
  t.strictSame(told("2001:db8::/120 80", "2001:db8::ff-1ff 80"), ["warning LK0017 2001:db8::ff-1ff 80"]);
  t.strictSame(told("10.0.0.200 80", "9.0.0.0/8 80", "10.0.0.3 80"), [], "by value, not as text");
  t.strictSame(
    whole("192.0.2.7 80", "192.0.2.5 80", "192.0.2.0/24 80"),
    [["192.0.2.0/24 80 overlaps a line before it; what both have is used once", "192.0.2.5 80"]],
    "once",
  );
  t.strictSame(
    told("192.0.2.0/24 80", "192.0.2.9 80", "192.0.2.200 80"),
    ["warning LK0017 192.0.2.9 80", "warning LK0017 192.0.2.200 80"],
    "the wide one goes on",
  );
});

t.test("as trying every pair does, on groups made at random", async (t) => {
  const below = random(7);
  for (let round = 0; round < 200; round++) {
    const lines = Array.from({ length: below(12) }, () => {
      const first = below(40);
      return { first, last: first + below(6), port: 80 + below(2) };
    });
    const later = lines.filter((one, i) =>
      lines.slice(0, i).some(({ first, last, port }) => port === one.port && first <= one.last && one.first <= last),
    );
    const text = lines.map(({ first, last, port }) => `192.0.2.${first}-${last} ${port}`);
    t.equal(whole(...text).length, later.length, text.join(", "));
  }
});
