/** Every recorded run of ipvsadm, repeated by lvsadm on a table in memory. */

import t from "tap";
import { lvsadm } from "../../../lib/commands/lvsadm.ts";
import { SystemError } from "../../../lib/diag/errors.ts";
import { address } from "../../../lib/net/address.ts";
import { FakeBulkWork } from "../../support/fake-bulk-work.ts";
import { FakeEnvironment } from "../../support/fake-environment.ts";
import { FakeIpvsTable } from "../../support/fake-ipvs-table.ts";
import { FakeLock } from "../../support/fake-lock.ts";
import { fakeNames } from "../../support/fake-names.ts";
import { expected, type GoldenCase, goldenCases } from "../../support/golden.ts";
import { asSavedByIpvsadm } from "../../support/ipvsadm-differences.ts";

async function run(argv: readonly string[], table: FakeIpvsTable, { hosts, uid, stdin }: Partial<GoldenCase> = {}) {
  const environment = new FakeEnvironment("ipvsadm", argv);
  if (stdin !== undefined) environment.input = [Buffer.from(stdin)];
  const openTable = async () => {
    if (uid === undefined) return table;
    throw new SystemError("ask", "IPVS", { code: "EPERM", reason: "Operation not permitted" });
  };
  const exit = await lvsadm(environment, {
    openTable,
    names: fakeNames(hosts),
    ...new FakeLock(),
    bulkWork: new FakeBulkWork(),
  });
  return { exit, stdout: environment.out, stderr: environment.err };
}

/** MTU of a dummy device. */
const usualMtu = 1_500;

function tableOf({ links = [], conn }: GoldenCase): FakeIpvsTable {
  const table = new FakeIpvsTable();
  for (const link of links) table.syncDaemons.links.set(link, usualMtu);
  if (conn !== undefined) table.connectionsText = conn;
  return table;
}

t.test("all cases are there", async (t) => {
  t.equal(goldenCases.length, 474);
});

for (const one of goldenCases) {
  t.test(one.name, async (t) => {
    const table = tableOf(one);
    for (const words of one.setup) t.same(await run(words, table), { exit: 0, stdout: "", stderr: "" }, "setup");
    for (const { host, port, ...datagrams } of one.traffic ?? [])
      table.datagrams({ kind: "address", protocol: "udp", address: address(host), port }, datagrams);
    const { saved, ...wanted } = expected(one);
    t.same(await run(one.argv, table, one), wanted, one.argv.join(" "));
    const after = asSavedByIpvsadm((await run(["-S", "-n"], table)).stdout);
    if (saved !== undefined) t.equal(after, saved, "the table afterwards");
  });
}
