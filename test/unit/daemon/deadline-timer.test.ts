import t from "tap";
import { DeadlineTimer } from "../../../lib/daemon/deadline-timer.ts";
import { FakeClock } from "../../support/fake-clock.ts";

function subject() {
  const clock = new FakeClock(0);
  const due: number[] = [];
  return { clock, due, timer: new DeadlineTimer(clock, (now) => due.push(now)) };
}

t.test("one timer, for the deadline set last, once", async (t) => {
  const { clock, due, timer } = subject();
  timer.set(100);
  timer.set(50);
  timer.set(70);
  t.equal(clock.pending, 1);
  await clock.moveTo(200);
  t.same(due, [70]);
  clock.stop(70);
  timer.set(270);
  await clock.moveTo(270);
  t.same(due, [70, 270]);
  timer.set(300);
  timer.set(Infinity);
  t.equal(clock.pending, 0);
});

t.test("an overdue timer waits for what is to be read, unless that sets another deadline", async (t) => {
  const { clock, due, timer } = subject();
  timer.set(100);
  clock.stop(201);
  await clock.advance(49);
  t.same(due, []);
  await clock.advance(1);
  t.same(due, [251]);

  timer.set(300);
  clock.stop(1000);
  await clock.advance(10);
  timer.set(5000);
  await clock.advance(1000);
  t.same(due, [251]);
});

t.test("a timer that is a little late is due at once", async (t) => {
  const { clock, due, timer } = subject();
  timer.set(100);
  clock.stop(200);
  await clock.advance(0);
  t.same(due, [200]);
});

t.test("other overdue deadlines do not put it off any further", async (t) => {
  const { clock, due, timer } = subject();
  timer.set(100);
  clock.stop(1000);
  await clock.advance(0);
  for (const at of [150, 160, 170]) {
    await clock.advance(10);
    timer.set(at);
  }
  await clock.moveTo(1050);
  t.same(due, [1050]);
});
