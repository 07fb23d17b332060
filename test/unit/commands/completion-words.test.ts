import t from "tap";
import { wordsOf } from "../../../lib/commands/completion-line.ts";
import { offer, type Sources } from "../../../lib/commands/completion-words.ts";
import { optionsOf } from "../../../lib/commands/option-tables.ts";
import { address } from "../../../lib/net/address.ts";

const sources: Sources = {
  services: async () => [
    { kind: "address", protocol: "tcp", address: address("10.0.0.1"), port: 80 },
    { kind: "address", protocol: "udp", address: address("10.0.0.1"), port: 53 },
    { kind: "address", protocol: "tcp", address: address("2001:db8::1"), port: 80 },
    { kind: "fwmark", family: "inet", fwmark: 7 },
  ],
  servers: async (wanted) =>
    (await sources.services()).flatMap((key) =>
      wanted(key) ? [key.kind === "fwmark" ? "10.0.7.1:0" : `10.0.1.1:${key.port}`] : [],
    ),
  optionsOf,
  keywords: async () => ["virtual_server", "virtual_router_id", "vrrp_instance"],
};

const offered = async (line: string) => {
  const found = await offer(wordsOf(line), sources);
  return found === "files" ? found : found.map(({ text }) => text);
};

t.test("verbs and commands first", async (t) => {
  t.strictSame(await offered("lvsadm d"), ["diff", "drain", "doctor"]);
  t.match(await offered("lvsadm --s"), ["--save", "--set", "--start-daemon", "--stop-daemon"]);
  t.strictSame(await offered("/usr/sbin/lvsadm to"), ["top"]);
});

t.test("then what the command takes and has not got yet", async (t) => {
  const services = ["--tcp-service", "--udp-service", "--sctp-service", "--fwmark-service"];
  t.strictSame(await offered("lvsadm -D "), [...services, "--json"]);
  t.strictSame(await offered("lvsadm -D -f 7 "), ["--ipv6", "--json"]);
  t.notOk((await offered("lvsadm -A -t 10.0.0.1:80 -")).includes("--udp-service"), "one service is enough");
  const listing = await offered("lvsadm -L --");
  t.ok(listing.includes("--stats") && listing.includes("--timeout"));
  t.notOk((await offered("lvsadm -L --timeout --")).includes("--daemon"), "they exclude each other");
});

t.test("services and real servers of the table", async (t) => {
  t.strictSame(await offered("lvsadm -D -t "), ["10.0.0.1:80", "[2001:db8::1]:80"]);
  t.strictSame(await offered("lvsadm -D -t 10"), ["10.0.0.1:80"]);
  t.strictSame(await offered("lvsadm -Du "), ["10.0.0.1:53"]);
  t.strictSame(await offered("lvsadm -D --tcp-service=10"), ["--tcp-service=10.0.0.1:80"]);
  t.strictSame(await offered("lvsadm -D -f "), ["7"]);
  t.strictSame(await offered("lvsadm -d -t 10.0.0.1:80 -r "), ["10.0.1.1:80"]);
  t.strictSame(await offered("lvsadm -d -f 7 -r "), ["10.0.7.1:0"]);
  t.strictSame(await offered("lvsadm show 10.0.0.1:8"), ["10.0.0.1:80"]);
  t.ok((await offered("lvsadm drain ")).includes("10.0.1.1:53"));
});

t.test("values that are words", async (t) => {
  t.strictSame(await offered("lvsadm -A -t x -s w"), ["wrr", "wlc"]);
  t.strictSame(await offered("lvsadm --start-daemon m"), ["master"]);
  t.strictSame(await offered("checkd --explain virtual_"), ["virtual_server", "virtual_router_id"]);
});

t.test("files are the shell's; other commands have their tables", async (t) => {
  t.equal(await offered("lvsadm apply "), "files");
  t.equal(await offered("vrrpd -f "), "files");
  t.strictSame(await offered("lvsadm top --o"), ["--once"]);
  t.strictSame(await offered("rsprep "), ["apply", "check", "undo"]);
  t.ok((await offered("genhash --")).includes("--server"));
  t.notOk((await offered("genhash --server x --")).includes("--server"), "once is enough");
  t.strictSame(await offered("cat "), []);
});
