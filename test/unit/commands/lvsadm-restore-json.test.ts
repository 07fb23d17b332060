/** lvsadm -R --json on a table in memory: one object in every way of restoring, beside the words for people. */

import t from "tap";
import { lvsadm } from "../../../lib/commands/lvsadm.ts";
import { SystemError } from "../../../lib/diag/errors.ts";
import { FakeBulkWork } from "../../support/fake-bulk-work.ts";
import { FakeEnvironment } from "../../support/fake-environment.ts";
import { FakeIpvsTable } from "../../support/fake-ipvs-table.ts";
import { FakeLock } from "../../support/fake-lock.ts";
import { fakeNames } from "../../support/fake-names.ts";

/** @param words of -R besides --json. @returns what was printed as JSON; it throws where that is not one object. */
async function restore(
  rules: string | readonly string[],
  words: readonly string[] = [],
  table = new FakeIpvsTable(),
  lock = new FakeLock(),
) {
  const environment = new FakeEnvironment("lvsadm", ["-R", ...words, "--json"]);
  environment.input = [rules].flat().map((part) => Buffer.from(part));
  const status = await lvsadm(environment, {
    openTable: async () => table,
    names: fakeNames(),
    bulkWork: new FakeBulkWork(),
    ...lock,
  });
  return { status, said: environment.err, json: JSON.parse(environment.out) };
}

const service = "-A -t 10.0.0.1:80 -s rr\n";

t.test("all is done: comments and empty lines count as lines, not as carried out", async (t) => {
  t.same(await restore(`# saved\n\n${service}-A -f 1`), {
    status: 0,
    said: "",
    json: { done: true, lines: 4, carriedOut: 2, stopped: false, failed: [], printed: [] },
  });
});

t.test("by default: each line that fails with its text, and where it stopped", async (t) => {
  const { status, said, json } = await restore([
    `${service}  ipvsadm ${service}-D -f`,
    " 7\n-A -f 1\n-L -f 8\n-A -s\n-A -f 2\n",
  ]);
  t.equal(status, 255);
  t.match(said, /^line 2: Service already exists\nline 3: .*\nline 5: .*\nline 6: .*\(stopped here\)\n$/);
  t.same(json, {
    error: { message: "4 lines failed", status: 255 },
    lines: 7,
    carriedOut: 2,
    stopped: true,
    failed: [
      {
        line: 2,
        text: "  ipvsadm -A -t 10.0.0.1:80 -s rr",
        code: "EEXIST",
        reason: "Service already exists",
        status: 255,
      },
      { line: 3, text: "-D -f 7", code: "ESRCH", reason: "No such service", status: 255 },
      { line: 5, text: "-L -f 8", code: "ESRCH", reason: "No such service", status: 1 },
      { line: 6, text: "-A -s", reason: "-s: missing argument", status: 255 },
    ],
    printed: [],
  });
});

t.test("--keep-going: all that failed", async (t) => {
  const { status, json } = await restore(`-A\n${service}x\n-R\n--set 1 2\n-A -f 1 -w 3\n-A -f 2`, ["--keep-going"]);
  t.equal(status, 2);
  t.match(json, { error: { message: "5 lines failed", status: 2 }, lines: 7, carriedOut: 2, stopped: false });
  t.same(
    json.failed.map(({ line, text, status }: Record<string, unknown>) => [line, text, status]),
    [
      [1, "-A", 2],
      [3, "x", 255],
      [4, "-R", 255],
      [5, "--set 1 2", 2],
      [6, "-A -f 1 -w 3", 2],
    ],
  );
});

t.test("--stop-on-error: one line failed", async (t) => {
  const { json } = await restore(`${service}${service}-A -f 2\n`, ["--stop-on-error"]);
  t.match(json, { error: { message: "1 line failed", status: 255 }, carriedOut: 1, stopped: true });
  t.match(json.failed, [{ line: 2, code: "EEXIST", reason: "Service already exists" }]);
});

t.test("--atomic: nothing is carried out, whether a line is wrong or refused", async (t) => {
  const wrong = await restore([service, `-A -f 1 -w 2\n${service}-S\n`], ["--atomic"]);
  t.equal(wrong.status, 255);
  t.match(wrong.json, {
    error: { message: "3 lines failed: nothing was changed", status: 255 },
    lines: 4,
    carriedOut: 0,
  });
  t.match(wrong.json.failed, [
    { line: 2, text: "-A -f 1 -w 2", status: 2 },
    { line: 3, text: service.trim(), code: "EEXIST", reason: "Service already exists", status: 255 },
    { line: 4, text: "-S", reason: /^with --atomic, lines change/, status: 2 },
  ]);
  const refused = await restore("-A -f 1\n-A -f 2 -s nothing\n", ["--atomic"]);
  t.equal(refused.json.error.message, "1 line failed: what was done before that is undone: the table is as it was");
  t.match(refused.json.failed, [{ line: 2, text: "-A -f 2 -s nothing", code: "ENOENT" }]);
  t.match((await restore(`${service}-A -f 1\n`, ["--atomic"])).json, { done: true, carriedOut: 2, failed: [] });
});

t.test("what lines print is in the object, with the line", async (t) => {
  const { status, json } = await restore(`${service}-S -n\n-L --timeout --json\n`);
  t.equal(status, 0);
  t.same(json.printed, [
    { line: 2, text: "-S -n", output: service },
    { line: 3, text: "-L --timeout --json", output: '{"timeouts":{"tcp":900,"tcpFin":120,"udp":300}}\n' },
  ]);
  t.equal(json.carriedOut, 3);
});

t.test("a control that the kernel refuses has its code and its words, without the line's number", async (t) => {
  const { said, json } = await restore("-Z -f 9\n");
  t.equal(said, "line 1: No such service\n");
  t.match(json.failed, [{ line: 1, text: "-Z -f 9", code: "ESRCH", reason: "No such service", status: 255 }]);
});

t.test("--atomic while another one is at work: nothing failed, nothing was done", async (t) => {
  const lock = new FakeLock();
  lock.heldBy = 4711;
  const { status, json } = await restore(service, ["--atomic"], new FakeIpvsTable(), lock);
  t.equal(status, 1);
  t.same(json, {
    error: {
      message: "another lvsadm, process 4711, is changing the table; nothing was done",
      heldBy: 4711,
      status: 1,
    },
    lines: 1,
    failed: [],
    printed: [],
  });
});

t.test("bytes that are no text of lines have no text", async (t) => {
  const { json } = await restore(["-C\n", "x".repeat(2_000_000)]);
  t.same(json.failed, [{ line: 2, reason: "it is longer than 1 MiB", status: 2 }]);
});

t.test("where it breaks off, what failed until then is still told", async (t) => {
  const table = new FakeIpvsTable();
  const environment = new FakeEnvironment("lvsadm", ["-R", "--keep-going", "--json"]);
  const parts = [Buffer.from("-A\n")];
  const stdin = {
    size: undefined,
    read: async () => {
      const part = parts.shift();
      if (part !== undefined) return part;
      throw new SystemError("read", "standard input", { code: "EIO", reason: "Input/output error" });
    },
  };
  const status = await lvsadm(
    { ...environment, stdin },
    { openTable: async () => table, names: fakeNames(), bulkWork: new FakeBulkWork(), ...new FakeLock() },
  );
  t.equal(status, 1);
  t.match(environment.err, /^line 1: .*\nlvsadm: cannot read standard input: Input\/output error\n$/);
  t.match(JSON.parse(environment.out), {
    error: { message: "cannot read standard input: Input/output error", code: "EIO", operation: "read", status: 1 },
    lines: 1,
    failed: [{ line: 1, text: "-A" }],
  });
});
