import t from "tap";
import { nearest } from "../../../lib/diag/suggest.ts";

t.test("the nearest word, if it is near enough", async (t) => {
  const words = ["priority", "preempt", "nopreempt", "state", "interface", "lb_algo"];
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["prority", "priority"],
    ["priorty", "priority"],
    ["pirority", "priority"],
    ["preemtp", "preempt"],
    ["no_preempt", "nopreempt"],
    ["sate", "state"],
    ["lb-algo", "lb_algo"],
    ["xyz", undefined],
    ["", undefined],
    ["priority_of_this_host", undefined],
  ];
  for (const [word, expected] of rows) t.equal(nearest(word, words), expected, word);
});

t.test("the first of equals", async (t) => {
  t.equal(nearest("ax", ["ab", "ac"]), "ab");
});
