import t from "tap";
import { nodeClock } from "../../../lib/system/node-clock.ts";

t.test("a timer never fires before its time, nor at once", async (t) => {
  for (const [delay, precise] of [0, 0.3, 1, 1.7, 5.2].flatMap((ms) => [[ms, false] as const, [ms, true] as const])) {
    const at = nodeClock.now() + delay;
    let returned = false;
    await new Promise<void>((resolve) => {
      nodeClock.at(
        at,
        () => {
          t.ok(returned, "not synchronously");
          t.ok(nodeClock.now() >= at, `${delay} ms, precise ${precise}`);
          resolve();
        },
        precise,
      );
      returned = true;
    });
  }
});

t.test("a cancelled timer does not fire, also when it is longer than Node can count", async (t) => {
  const timer = nodeClock.at(nodeClock.now() + 2 ** 33, () => t.fail("fired"));
  const short = nodeClock.at(nodeClock.now() + 1, () => t.fail("fired"));
  short.cancel();
  for (const delay of [0, 1, 4]) {
    const precise = nodeClock.at(nodeClock.now() + delay, () => t.fail("fired"), true);
    precise.cancel();
  }
  await new Promise<void>((resolve) => nodeClock.at(nodeClock.now() + 5, resolve));
  timer.cancel();
  timer.cancel();
});

t.test("a precise timer can be cancelled while it looks", async (t) => {
  const standing = performance.now();
  const real = performance.now;
  // However busy the machine is, its time does not come before it is cancelled.
  performance.now = () => standing;
  const timer = nodeClock.at(standing + 2.9, () => t.fail("fired"), true);
  await new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
  timer.cancel();
  performance.now = real;
  await new Promise<void>((resolve) => nodeClock.at(standing + 8, resolve));
});
