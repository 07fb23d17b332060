/** Testing and explaining a configuration, the same by both daemons: what is printed, where, and the exit status. */

import t from "tap";
import { testOrRun } from "../../../lib/commands/config-test.ts";
import { parseWords } from "../../../lib/commands/options.ts";
import { commonOptions } from "../../../lib/commands/run.ts";
import { vrrpd } from "../../../lib/commands/vrrpd.ts";
import { CommandFailure } from "../../../lib/diag/errors.ts";
import { FakeEnvironment } from "../../support/fake-environment.ts";
import { FakeFiles } from "../../support/fake-files.ts";
import { FakeLocalHost } from "../../support/fake-local-host.ts";

const good = "vrrp_instance A {\n interface eth0\n virtual_router_id 1\n virtual_ipaddress {\n  10.0.0.1\n }\n}\n";
const warned = `${good}virtual_server 10.0.0.1 80 {\n real_server 10.0.0.2 80 {\n }\n}\n`;
const wrong = good.replace("router_id 1", "router_id 300");

/** @returns status or file, and what went to standard output; or the sentence of a refusal. */
async function call(words: string, text = good, input = "", localHost = new FakeLocalHost()): Promise<unknown> {
  const environment = new FakeEnvironment(
    "vrrpd",
    words.split(" ").filter((word) => word !== ""),
  );
  const files = new FakeFiles();
  files.write("t.conf", text);
  files.input = input;
  const given = parseWords([...vrrpd.options, ...commonOptions], environment.argv);
  if ("fault" in given) return given.fault;
  try {
    return [await testOrRun(given, environment, { files, localHost }), environment.out];
  } catch (failure) {
    if (failure instanceof CommandFailure) return [failure.status, failure.message];
    throw failure;
  }
}

t.test("without -t the daemon is told its file", async (t) => {
  t.match(await call(""), [{ file: "/etc/keepalived/keepalived.conf" }, ""]);
  t.match(await call("-f t.conf"), [{ file: "t.conf" }, ""]);
  t.match(await call("-i north -f t.conf"), [{ surroundings: { id: "north" } }, ""]);
});

t.test("the configuration id decides which lines count", async (t) => {
  const chosen = good.replace("virtual_router_id", "@north virtual_router_id 3\n@^north virtual_router_id");
  t.strictSame(await call("-t -i north t.conf", chosen), [0, "t.conf: no errors, no warnings\n"]);
  t.match(await call("-t -i north t.conf", chosen.replace("id 3", "id 300")), [1, /error LK0013.*300/]);
  t.match(await call("-t -i south t.conf", chosen.replace("id 3", "id 300")), [0, /no errors/]);
});

t.test("-t and the exit status", async (t) => {
  t.strictSame(await call("-t t.conf"), [0, "t.conf: no errors, no warnings\n"]);
  t.strictSame(await call("-t -f t.conf"), [0, "t.conf: no errors, no warnings\n"]);
  t.match(await call("-t t.conf", warned), [0, /warning LK0020.*\n.*virtual_server/]);
  t.match(await call("-t --strict t.conf", warned), [1, /t\.conf: 1 warning\n$/]);
  t.match(await call("-t t.conf", wrong), [1, /error LK0013.*300.*\n/]);
  t.match(await call("-t other.conf"), [2, /^cannot read other.conf: no such file[^;]*$/]);
});

t.test("--for-keepalived leaves out what only lvskit lacks, and nothing else", async (t) => {
  const tracking = good.replace(" interface", " track_interface {\n  eth1 weight -60\n }\n interface");
  t.match(await call("-t t.conf", tracking), [1, /error LK0003/]);
  t.strictSame(await call("-t --for-keepalived t.conf", tracking), [0, "t.conf: no errors, no warnings\n"]);
  t.match(await call("-t --for-keepalived t.conf", tracking.replace("id 1", "id 300")), [
    1,
    /^t\.conf:6:20: error LK0013/,
  ]);
  t.match(await call("--for-keepalived -f t.conf"), [2, /--for-keepalived goes with -t or --print/]);
  t.match(await call("--print t.conf", tracking), [1, /track_interface \{\n/]);
  t.match(await call("--print --for-keepalived t.conf", tracking), [0, /track_interface \{\n/]);
});

t.test("standard input, which no daemon can read again", async (t) => {
  t.strictSame(await call("-t -", "", good), [0, "<stdin>: no errors, no warnings\n"]);
  t.match(await call("-t -f -", "", wrong), [1, /^<stdin>:3:20: error LK0013/]);
  t.match(
    await call("-t -", wrong, "include t.conf\n"),
    [1, /^t\.conf:3:20: error/],
    "includes are of the working directory",
  );
  t.match(await call("--print -", "", good), [0, /^vrrp_instance A \{/m]);
  t.match(await call("-f -", good, good), [2, /a reload could not read standard input again/]);
});

t.test("--on-host adds what is wrong here, among the rest by place", async (t) => {
  const host = new FakeLocalHost().link("eth1", "10.0.0.9/24");
  const [status, out] = (await call("-t --on-host t.conf", warned, "", host)) as [number, string];
  t.equal(status, 1);
  t.match(out, /^t\.conf:2:12: error LK0036: this host has no interface "eth0"\n/);
  t.match(out, /= expected: one of lo, eth1\n {6}= hint: did you mean "eth1"\?\nt\.conf:8:1: warning LK0020/);
  t.match(await call("-t t.conf", warned, "", host), [0, /1 warning\n$/]);
  t.match(await call("-t --on-host t.conf", good, "", new FakeLocalHost().link("eth0", "10.0.0.9/24")), [
    0,
    /no errors/,
  ]);
  t.match(await call("--on-host -f t.conf"), [2, /--on-host goes with -t/]);
});

t.test("formats", async (t) => {
  const [status, out] = (await call("-t --format json t.conf", wrong)) as [number, string];
  t.equal(status, 1);
  t.strictSame(JSON.parse(out), [
    {
      file: "t.conf",
      line: 3,
      column: 20,
      endLine: 3,
      endColumn: 23,
      severity: "error",
      code: "LK0013",
      message: 'virtual_router_id "300" is out of range',
      expected: "a whole number from 1 to 255",
    },
  ]);
  t.strictSame(await call("-t --format json t.conf"), [0, "[]\n"]);
  t.strictSame(await call("-t --format github t.conf", wrong), [
    1,
    '::error file=t.conf,line=3,col=20,endColumn=23,title=LK0013::virtual_router_id "300" is out of range%0Aexpected: a whole number from 1 to 255\n',
  ]);
  t.match(await call("-t --format xml t.conf"), [2, /none of text, json, github/]);
});

t.test("printing", async (t) => {
  const [status, out] = (await call("--print t.conf", warned)) as [number, string];
  t.equal(status, 0);
  t.match(out, /^vrrp_instance A \{\n {4}state BACKUP\n {4}interface eth0\n/m);
  t.match(out, /\n {4}protocol UDP\n/, "defaults are written out");
  t.strictSame(await call("--print t.conf", wrong), [1, ""], "a file with errors is not printed");
  const notHere = good.replace("vrrp_instance A {", "vrrp_instance A {\n  version 3\n");
  t.match(await call("--print t.conf", notHere), [1, /^ +version 3$/m], "what is only not done here is");
  t.strictSame(await call("--print --strict t.conf", warned), [1, ""]);
});

t.test("what makes no sense together is refused", async (t) => {
  t.match(await call("t.conf"), [2, /unexpected word "t.conf"; the file to run on is named with -f/]);
  t.match(await call("-t t.conf u.conf"), [2, /unexpected word "u.conf"; one file is read at a time/]);
  t.match(await call("-t -f t.conf u.conf"), [2, /unexpected word "u.conf"/]);
  t.match(await call("--strict -f t.conf"), [2, /--strict goes with -t or --print/]);
  t.match(await call("--format json"), [2, /--format goes with -t/]);
  t.match(await call("-t --print t.conf"), [2, /exclude each other/]);
  t.match(await call("--print --format json t.conf"), [2, /--format goes with -t/]);
  t.match(await call("--print --explain priority"), [2, /stands alone/]);
  t.match(await call("-t --explain priority"), [2, /stands alone/]);
});

t.test("explaining", async (t) => {
  t.match(await call("--explain LK0013"), [0, /^LK0013\n {4}A value is outside/]);
  const [, out] = (await call("--explain priority")) as [number, string];
  t.match(out, /^priority, in "vrrp_instance"\n {4}priority N\n/);
  t.match(out, /values: +a whole number from 1 to 255\n/);
  t.match(out, /used by: +vrrpd\n/);
  t.match(await call("--explain nb_get_retry"), [0, /write retry/]);
  t.match(await call("--explain vrrp_delay_after_boot"), [0, /since: +keepalived 2\.4\.0/]);
  t.match(await call("--explain priorty"), [2, /did you mean priority\?/]);
  t.match(await call("--explain ADVERT_INT"), [2, /did you mean advert_int\?/]);
  t.match(await call("--explain toString"), [2, /neither a keyword nor a code/]);
});
