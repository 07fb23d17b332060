/** Captures: `genl ctrl get name nlctrl` of iproute2 6.1.0 on Linux 6.18, recorded by a preloaded library. */

import t from "tap";
import { AttributeView } from "../../../lib/netlink/attribute-view.ts";
import { NetlinkConnection } from "../../../lib/netlink/connection.ts";
import { genericRequest, resolveFamily, viewAttributes } from "../../../lib/netlink/generic.ts";
import { decodeDatagram } from "../../../lib/netlink/message.ts";
import { failure } from "../../support/failure.ts";
import { FakeNetlinkSocket, reply } from "../../support/fake-netlink-socket.ts";
import { hex } from "../../support/hex.ts";
import { answerOf, bodyOf } from "../../support/netlink-messages.ts";

const ENOENT = 2;
const answered = hex(`01020000 0b000200 6e6c6374726c0000 06000100 10000000 08000300 02000000 08000400 00000000
  08000500 00000000 2c000600 14000100 08000100 03000000 08000200 0e000000 14000200 08000100 0a000000 08000200 0c000000
  1c000700 18000100 08000200 10000000 0b000100 6e6f7469 66790000`);

t.test("a family's id by its name", async (t) => {
  const socket = new FakeNetlinkSocket((message) => ({ replies: [reply(message, 16, answered)] }));
  t.equal(resolveFamily(new NetlinkConnection(socket), "nlctrl"), 16);
  const [message] = decodeDatagram(socket.sent[0] ?? hex(""));
  t.match(message, { type: 16 });
  // genl(8) leaves the version 0 where we say 2; the kernel looks at neither.
  t.strictSame(message?.data, hex("03020000 0b000200 6e6c6374726c0000"));
});

t.test("a family that the kernel does not have", async (t) => {
  const socket = new FakeNetlinkSocket(() => ({ errno: ENOENT }));
  t.equal(resolveFamily(new NetlinkConnection(socket), "IPVS"), undefined);
});

t.test("other refusals and strange answers are errors", async (t) => {
  const resolve = (socket: FakeNetlinkSocket) => failure(() => resolveFamily(new NetlinkConnection(socket), "IPVS"));
  t.match(resolve(new FakeNetlinkSocket(() => ({ errno: 1 }))), { kind: "refused", code: "EPERM" });
  t.match(resolve(new FakeNetlinkSocket()), { kind: "malformed" }, "no reply");
  for (const strange of ["0102", "01020000", "01020000 05000100 10000000", "01020000 ffff0100 10000000"])
    t.match(
      resolve(new FakeNetlinkSocket((message) => ({ replies: [reply(message, 16, hex(strange))] }))),
      { kind: "malformed" },
      strange,
    );
});

t.test("a request has its command and version before its attributes", async (t) => {
  const request = genericRequest(28, 5, 1, (to) => {
    to.u32(1, 1).bytesOf(2, hex(""));
  });
  t.equal(request.type, 28);
  t.strictSame(bodyOf(request), hex("05010000 08000100 01000000 04000200"));
  t.strictSame(bodyOf(genericRequest(28, 5, 1)), hex("05010000"), "without attributes");
});

t.test("reading skips the generic header", async (t) => {
  const view = viewAttributes(answerOf(28, hex("05010000 08000100 01000000")), new AttributeView());
  t.equal(view.u32(1), 1);
  t.match(
    failure(() => viewAttributes(answerOf(28, hex("0501")), view)),
    { kind: "malformed" },
  );
});
