/** The same seed gives the same numbers, within their range; another seed gives others. */

import t from "tap";
import { seededRandom } from "../../../../lib/config/expansion/seeded-random.ts";
import { loadText } from "../../../support/configuration.ts";

t.test("numbers", async (t) => {
  for (const seed of [0, 1, 2 ** 32 - 1]) {
    const random = seededRandom(seed);
    const again = seededRandom(seed);
    const numbers = Array.from({ length: 1000 }, () => random(6));
    t.strictSame(
      numbers,
      numbers.map(() => again(6)),
    );
    t.strictSame([...new Set(numbers)].sort(), [0, 1, 2, 3, 4, 5], `${seed}: every number, and no other`);
  }
  t.not(seededRandom(1)(1000), seededRandom(2)(1000));
});

/** @returns the numbers of five routers, all drawn. */
function drawn(head: string, random: (below: number) => number): number[] {
  const instances = [1, 2, 3, 4, 5].map(
    (i) => `vrrp_instance A${i} {\n interface eth${i}\n virtual_router_id \${_RANDOM 1 255}\n}\n`,
  );
  const { settings } = loadText(head + instances.join(""), "t.conf", { random });
  return settings.instances.map((one) => one.virtualRouterId);
}

t.test("random_seed makes a configuration repeatable", async (t) => {
  const seeded = "global_defs {\n random_seed 7\n}\n";
  t.strictSame(
    drawn(seeded, () => 0),
    drawn(seeded, (below) => below - 1),
  );
  t.notSame(
    drawn("", () => 0),
    drawn("", (below) => below - 1),
    "without it the dice decide",
  );
  t.notSame(
    drawn(seeded, () => 0),
    drawn(seeded.replace("7", "8"), () => 0),
  );
});
