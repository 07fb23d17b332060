/** The list of deliberate differences is no fiction: every row changes a recorded run, or has an example that lvsadm lives up to. */

import { existsSync } from "node:fs";
import t from "tap";
import { lvsadm } from "../../../lib/commands/lvsadm.ts";
import { FakeBulkWork } from "../../support/fake-bulk-work.ts";
import { FakeEnvironment } from "../../support/fake-environment.ts";
import { FakeIpvsTable } from "../../support/fake-ipvs-table.ts";
import { FakeLock } from "../../support/fake-lock.ts";
import { fakeNames } from "../../support/fake-names.ts";
import { goldenCases } from "../../support/golden.ts";
import {
  asLvsadm,
  asSavedByIpvsadm,
  type Difference,
  differences,
  type Example,
} from "../../support/ipvsadm-differences.ts";

async function run(table: FakeIpvsTable, argv: readonly string[], stdin = "") {
  const environment = new FakeEnvironment("ipvsadm", argv);
  environment.input = [Buffer.from(stdin)];
  const exit = await lvsadm(environment, {
    openTable: async () => table,
    names: fakeNames(),
    bulkWork: new FakeBulkWork(),
    ...new FakeLock(),
  });
  return { exit, stdout: environment.out, stderr: environment.err };
}

async function carryOut({ setup = [], argv, stdin }: Example) {
  const table = new FakeIpvsTable();
  for (const words of setup) await run(table, words);
  return { ...(await run(table, argv, stdin)), saved: asSavedByIpvsadm((await run(table, ["-S", "-n"])).stdout) };
}

function changesRecorded({ amend, recorded = {} }: Difference): boolean {
  const amended = goldenCases.some((one) => amend !== undefined && JSON.stringify(amend(one)) !== JSON.stringify(one));
  return amended || Object.keys(recorded).length > 0;
}

for (const difference of differences) {
  const { ipvsadm, lvsadm, reason, recorded = {}, examples = [], heldBy } = difference;
  t.test(`ipvsadm ${ipvsadm}, lvsadm ${lvsadm}`, async (t) => {
    t.ok(reason, "has a reason");
    t.ok(changesRecorded(difference) || examples.length > 0 || heldBy, "is seen somewhere");
    if (heldBy !== undefined) t.ok(existsSync(heldBy), heldBy);
    for (const [name, ours] of Object.entries(recorded)) {
      const theirs = goldenCases.find((one) => one.name === name);
      if (theirs === undefined) throw new TypeError(`${name} is no recorded run`);
      const own = typeof ours === "function" ? ours(theirs) : ours;
      t.notSame({ ...theirs, ...own }, theirs, `${name} is different indeed`);
    }
    for (const example of examples) {
      t.notSame(example.ours, example.theirs);
      const { saved, ...wanted } = example.ours;
      const { saved: after, ...done } = await carryOut(example);
      t.same(done, wanted, example.argv.join(" "));
      if (saved !== undefined) t.equal(after, saved, "the table afterwards");
    }
  });
}

t.test("marks keep the columns of a listing in place", async (t) => {
  const amended = (stdout: string) => asLvsadm({ exit: 0, stdout, stderr: "" }).stdout;
  t.equal(amended("FWM  -1 rr\nFWM  -1 IPv6 rr\n"), "FWM  4294967295 rr\nFWM  4294967295 IPv6 rr\n");
  t.equal(amended("FWM  -2147483648                   0\n"), "FWM  2147483648                    0\n");
  t.equal(amended("-a -f -1 -6 -r 10.0.0.1:0 -g -w 1\n"), "-a -f 4294967295 -6 -r 10.0.0.1:0 -g -w 1\n");
  t.equal(amended("TCP  10.0.0.1:80 rr\n"), "TCP  10.0.0.1:80 rr\n");
});
