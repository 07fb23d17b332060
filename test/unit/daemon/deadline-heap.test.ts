import t from "tap";
import { DeadlineHeap } from "../../../lib/daemon/deadline-heap.ts";
import { random as seeded } from "../../support/random.ts";

t.test("takes what is due, earliest first, and nothing that is not", async (t) => {
  const heap = new DeadlineHeap<string>();
  for (const [item, at] of [
    ["c", 30],
    ["a", 10],
    ["b", 20],
  ] as const)
    heap.set(item, at);
  t.equal(heap.earliest, 10);
  t.equal(heap.takeDue(9.9), undefined);
  t.equal(heap.takeDue(25), "a");
  t.equal(heap.takeDue(25), "b");
  t.equal(heap.takeDue(25), undefined);
  heap.set("c", 5);
  t.equal(heap.size, 1, "setting again moves");
  t.equal(heap.takeDue(5), "c");
  t.equal(heap.earliest, undefined);
});

t.test("seeded: agrees with a sorted list through sets, moves, deletions and takes", async (t) => {
  const below = seeded(7);
  const heap = new DeadlineHeap<number>();
  const list = new Map<number, number>();
  for (let round = 0; round < 20_000; round++) {
    const item = below(200);
    const what = below(4);
    if (what < 2) {
      const at = below(1000);
      heap.set(item, at);
      list.set(item, at);
    } else if (what === 2) {
      heap.delete(item);
      list.delete(item);
    } else {
      const earliest = [...list.values()].sort((a, b) => a - b)[0];
      if (heap.earliest !== earliest) t.fail(`earliest is ${heap.earliest}, not ${earliest}`);
      const taken = heap.takeDue(500);
      if (taken === undefined ? (earliest ?? 501) <= 500 : list.get(taken) !== earliest) t.fail("took the wrong one");
      if (taken !== undefined) list.delete(taken);
    }
    if (heap.size !== list.size) t.fail("sizes differ");
  }
  t.pass("20000 rounds");
});
