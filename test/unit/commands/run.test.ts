/** What every ordinary command does alike: help, version, one sentence per failure, stack traces only on demand. */

import t from "tap";
import { type CommandSpec, runCommand } from "../../../lib/commands/run.ts";
import { version } from "../../../lib/commands/version.ts";
import { CommandFailure, SystemError } from "../../../lib/diag/errors.ts";
import { FakeEnvironment } from "../../support/fake-environment.ts";

function spec(run: () => Promise<number>): CommandSpec<undefined> {
  return {
    name: "tool",
    summary: "Does one thing.",
    forms: ["start --at TIME", "stop"],
    options: [{ long: "at", short: "a", value: "TIME", help: "when to start" }],
    notes: ["Exit status: 0 done, 7 tired."],
    run,
  };
}

async function call(argv: readonly string[], run: () => Promise<number> = async () => 0) {
  const environment = new FakeEnvironment("tool", argv);
  const status = await runCommand(spec(run), environment, undefined);
  return { status, out: environment.out, err: environment.err };
}

t.test("--help names the forms, every option and the notes, on standard output", async (t) => {
  const { status, out, err } = await call(["--help"]);
  t.equal(status, 0);
  t.equal(err, "");
  for (const part of [
    "tool start --at TIME",
    "tool stop",
    "Does one thing.",
    "-a, --at",
    "TIME",
    "when to start",
    "-h, --help",
  ])
    t.match(out, part);
  t.match(out, "Exit status: 0 done, 7 tired.");
  t.match(out, "man tool");
});

t.test("--help and --version win over other mistakes in the use", async (t) => {
  t.equal((await call(["nonsense", "--help"], async () => t.fail("ran") as never)).status, 0);
  t.same(await call(["--version"]), { status: 0, out: `tool ${version} (lvskit)\n`, err: "" });
});

t.test("a usage error is one sentence, status 2, and nothing ran", async (t) => {
  const { status, out, err } = await call(["--att", "x"], async () => t.fail("ran") as never);
  t.equal(status, 2);
  t.equal(out, "");
  t.equal(err, "tool: unknown option --att; did you mean --at? (tool --help lists the options)\n");
});

t.test("failures: one sentence and the status; --debug adds the causes", async (t) => {
  const cause = new SystemError("add the address", "10.0.0.1/32 lo", { code: "EPERM", reason: "not permitted" });
  const refused = async () => {
    throw new CommandFailure("it was refused", 7, { cause });
  };
  t.same(await call([], refused), { status: 7, out: "", err: "tool: it was refused\n" });
  const debug = await call(["--debug"], refused);
  t.match(debug.err, /^tool: it was refused\n.*CommandFailure[\s\S]*caused by SystemError: cannot add the address/);
  const system = async () => {
    throw cause;
  };
  t.same(await call([], system), {
    status: 1,
    out: "",
    err: "tool: cannot add the address 10.0.0.1/32 lo: not permitted\n",
  });
});

t.test("our own mistakes are called so", async (t) => {
  const broken = async () => {
    throw new TypeError("x is not a function");
  };
  const { status, err } = await call([], broken);
  t.equal(status, 1);
  t.equal(err, "tool: internal error: x is not a function (this is a defect of tool; --debug shows where)\n");
});
