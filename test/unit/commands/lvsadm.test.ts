import t from "tap";
import { lvsadm } from "../../../lib/commands/lvsadm.ts";
import { commands, options } from "../../../lib/commands/lvsadm-table.ts";
import { SystemError } from "../../../lib/diag/errors.ts";
import type { IpvsTable } from "../../../lib/ports/ipvs-table.ts";
import { FakeBulkWork } from "../../support/fake-bulk-work.ts";
import { FakeEnvironment } from "../../support/fake-environment.ts";
import { FakeIpvsTable } from "../../support/fake-ipvs-table.ts";
import { FakeLock } from "../../support/fake-lock.ts";
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
  const status = await lvsadm(environment, {
    openTable,
    names: fakeNames(),
    bulkWork: new FakeBulkWork(),
    ...new FakeLock(),
  });
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

t.test("questions that the kernel refuses are said, not answered with nothing", async (t) => {
  const table = new FakeIpvsTable();
  const refused = (target: string) => async () => {
    throw new SystemError("ask", target, { code: "ENOMEM", reason: "Cannot allocate memory" });
  };
  table.timeouts = refused("IPVS for its timeouts");
  table.daemons = refused("IPVS for its daemons");
  for (const what of ["timeout", "daemon"])
    t.same(await run(["-L", `--${what}`], table), {
      status: 1,
      out: "",
      err: `lvsadm: cannot ask IPVS for its ${what}s: Cannot allocate memory\n`,
    });
  table.connectionsText = undefined;
  t.same(await run(["-Lc"], table), { status: 1, out: "", err: "cannot open file /proc/net/ip_vs_conn\n" });
});

t.test("millions of connections are printed as they are read, with titles once", async (t) => {
  const table = new FakeIpvsTable();
  const line = "TCP 0A000064 C738 0A000001 0050 0A000003 1F90 ESTABLISHED     899\n";
  table.connectionsText = `titles\n${line.repeat(2_500)}`;
  const environment = new FakeEnvironment("lvsadm", ["-Lnc"]);
  const pieces: string[] = [];
  environment.stdout.write = (text) => pieces.push(text);
  t.equal(
    await lvsadm(environment, {
      openTable: async () => table,
      names: fakeNames(),
      bulkWork: new FakeBulkWork(),
      ...new FakeLock(),
    }),
    0,
  );
  t.same(
    pieces.map((piece) => piece.split("\n").length - 1),
    [1_002, 1_000, 500],
  );
  t.match(pieces[0], /^IPVS connection entries\npro expire /);
});

t.test("names of connections are looked up once each", async (t) => {
  const table = new FakeIpvsTable();
  const line = "TCP 0A000064 C738 0A000001 0050 0A000003 1F90 ESTABLISHED     899\n";
  table.connectionsText = `titles\n${line.repeat(2_500)}`;
  const names = fakeNames("10.0.0.1 vip\n");
  const environment = new FakeEnvironment("lvsadm", ["-Lc"]);
  await lvsadm(environment, { openTable: async () => table, names, bulkWork: new FakeBulkWork(), ...new FakeLock() });
  t.match(environment.out, / vip:http {11}10\.0\.0\.3:http-alt\n$/);
  t.same([...names.asked].sort(), ["10.0.0.1", "10.0.0.100", "10.0.0.3"]);
});

t.test("what is asked of the kernel besides changes of the table", async (t) => {
  const daemon = { state: "backup", interface: "eth0", syncId: 0 };
  const all =
    "--start-daemon master --mcast-interface lo --syncid 9 --mcast-group ff02::5 --mcast-port 7 --mcast-ttl 3";
  for (const [words, wanted] of [
    ["-Z", { do: "zero" }],
    ["-Z -t 0.0.0.0:0", { do: "zero" }],
    ["-Z -u [::]:0", { do: "zero" }],
    ["-Z -t 0.0.0.0:80", { do: "zero", service: { kind: "address", protocol: "tcp", address: "0.0.0.0", port: 80 } }],
    ["-Z -f 7 -6", { do: "zero", service: { kind: "fwmark", family: "inet6", fwmark: 7 } }],
    ["--set 0 7 +9", { do: "set-timeouts", timeouts: { tcp: 0, tcpFin: 7, udp: 9 } }],
    ["--start-daemon backup", { do: "start-daemon", daemon }],
    ["--start-daemon backup --mcast-interface lo3456789012345678", { daemon: { interface: "lo3456789012345" } }],
    [
      `${all} --sync-maxlen 1400`,
      {
        daemon: { state: "master", interface: "lo", syncId: 9, maxLength: 1400, group: "ff02::5", port: 7, ttl: 3 },
      },
    ],
    ["--stop-daemon backup --syncid 4", { do: "stop-daemon", state: "backup" }],
  ] as const) {
    const table = new FakeIpvsTable();
    await run(words.split(" "), table);
    t.match(table.askedBesides, [wanted], words);
    t.same(table.asked, [], words);
  }
});

t.test("the kernel's refusal is said for the operation", async (t) => {
  const table = new FakeIpvsTable();
  table.refuse = () => "EPERM";
  const { status, err } = await run(["-C"], table);
  t.same([status, err], [255, "Permission denied (you must be root)\n"]);
});

t.test("a verb that is misspelt is told, also where the kernel cannot be asked", async (t) => {
  const hint = (word: string, verb: string) => `lvsadm: "${word}" is no verb; did you mean ${verb}?\n`;
  const missing = new SystemError("open", "x", { code: "ENOPROTOOPT", reason: "Protocol not available" });
  for (const [word, verb] of [
    ["doctr", "doctor"],
    ["aply", "apply"],
  ] as const) {
    t.match((await run([word])).err, new RegExp(`^${hint(word, verb).replace("?", "\\?")}Try \`lvsadm -h'`));
    const { status, err } = await run([word], missing);
    t.equal(status, 2);
    t.match(err, /^Can't initialize ipvs: /);
    t.ok(err.endsWith(hint(word, verb)), err);
  }
  for (const words of [["--show"], ["-Z"], [], ["now"]]) t.notMatch((await run(words, missing)).err, "verb");
  t.notMatch((await run(["--show"])).err, "verb", "an option is ipvsadm's");
});

t.test("POSIXLY_CORRECT ends the options at the first word", async (t) => {
  const words = ["-L", "now", "-n"];
  t.equal((await run(words, undefined, { POSIXLY_CORRECT: "" })).err, "unexpected argument now\n");
  t.match((await run(["now", "-L"], undefined, { POSIXLY_CORRECT: "1" })).err, /^Try `lvsadm -h'/);
  t.match((await run(["drian", "10.0.0.1"])).err, /^lvsadm: "drian" is no verb; did you mean drain\?\nTry `lvsadm -h'/);
  t.equal((await run(["now", "-L"])).err, "unexpected argument now\n");
});

t.test("only of what may be long is it said that it is", async (t) => {
  const rules = (count: number) => Array.from({ length: count }, (_, i) => `-A -f ${i + 1} -s rr\n`).join("");
  const table = new FakeIpvsTable();
  const said = async (argv: readonly string[], input = "") => {
    const environment = new FakeEnvironment("lvsadm", argv);
    environment.input = [Buffer.from(input)];
    const bulkWork = new FakeBulkWork();
    const ports = { openTable: async () => table, names: fakeNames(), bulkWork, ...new FakeLock() };
    t.equal(await lvsadm(environment, ports), 0);
    return bulkWork.said;
  };
  t.equal(await said(["-R"], rules(9)), 0);
  t.equal(await said(["-Ln"]), 0);
  t.equal(await said(["-A", "-f", "10", "-s", "rr"]), 0);
  t.equal(await said(["-Ln"]), 1, "ten services");
  t.equal(await said(["-Sn"]), 1);
  t.equal(await said(["-C"]), 0);
  t.equal(await said(["-R"], rules(500)), 1);
});
