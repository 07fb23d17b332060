/** FILE of diff and apply: which kind it is, what each kind makes of it, and how its faults are said. */

import t from "tap";
import { kindOf } from "../../../lib/commands/lvsadm-wanted.ts";
import { longestFile } from "../../../lib/ports/files.ts";
import { nodeFiles } from "../../../lib/system/node-files.ts";
import { FakeVerbPorts } from "../../support/verb-ports.ts";

function withFile(text: string, name = "wanted"): FakeVerbPorts {
  const ports = new FakeVerbPorts();
  ports.files.contents.set(name, { text, mode: 0o644 });
  return ports;
}

const rules = `# the web
ipvsadm -A -t 10.0.0.1:http -s wlc -p 50
-a -t 10.0.0.1:80 -r 10.0.1.1 -g -w 3

lvsadm -a -t 10.0.0.1:80 -r 10.0.1.2:8080 -m
`;
const keepalived = `! the web
virtual_server 10.0.0.1 80 {
    lb_algo wlc
    lb_kind DR
    protocol TCP
    persistence_timeout 50
    real_server 10.0.1.1 80 {
        weight 3
    }
    real_server 10.0.1.2 80 {
    }
}
`;

t.test("a file's kind is that of its first line that says anything", async (t) => {
  t.equal(kindOf(rules), "rules");
  t.equal(kindOf("\n  -A -t 10.0.0.1:80\n"), "rules");
  t.equal(kindOf(' \t\n{ "services": [] }'), "json");
  t.equal(kindOf("\ufeff[1]"), "json");
  t.equal(kindOf(keepalived), "keepalived");
  t.equal(kindOf("@main include x\n-A"), "keepalived");
  for (const empty of ["", "\n \n", "# nothing\n! nothing\n"]) t.equal(kindOf(empty), undefined, JSON.stringify(empty));
});

t.test("rules: what they make of an empty table", async (t) => {
  const { status, out, err } = await withFile(rules).call("diff wanted");
  t.same([status, err], [1, ""]);
  t.equal(
    out,
    "+ TCP 10.0.0.1:80  wlc, persistent 50 s\n    + 10.0.1.1:80  direct, weight 3\n    + 10.0.1.2:8080  masquerade, weight 1\n",
  );
});

t.test("rules: every fault with its line, and nothing is done", async (t) => {
  const ports = withFile(
    "-A -t 10.0.0.1:80\n-A -t 10.0.0.1:80\n-L\n-a -t 10.0.0.2:80 -r 10.0.1.1\nnonsense\n-A -t x -w\n",
  );
  const { status, out, err } = await ports.call("apply wanted");
  t.same([status, out], [2, ""]);
  t.equal(
    err,
    "wanted:2: Service already exists\nwanted:3: it is no change of a service or a real server\n" +
      "wanted:4: Service not defined\nwanted:5: it does not begin with a command such as -A or -a\n" +
      "wanted:6: illegal virtual server address[:port] specified\nlvsadm apply: nothing was done: 5 faults in wanted\n",
  );
  t.same(ports.table.asked, []);
  const { error } = JSON.parse((await ports.call("apply --json wanted")).out);
  t.same(error.faults[0], { line: 2, message: "Service already exists" });
  t.equal(error.message, "nothing was done: 5 faults in wanted");
});

t.test("a large table is read, a keepalived.conf of that length is not", async (t) => {
  const padding = `${"#".repeat(99)}\n`.repeat(longestFile / 100 + 1);
  const folder = t.testdir({ rules: `${padding}-A -f 7\n`, conf: `${padding}virtual_server 10.0.0.1 80 {}\n` });
  const ports = Object.assign(new FakeVerbPorts(), { files: nodeFiles });
  t.match(await ports.call(`diff ${folder}/rules`), { status: 1, out: "+ FWM 7  wlc\n" });
  t.same(await ports.call(`diff ${folder}/conf`), {
    status: 2,
    out: "",
    err: `lvsadm diff: ${folder}/conf is too long for a keepalived.conf: over 8 MiB\n`,
  });
});

t.test("a keepalived.conf: its virtual servers with all real servers up", async (t) => {
  const ports = withFile(keepalived);
  t.equal((await ports.call("apply wanted")).status, 0);
  t.equal(
    (await ports.call("diff -")).err,
    "lvsadm diff: <stdin> is empty, so it cannot be told what it wants; where it is to be an empty table, say --format rules\n",
  );
  t.same(await ports.call("diff wanted"), { status: 0, out: "", err: "" });
  t.same(
    ports.table.asked.map((one) => one.do),
    ["add-service", "add-destination", "add-destination"],
  );
});

t.test("a keepalived.conf with faults: shown as checkd -t shows them", async (t) => {
  const ports = withFile(
    "virtual_server 10.0.0.1 80 {\n    lb_algo wlc\n    delay_lop 5\n    real_server 10.0.1.1 http {\n}\n",
  );
  const { status, out, err } = await ports.call("apply --json wanted");
  t.equal(status, 2);
  t.match(err, /^wanted:3:5: warning LK0001: .*delay_lop/m);
  t.match(err, /lvsadm apply: nothing was done: \d+ errors?.* in wanted\n$/);
  t.match(JSON.parse(out).error.diagnostics[0], { file: "wanted", severity: "warning" });
  t.same(ports.table.asked, []);
  const none = await withFile("global_defs {\n}\n").call("apply wanted");
  t.same([none.status, none.err], [2, "lvsadm apply: wanted defines no virtual_server that can be used\n"]);
});

t.test("checks that lvskit does not know yet matter to no table; schedulers' flags do", async (t) => {
  const checks = `SSL_GET {
            url {
                path /
            }
        }
        MISC_CHECK {
            misc_path /bin/true
        }`;
  const text = keepalived.replace("weight 3", `weight 3\n        ${checks}`);
  const { status, out, err } = await withFile(text).call("diff wanted");
  t.same([status, err], [1, ""]);
  t.match(out, "+ TCP 10.0.0.1:80  wlc, persistent 50 s\n    + 10.0.1.1:80  direct, weight 3\n");
  t.match(await withFile(text.replace("lb_algo wlc", "lb_algo sh\n    sh-port")).call("diff wanted"), {
    status: 2,
    err: /error LK0003: "sh-port"/,
  });
});

t.test("JSON: faults with their paths, and what is no JSON with its place", async (t) => {
  const { status, err } = await withFile('{"services":[{"fwmark":0},{"fwmark":1,"prot":1}]}').call("diff wanted");
  t.equal(status, 2);
  t.equal(
    err,
    "wanted: $.services[0].fwmark: 0 is not a whole number from 1 to 4294967295\n" +
      "wanted: $.services[1].prot: there is no such field; did you mean port?\nlvsadm diff: nothing was done: 2 faults in wanted\n",
  );
  const cut = await withFile('{"services":[\n {"fwmark" 1}\n]}').call("diff wanted");
  t.match(cut.err, /^lvsadm diff: wanted:2:12: it is not JSON: Expected ':' after property name/);
});

t.test("standard input, --format, and words that make no sense", async (t) => {
  const ports = new FakeVerbPorts();
  ports.files.input = rules;
  t.equal((await ports.call("apply -q -")).status, 0);
  t.equal(ports.table.state().length, 1);
  ports.files.input = "# all gone\n";
  t.equal((await ports.call("apply -q --format rules -")).status, 0);
  t.same(ports.table.state(), []);
  t.match((await ports.call("apply --format json -")).err, /<stdin>.*it is not JSON/);
  for (const [line, message] of [
    ["diff", "say which FILE; - is standard input"],
    ["diff a b", 'unexpected word "b"'],
    ["diff --format yaml a", '--format "yaml" is none of rules, json, keepalived'],
    ["diff missing", "cannot read missing: no such file or directory"],
  ] as const)
    t.same(await ports.call(line), { status: 2, out: "", err: `lvsadm diff: ${message}\n` });
});

t.test("a table that cannot be used: what to do, and trouble for diff", async (t) => {
  const { SystemError } = await import("../../../lib/diag/errors.ts");
  const ports = withFile(rules);
  ports.openTable = async () => {
    throw new SystemError("open", "the table", { code: "EPERM", reason: "Operation not permitted" });
  };
  const err = "cannot open the table: Operation not permitted: it takes root, or CAP_NET_ADMIN\n";
  t.same(await ports.call("diff wanted"), { status: 2, out: "", err: `lvsadm diff: ${err}` });
  const { status, out } = await ports.call("apply --json wanted");
  t.equal(status, 1);
  t.same(JSON.parse(out).error, {
    message: err.trimEnd(),
    operation: "open",
    target: "the table",
    code: "EPERM",
  });
});
