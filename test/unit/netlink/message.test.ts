/** Captures: iproute2 6.1.0 on Linux 6.18, its sendmsg and recvmsg recorded by a preloaded library, in a namespace of its own. */

import t from "tap";
import { NLM_F_ACK, NLM_F_CREATE, NLM_F_EXCL, NLM_F_REQUEST } from "../../../lib/kernel/netlink.ts";
import { NetlinkError } from "../../../lib/netlink/errors.ts";
import { decodeDatagram, encodeRequest, verdictOf } from "../../../lib/netlink/message.ts";
import { failure } from "../../support/failure.ts";
import { hex } from "../../support/hex.ts";

const only = (bytes: Buffer) => {
  const [message, ...more] = decodeDatagram(bytes);
  if (message === undefined || more.length > 0) throw new TypeError("not one message");
  return message;
};

t.test("a request has the bytes that ip(8) sends", async (t) => {
  const body = hex("02180000 03000000 08000200 0a010203 08000100 0a010203");
  const request = { type: 20, flags: NLM_F_CREATE | NLM_F_EXCL, body };
  const captured = hex("28000000 1400 0506 5432006b 00000000").fill(7, 8, 9);
  t.strictSame(
    Buffer.from(encodeRequest(request, NLM_F_REQUEST | NLM_F_ACK, 0x6b003207)),
    Buffer.concat([captured, body]),
  );
});

t.test("messages are padded so that another may follow", async (t) => {
  const one = encodeRequest({ type: 16, body: hex("01 02 03 04 05") }, 1, 1);
  t.equal(one.length, 24);
  t.equal(Buffer.from(one).readUInt32LE(0), 21, "the padding is not counted");
  t.strictSame(
    decodeDatagram(Buffer.concat([one, one])).map(({ data }) => data.length),
    [5, 5],
  );
});

t.test("success", async (t) => {
  t.equal(
    verdictOf(only(hex("24000000 0200 0001 5432006b a8560000 00000000 3c000000140005065432006b00000000"))),
    undefined,
  );
});

t.test("a refusal with the request sent back before the kernel's words", async (t) => {
  // ip addr add 10.1.2.3/24 dev v0, twice, without NETLINK_CAP_ACK.
  const captured = hex(`60000000 0200 0002 5432006b aa560000 efffffff
    28000000140005065432006b00000000 0218000003000000080002000a010203080001000a010203
    23000100 697076343a204164647265737320616c72656164792061737369676e6564 00 00`);
  const verdict = verdictOf(only(captured));
  t.match(verdict, {
    kind: "refused",
    code: "EEXIST",
    detail: "ipv4: Address already assigned",
    outcomeUnknown: false,
  });
  t.equal(verdict?.message, "File exists");
});

t.test("a refusal without the request's payload (NETLINK_CAP_ACK)", async (t) => {
  const bytes = hex(`48000000 0200 0003 01000000 00000000 efffffff
    28000000140005065432006b00000000
    23000100 697076343a204164647265737320616c72656164792061737369676e6564 00 00`);
  t.match(verdictOf(only(bytes)), { code: "EEXIST", detail: "ipv4: Address already assigned" });
});

t.test("a refusal without words", async (t) => {
  // ip link show v0: an old form of the request, with ENODEV.
  const bytes = hex(
    "34000000 0200 0000 00000000 b7560000 edffffff 2000000010000500000000000000000000000000000000000000000000000000",
  );
  t.match(verdictOf(only(bytes)), { code: "ENODEV", detail: undefined });
});

t.test("the end of a dump carries a verdict too", async (t) => {
  t.equal(verdictOf(only(hex("14000000 0300 2200 5532006b b6560000 00000000"))), undefined);
  t.match(verdictOf(only(hex("14000000 0300 0200 01000000 00000000 eaffffff"))), { code: "EINVAL" });
  t.equal(verdictOf(only(hex("10000000 0300 0200 01000000 00000000"))), undefined, "without a body it is success");
});

t.test("an errno that Linux does not define", async (t) => {
  t.match(verdictOf(only(hex("24000000 0200 0001 00000000 00000000 fffeffff 10000000100005000000000000000000"))), {
    code: "UNKNOWN",
    message: "Unknown error 257",
  });
});

t.test("nonsense is malformed, at every length and whatever a byte says", async (t) => {
  const whole = hex(`60000000 0200 0002 5432006b aa560000 efffffff
    28000000140005065432006b00000000 0218000003000000080002000a010203080001000a010203
    23000100 697076343a204164647265737320616c72656164792061737369676e6564 00 00`);
  const survive = (bytes: Buffer) => {
    try {
      for (const message of decodeDatagram(bytes)) if (message.type <= 3) verdictOf(message);
    } catch (error) {
      if (!(error instanceof NetlinkError && error.kind === "malformed")) t.fail(bytes.toString("hex"), { error });
    }
  };
  for (let length = 0; length < whole.length; length++) survive(whole.subarray(0, length));
  for (let at = 0; at < whole.length; at++)
    for (let value = 0; value < 256; value++) survive(Buffer.from(whole).fill(value, at, at + 1));
  t.match(
    failure(() => decodeDatagram(whole.subarray(0, 40))),
    { kind: "malformed", code: "EBADMSG" },
  );
  const empty = hex("00000000 0200 0000 00000000 00000000");
  t.match(
    failure(() => decodeDatagram(empty)),
    { kind: "malformed" },
    "no length",
  );
});
