import t from "tap";
import { lvsadm } from "../../../lib/commands/lvsadm.ts";
import { commands, options } from "../../../lib/commands/lvsadm-table.ts";
import { SystemError } from "../../../lib/diag/errors.ts";
import type { IpvsTable } from "../../../lib/ports/ipvs-table.ts";
import { FakeEnvironment } from "../../support/fake-environment.ts";
import { FakeIpvsTable } from "../../support/fake-ipvs-table.ts";
import { fakeNames } from "../../support/fake-names.ts";

async function run(
  argv: readonly string[],
  table: IpvsTable | SystemError = new FakeIpvsTable(),
  variables: Readonly<Record<string, string>> = {},
) {
  const environment = new FakeEnvironment("lvsadm", argv, variables);
  const openTable = async () => {
    if (table instanceof SystemError) throw table;
    return table;
  };
  const status = await lvsadm(environment, { openTable, names: fakeNames() });
  return { status, out: environment.out, err: environment.err };
}

const denied = new SystemError("ask", "IPVS", { code: "EPERM", reason: "Operation not permitted" });

t.test("help and version need no kernel, and only as the first option", async (t) => {
  for (const words of [["-h"], ["--help", "-Q"], ["-v"], ["--version"]]) {
    const { status, out, err } = await run(words, denied);
    t.same([status, err], [0, ""], words.join(" "));
    t.match(out, words[0]?.includes("h") ? /^Usage: lvsadm/ : /^lvsadm \d+\.\d+\.\d+ \(lvskit\)\n$/);
  }
  t.equal((await run(["-L", "-h"])).err, "invalid option `-h'\n");
});

t.test("help says every option", async (t) => {
  const { out } = await run(["-h"]);
  for (const row of [...commands, ...options]) {
    const [line] = out.split("\n").filter((one) => new RegExp(`--${row.long}[ \\[]`).test(one) && one.startsWith("  "));
    t.ok(line, row.long);
  }
  t.match(out, /^ +-6, --ipv6 {2}/m);
});

t.test("the kernel is asked before the words are read", async (t) => {
  const missing = new SystemError("open", "x", { code: "ENOPROTOOPT", reason: "Protocol not available" });
  t.same(await run(["-Q"], missing), {
    status: 2,
    out: "",
    err: "Can't initialize ipvs: Protocol not available\nAre you sure that IP Virtual Server is built in the kernel or as module?\n",
  });
  const unbuilt = new SystemError("load", "the addon", { code: "ENOENT", reason: "it was not built" });
  t.same(await run(["-L"], unbuilt), { status: 2, out: "", err: "lvsadm: cannot load the addon: it was not built\n" });
});

t.test("the table is closed whatever happens", async (t) => {
  for (const words of [["-Ln"], ["-Q"], ["-D", "-t", "10.0.0.1:80"], ["-Z"]]) {
    const table = new FakeIpvsTable();
    await run(words, table);
    t.equal(table.closed, true, words.join(" "));
  }
  const table = new FakeIpvsTable();
  table.services = async () => {
    throw new SystemError("list", "the IPVS services", { code: "ENOBUFS", reason: "lost" });
  };
  t.same(await run(["-L"], table), { status: 1, out: "", err: "lvsadm: cannot list the IPVS services: lost\n" });
  t.equal(table.closed, true);
});

t.test("the kernel's refusal is said for the operation", async (t) => {
  const table = new FakeIpvsTable();
  table.refuse = () => "EPERM";
  const { status, err } = await run(["-C"], table);
  t.same([status, err], [255, "Permission denied (you must be root)\n"]);
});

t.test("POSIXLY_CORRECT ends the options at the first word", async (t) => {
  const words = ["-L", "now", "-n"];
  t.equal((await run(words, undefined, { POSIXLY_CORRECT: "" })).err, "unexpected argument now\n");
  t.match((await run(["now", "-L"], undefined, { POSIXLY_CORRECT: "1" })).err, /^Try `lvsadm -h'/);
  t.equal((await run(["now", "-L"])).err, "unexpected argument now\n");
});
