import t from "tap";
import { readNews } from "../../../lib/netlink/news.ts";
import { FakeNetlinkSocket, reply } from "../../support/fake-netlink-socket.ts";
import { hex } from "../../support/hex.ts";

const kernel = { seq: 0 };
const link = hex("00000100 03000000 43100100 00000000 07000300 76300000 08000400 dc050000");
const ofBridge = hex("07000100 03000000 43100100 00000000 07000300 76300000");
const address = hex("02180000 03000000 08000200 0a010203");

t.test("links and addresses, come and gone, in order", async (t) => {
  const socket = new FakeNetlinkSocket();
  socket.tell(
    Buffer.concat([reply(kernel, 16, link), reply(kernel, 20, address)]),
    reply(kernel, 21, address),
    reply(kernel, 17, ofBridge),
    reply(kernel, 28, address),
    reply(kernel, 17, link),
  );
  t.match(readNews(socket), [
    { kind: "link", link: { name: "v0" } },
    { kind: "address", address: { address: "10.1.2.3" } },
    { kind: "address-gone", address: { link: 3 } },
    { kind: "link-gone", link: { index: 3 } },
  ]);
  t.strictSame(socket.waits, [0], "nothing is waited for");
});

t.test("nothing waiting, nothing told", async (t) => {
  t.strictSame(readNews(new FakeNetlinkSocket()), []);
});

t.test("after a loss everything waiting is taken, and one resync comes last", async (t) => {
  const socket = new FakeNetlinkSocket();
  socket.tell("overrun", reply(kernel, 16, link), "overrun", reply(kernel, 21, address));
  t.strictSame(
    readNews(socket).map(({ kind }) => kind),
    ["link", "address-gone", "resync"],
  );
});

t.test("bytes that make no sense are a loss too", async (t) => {
  for (const nonsense of [hex("ffff"), reply(kernel, 16, hex("0000"))]) {
    const socket = new FakeNetlinkSocket();
    socket.tell(nonsense, reply(kernel, 16, link));
    t.strictSame(
      readNews(socket).map(({ kind }) => kind),
      ["link", "resync"],
    );
  }
});

t.test("an endless flood is taken in portions", async (t) => {
  const socket = new FakeNetlinkSocket();
  socket.receive = () => reply(kernel, 16, link);
  t.equal(readNews(socket).length, 1024);
});
