/** Texts as Linux 6.18 prints them, cut to a few lines. */

import t from "tap";
import { listeningSockets, netstatCounter, programNames } from "../../../lib/system/proc-net-text.ts";

const tcp = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0000000000000000 100 0 0 10 0
   1: 6E0C10AC:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2 1 0000000000000000 100 0 0 10 0
   2: 0100007F:1F91 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 3 1 0000000000000000 100 0 0 10 0
`;
const tcp6 = `  sl  local_address                         remote_address                        st
   0: 00000000000000000000000000000000:0016 00000000000000000000000000000000:0000 0A 00000000:00000000
   1: B80D0120000000000000000001000000:01BB 00000000000000000000000000000000:0000 0A 00000000:00000000
`;

t.test("sockets that listen, not those that talk", async (t) => {
  t.strictSame(listeningSockets(tcp), [
    { address: "127.0.0.1", port: 8080 },
    { address: "172.16.12.110", port: 80 },
  ]);
  t.strictSame(listeningSockets(tcp6), [
    { address: "::", port: 22 },
    { address: "2001:db8::1", port: 443 },
  ]);
  t.strictSame(listeningSockets("nonsense\n 0: zz:00 x 0A\n 0: 0100007F0100007F:0050 x 0A"), []);
});

t.test("a counter by its name", async (t) => {
  const text = "TcpExt: SyncookiesSent IPReversePathFilter\nTcpExt: 4 17\nIpExt: InNoRoutes\nIpExt: 1\n";
  t.equal(netstatCounter(text, "TcpExt", "IPReversePathFilter"), 17);
  t.equal(netstatCounter(text, "IpExt", "InNoRoutes"), 1);
  t.equal(netstatCounter(text, "IpExt", "IPReversePathFilter"), undefined);
  t.equal(netstatCounter("", "TcpExt", "IPReversePathFilter"), undefined);
});

t.test("programs and scripts by name", async (t) => {
  t.strictSame(programNames("/usr/sbin/keepalived\0--dont-fork\0"), ["keepalived", "--dont-fork"]);
  t.strictSame(programNames("node\0/usr/lib/node_modules/lvskit/dist/bin/vrrpd.cjs\0-n\0"), ["node", "vrrpd"]);
  t.strictSame(programNames("vi\0/etc/keepalived/keepalived.conf\0"), ["vi", "keepalived.conf"]);
  t.strictSame(programNames(""), []);
});
