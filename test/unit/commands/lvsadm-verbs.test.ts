/** How a verb is called: which words are verbs, their names in messages and help, and failures in JSON. */

import t from "tap";
import { errorRecord } from "../../../lib/commands/lvsadm-verb-failure.ts";
import { isVerb, verbNames } from "../../../lib/commands/lvsadm-verb-names.ts";
import { verbs } from "../../../lib/commands/lvsadm-verbs.ts";
import { CommandFailure, SystemError } from "../../../lib/diag/errors.ts";
import { FakeVerbPorts } from "../../support/verb-ports.ts";

const run = (line: string) => new FakeVerbPorts().call(line);

t.test("only a whole word is a verb, so that ipvsadm's words keep their meaning", async (t) => {
  for (const word of verbNames) t.ok(isVerb(word));
  for (const word of [undefined, "", "-L", "--list", "app", "Apply", "now", "__proto__"])
    t.notOk(isVerb(word), `${word}`);
});

t.test("each verb has a help of its own and the page of lvsadm", async (t) => {
  for (const name of Object.keys(verbs)) {
    const { status, out, err } = await run(`${name} --help`);
    t.same([status, err], [0, ""], name);
    t.match(out, new RegExp(`^Usage: lvsadm ${name}\\b[\\s\\S]*More: man lvsadm\\n$`));
  }
});

t.test("wrong words name the verb, and are JSON for whom it was promised", async (t) => {
  const plain = await run("apply --no-such");
  t.same(plain, {
    status: 2,
    out: "",
    err: "lvsadm apply: unknown option --no-such (lvsadm apply --help lists the options)\n",
  });
  const { status, out, err } = await run("apply --json --no-such");
  t.equal(status, 2);
  t.match(err, /^lvsadm apply: unknown option/);
  t.match(JSON.parse(out).error.message, /^unknown option/);
});

t.test("a refusal says in JSON which operation it was, also behind a command's own sentence", async (t) => {
  const refused = new SystemError("open", "the table", { code: "EPERM", reason: "Operation not permitted" });
  const record = { operation: "open", target: "the table", code: "EPERM" };
  t.same(errorRecord(refused), { message: "cannot open the table: Operation not permitted", ...record });
  const sentence = new CommandFailure("it takes root", 1, { cause: refused });
  t.same(errorRecord(sentence), { message: "it takes root", ...record });
  t.same(errorRecord(new CommandFailure("no", 1)), { message: "no" });
});
