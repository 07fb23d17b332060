/** rsprep's words: what is understood, and the sentence for each mistake. */

import t from "tap";
import { parseWords } from "../../../lib/commands/options.ts";
import { rsprep } from "../../../lib/commands/rsprep.ts";
import { readRequest } from "../../../lib/commands/rsprep-request.ts";

function read(line: string) {
  const parsed = parseWords(rsprep.options, line.split(" ").filter(Boolean));
  if ("fault" in parsed) throw new Error(parsed.fault);
  return readRequest(parsed);
}

t.test("what is understood", async (t) => {
  const plain = { dryRun: false, json: false, changedOk: false };
  t.same(read("apply --vip 172.16.12.110 --interface eth0"), {
    verb: "apply",
    vips: ["172.16.12.110"],
    interface: "eth0",
    ...plain,
  });
  t.same(read("-i eth0 check --vip 10.0.0.2,10.0.0.1 --vip 10.0.0.3 --json"), {
    verb: "check",
    vips: ["10.0.0.2", "10.0.0.1", "10.0.0.3"],
    interface: "eth0",
    ...plain,
    json: true,
  });
  t.same(read("undo -n --changed-ok"), {
    verb: "undo",
    vips: [],
    interface: undefined,
    ...plain,
    dryRun: true,
    changedOk: true,
  });
});

t.test("one row per mistake", async (t) => {
  const rows = [
    ["", "say what to do: apply, check or undo"],
    ["aply --vip 10.0.0.1", 'there is no "aply"; did you mean apply?'],
    ["purge", 'there is no "purge", only apply, check and undo'],
    ["apply 10.0.0.1", 'unexpected word "10.0.0.1" after apply; a VIP is given with --vip 10.0.0.1'],
    ["apply check", 'unexpected word "check" after apply'],
    ["apply --interface eth0", "apply needs --vip, the virtual server's address"],
    ["check --vip 10.0.0.1", "check needs --interface, the one that faces the director"],
    ["apply -i eth0 --vip 10.0.0.256", '--vip: "10.0.0.256" is not an IP address'],
    ["apply -i eth0 --vip 10.0.0.1,", "--vip has an empty address between its commas"],
    ["apply -i eth0 --vip 10.0.0.1/32", "--vip takes 10.0.0.1 without a prefix length; on lo a VIP is always a /32"],
    ["apply -i eth0 --vip 2001:DB8::1", "--vip 2001:db8::1: IPv6 VIPs cannot be prepared yet, only IPv4"],
    ["apply -i eth0 --vip 127.0.0.2", "--vip 127.0.0.2: no host can be reached at that address"],
    ["apply -i eth0 --vip 0.0.0.0", "--vip 0.0.0.0: no host can be reached at that address"],
    ["apply -i eth0 --vip 224.0.0.18", "--vip 224.0.0.18: no host can be reached at that address"],
    ["apply -i eth0 --vip 10.0.0.1,10.0.0.1", "--vip names 10.0.0.1 twice"],
    ["apply -i ../all --vip 10.0.0.1", '--interface: "../all" cannot be an interface\'s name'],
    ["apply -i .. --vip 10.0.0.1", '--interface: ".." cannot be an interface\'s name'],
    ["apply -i sixteen-letters0 --vip 10.0.0.1", '--interface: "sixteen-letters0" cannot be an interface\'s name'],
    ["check -i eth0:0 --vip 10.0.0.1", '--interface: "eth0:0" cannot be an interface\'s name'],
    ["check -i eth0 --vip 10.0.0.1 --dry-run", "check changes nothing; --dry-run is for apply and undo"],
  ] as const;
  for (const [line, fault] of rows) t.same(read(line), { fault }, line);
});
