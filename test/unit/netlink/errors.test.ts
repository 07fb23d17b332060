import t from "tap";
import { SystemError } from "../../../lib/diag/errors.ts";
import { asSystemError, lost, refused } from "../../../lib/netlink/errors.ts";

t.test("an error with its operation says what, to what and why, in the kernel's words", async (t) => {
  const error = asSystemError("add the address", "10.0.0.1/32 on lo", refused(17, "ipv4: Address already assigned"));
  t.ok(error instanceof SystemError);
  t.match(error, {
    message: "cannot add the address 10.0.0.1/32 on lo: File exists (ipv4: Address already assigned)",
    code: "EEXIST",
    detail: "ipv4: Address already assigned",
    cause: { kind: "refused" },
  });
});

t.test("only a refusal is certain", async (t) => {
  t.notOk(refused(1, undefined).outcomeUnknown);
  for (const kind of ["overrun", "timeout", "malformed"] as const) t.ok(lost(kind, "reason").outcomeUnknown, kind);
});

t.test("errors of other kinds pass unchanged", async (t) => {
  const other = new TypeError("broken");
  t.equal(asSystemError("add", "it", other), other);
});
