import { constants } from "node:os";
import t from "tap";
import { errnoName, errnoOfText, errnoText } from "../../../lib/kernel/errno.ts";

t.test("Node knows the same numbers by the same names", async (t) => {
  // Where two names share a number, the table has the kernel's.
  const other: Readonly<Record<string, string>> = { EWOULDBLOCK: "EAGAIN", ENOTSUP: "EOPNOTSUPP" };
  for (const [name, number] of Object.entries(constants.errno)) t.equal(errnoName(number), other[name] ?? name);
});

t.test("sentences are those of the C library, and lead back to their number", async (t) => {
  t.equal(errnoText(1), "Operation not permitted");
  t.equal(errnoText(99), "Cannot assign requested address");
  for (let number = 1; number <= 133; number++)
    if (errnoName(number) !== "UNKNOWN") t.equal(errnoOfText(errnoText(number)), number);
});

t.test("numbers that Linux does not define", async (t) => {
  for (const number of [0, -1, 41, 58, 4095]) {
    t.equal(errnoName(number), "UNKNOWN");
    t.equal(errnoText(number), `Unknown error ${number}`);
  }
  t.equal(errnoOfText("no such sentence"), undefined);
});
