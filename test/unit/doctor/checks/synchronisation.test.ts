import t from "tap";
import { syncLinks, syncRole } from "../../../../lib/doctor/checks/synchronisation.ts";
import type { Facts } from "../../../../lib/doctor/facts.ts";
import type { SyncDaemon } from "../../../../lib/ipvs/control.ts";
import { address } from "../../../../lib/net/address.ts";
import { directDirector, heads, inside, mends, outside, withPaths } from "../../../support/doctor-facts.ts";
import { fakeLink } from "../../../support/fake-links.ts";

const daemon = (state: "master" | "backup", link = "eth1"): SyncDaemon => ({
  state,
  interface: link,
  syncId: 7,
  maxLength: 1472,
  group: address("224.0.0.81"),
  port: 8848,
  ttl: 1,
});

const running = (...syncDaemons: SyncDaemon[]): Facts => ({ ...directDirector(), syncDaemons });
const absent = { "172.16.23.80": { kind: "link", link: outside } } as const;

t.test("a daemon on a link that does not work", async (t) => {
  t.strictSame(syncLinks(running(daemon("master"))), []);
  t.strictSame(heads(syncLinks(running(daemon("master", "eth9")))), ["warning sync-link-down the master sync daemon"]);
  const down = { ...running(daemon("backup")), links: [fakeLink(inside, "eth1", { up: false, running: false })] };
  t.strictSame(mends(syncLinks(down)), ["ip link set eth1 up"]);
});

t.test("who has the VIPs tells, who has none hears", async (t) => {
  t.strictSame(syncRole(running(daemon("master"))), []);
  t.strictSame(syncRole(withPaths(running(daemon("backup")), absent)), []);
  t.strictSame(syncRole(running(daemon("master"), daemon("backup"))), [], "both is fine anywhere");
  t.strictSame(syncRole(running()), []);
  const mute = syncRole(running(daemon("backup")));
  t.strictSame(heads(mute), ["warning sync-role the backup sync daemon"]);
  t.strictSame(mends(mute), ["lvsadm --start-daemon master --mcast-interface eth1 --syncid 7"]);
  const deaf = syncRole(withPaths(running(daemon("master")), absent));
  t.strictSame(mends(deaf), ["lvsadm --start-daemon backup --mcast-interface eth1 --syncid 7"]);
});
