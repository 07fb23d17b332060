/** Every recorded run of ipvsadm that needs neither traffic nor a later command, repeated by lvsadm on a table in memory. */

import t from "tap";
import { lvsadm } from "../../../lib/commands/lvsadm.ts";
import { SystemError } from "../../../lib/diag/errors.ts";
import { FakeEnvironment } from "../../support/fake-environment.ts";
import { FakeIpvsTable } from "../../support/fake-ipvs-table.ts";
import { fakeNames } from "../../support/fake-names.ts";
import { expected, type GoldenCase, goldenCases, laterReason, laterWord } from "../../support/golden.ts";
import { asSavedByIpvsadm } from "../../support/ipvsadm-differences.ts";

async function run(argv: readonly string[], table: FakeIpvsTable, { hosts, uid, stdin }: Partial<GoldenCase> = {}) {
  const environment = new FakeEnvironment("ipvsadm", argv);
  if (stdin !== undefined) environment.input = [Buffer.from(stdin)];
  const openTable = async () => {
    if (uid === undefined) return table;
    throw new SystemError("ask", "IPVS", { code: "EPERM", reason: "Operation not permitted" });
  };
  const exit = await lvsadm(environment, { openTable, names: fakeNames(hosts) });
  return { exit, stdout: environment.out, stderr: environment.err };
}

const reasons = goldenCases.map((one) => laterReason(one) ?? (one.traffic && "traffic"));
const later = goldenCases.filter((_, i) => reasons[i] !== undefined);
const now = goldenCases.filter((_, i) => reasons[i] === undefined);

t.test("all cases are accounted for", async (t) => {
  t.equal(goldenCases.length, 474);
  t.equal(now.length, 400, "repeated here");
});

for (const one of now) {
  t.test(one.name, async (t) => {
    const table = new FakeIpvsTable();
    for (const words of one.setup) t.same(await run(words, table), { exit: 0, stdout: "", stderr: "" }, "setup");
    const { saved, ...wanted } = expected(one);
    t.same(await run(one.argv, table, one), wanted, one.argv.join(" "));
    const after = asSavedByIpvsadm((await run(["-S", "-n"], table)).stdout);
    if (saved !== undefined) t.equal(after, saved, "the table afterwards");
  });
}

t.test("what comes later says so and changes nothing", async (t) => {
  for (const one of later) {
    if (one.traffic || one.stdin || one.setup.some(laterWord)) continue;
    const table = new FakeIpvsTable();
    for (const words of one.setup) await run(words, table);
    const before = table.state();
    const { exit, stdout, stderr } = await run(one.argv, table, one);
    t.equal(exit, 2, one.name);
    t.equal(stdout, "", one.name);
    t.match(stderr, /^ipvsadm: --\S+ is not implemented yet; use ipvsadm\n$/, one.name);
    t.same(table.state(), before, one.name);
  }
});
