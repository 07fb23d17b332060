import t from "tap";
import { readRules, tableOfRules } from "../../../lib/commands/lvsadm-rules.ts";
import { fakeNames } from "../../support/fake-names.ts";
import { random } from "../../support/random.ts";

const read = (text: string, hosts?: string) => readRules(text, fakeNames(hosts), false);

/** Such as `1 add-service`, or `2! sentence`. */
async function outline(text: string): Promise<string[]> {
  return (await read(text)).map(({ line, request }) => {
    if ("fault" in request) return `${line}! ${request.fault === "words" ? request.sentence : request.fault}`;
    return `${line} ${request.do === "change" ? request.change.do : request.do}`;
  });
}

t.test("one request for each line that says anything", async (t) => {
  t.same(await outline(""), []);
  t.same(await outline("\n \t\r\n"), []);
  t.same(await outline("-C\n\n-S -n"), ["1 clear", "3 save"], "a last line without its end counts");
  t.same(await outline("-C  "), ["1 clear"], "and so with blanks at its end, which costs ipvsadm the line");
  t.same(await outline("-C\r\n\t -D\t-f  7 \r\n"), ["1 clear", "2 delete-service"]);
  t.same(await outline("ipvsadm -C\n  lvsadm -C\n"), ["1 clear", "2 clear"]);
  t.same(await outline("/sbin/ipvsadm -C"), ["1! unexpected argument /sbin/ipvsadm"]);
});

t.test("comments are lines of their own", async (t) => {
  t.same(await outline("# -C\n  #-C\n#\n-C"), ["4 clear"]);
  t.same(await outline("-C # all"), ["1! unexpected argument #"]);
});

t.test("there are no quotes", async (t) => {
  t.same(await outline("-D -t '10.0.0.1:80'"), ["1! illegal virtual server address[:port] specified"]);
});

t.test("a fault is its line's alone", async (t) => {
  t.same(await outline("-Q\n-A -s rr\n-C"), [
    "1! no-command",
    "2! You need to supply the 'service-address' option for the 'add-service' command",
    "3 clear",
  ]);
});

t.test("names of hosts are looked up, however many a line has", async (t) => {
  const rules = await read("-a -t vip:http -r web -m\n-D -t nobody:80\n-D -t vip:80", "10.0.0.1 vip\n10.0.0.2 web\n");
  t.match(rules, [
    {
      line: 1,
      request: {
        change: { service: { address: "10.0.0.1", port: 80 }, destination: { address: "10.0.0.2", port: 80 } },
      },
    },
    { line: 2, request: { fault: "words" } },
    { line: 3, request: { change: { service: { address: "10.0.0.1" } } } },
  ]);
});

t.test("the table that rules describe", async (t) => {
  const { table, faults } = tableOfRules(
    await read("-A -t 10.0.0.1:80 -s rr\n-a -t 10.0.0.1:80 -r 10.0.0.2 -w 3 -x 9\n-A -f 7\n-D -f 7\n"),
  );
  t.same(faults, []);
  t.match(table, [
    {
      key: { kind: "address", protocol: "tcp", address: "10.0.0.1", port: 80 },
      settings: { scheduler: "rr" },
      destinations: [{ key: { address: "10.0.0.2", port: 80 }, settings: { weight: 3, upperThreshold: 9 } }],
    },
  ]);
  t.equal(table.length, 1);
});

t.test("every line that cannot be part of a table, in order, and the table without them", async (t) => {
  const text = "-A -f 7\n-Q\n-A -f 7\n-L\n-a -f 8 -r 10.0.0.2\n-a -f 7 -r 10.0.0.2 -y 5\n-A -f 9 -s";
  const { table, faults } = tableOfRules(await read(text));
  t.same(faults, [
    { line: 2, sentence: "it does not begin with a command such as -A or -a" },
    { line: 3, sentence: "Service already exists" },
    { line: 4, sentence: "it is no change of a service or a real server" },
    { line: 5, sentence: "Service not defined" },
    { line: 6, sentence: "Numerical result out of range" },
    { line: 7, sentence: "-s: missing argument" },
  ]);
  t.match(table, [{ key: { fwmark: 7 }, destinations: [] }]);
});

t.test("any text at all gives a request or a fault for each line, never an exception", async (t) => {
  const below = random(4);
  const words =
    "-A -a -D -E -C -R -S -L --set -Z -t -u -f -6 -r -p -b -s -M -x -w -- - --pe= --tun-type=gue --start-daemon # 10.0.0.1:80 [::1]:80 [ ] 1.2.3.4 web \\ ' \u0000 \u00fc 99999999999999999999 -1 sh-port,, :80 = \r".split(
      " ",
    );
  for (let round = 0; round < 500; round++) {
    const text = Array.from({ length: below(40) }, () => (below(6) === 0 ? "\n" : words[below(words.length)])).join(
      " ",
    );
    const bytes = Buffer.from(text);
    if (bytes.length > 0) bytes[below(bytes.length)] = below(256);
    const rules = await read(bytes.toString(), "10.0.0.9 web\n");
    tableOfRules(rules);
    t.ok(
      rules.every(({ line, request }) => line >= 1 && ("do" in request || "fault" in request)),
      `round ${round}`,
    );
  }
});
