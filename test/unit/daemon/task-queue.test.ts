import t from "tap";
import { TaskQueue } from "../../../lib/daemon/task-queue.ts";

t.test("the first task begins at once, the others in turn, also those that tasks add", async (t) => {
  const said: string[] = [];
  const queue = new TaskQueue(() => {});
  const task =
    (name: string, then = () => {}) =>
    async () => {
      said.push(`${name} begins`);
      await Promise.resolve();
      said.push(`${name} ends`);
      then();
    };
  queue.add(task("a", () => queue.add(task("c"))));
  t.same(said, ["a begins"]);
  queue.add(task("b"));
  await queue.settled();
  t.same(said, ["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  queue.add(task("d"));
  t.equal(said.at(-1), "d begins", "an idle queue begins at once again");
  await queue.settled();
});

t.test("a failure is told, thrown or rejected, and stops nothing", async (t) => {
  const failures: unknown[] = [];
  const said: string[] = [];
  const queue = new TaskQueue((failure) => failures.push(failure));
  queue.add(() => {
    throw new Error("thrown");
  });
  queue.add(() => Promise.reject(new Error("rejected")));
  queue.add(async () => void said.push("done"));
  await queue.settled();
  t.match(failures, [{ message: "thrown" }, { message: "rejected" }]);
  t.same(said, ["done"]);
});
