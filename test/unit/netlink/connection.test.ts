import t from "tap";
import {
  NLM_F_ACK,
  NLM_F_DUMP,
  NLM_F_DUMP_INTR,
  NLM_F_REQUEST,
  NLMSG_DONE,
  NLMSG_NOOP,
} from "../../../lib/kernel/netlink.ts";
import { NetlinkConnection } from "../../../lib/netlink/connection.ts";
import { decodeDatagram, type NetlinkMessage, type NetlinkRequest } from "../../../lib/netlink/message.ts";
import { failure } from "../../support/failure.ts";
import { FakeNetlinkSocket, reply } from "../../support/fake-netlink-socket.ts";
import { hex } from "../../support/hex.ts";
import { random as seeded } from "../../support/random.ts";

const EEXIST = 17;
const success = hex("00000000");

/** Requests whose first byte is 1 are refused. */
const refusing = () =>
  new FakeNetlinkSocket(({ data }) => (data[0] === 1 ? { errno: EEXIST, text: "it is there" } : {}));
const request = (first: number, length = 4): NetlinkRequest => ({
  type: 20,
  body: Buffer.alloc(length).fill(first, 0, 1),
});
const messagesOf = (socket: FakeNetlinkSocket) => socket.sent.map((datagram) => decodeDatagram(datagram));
const codes = (outcomes: readonly ({ code: string } | undefined)[]) =>
  outcomes.map((outcome) => outcome?.code ?? "done");

t.test("one request: the replies before the acknowledgement", async (t) => {
  const socket = new FakeNetlinkSocket((message) => ({
    replies: [reply(message, 30, hex("0a")), reply(message, 31, hex("0b"))],
  }));
  const replies = new NetlinkConnection(socket).request({ type: 5, flags: 0x400, body: hex("01020304") });
  t.match(replies, [
    { type: 30, data: hex("0a") },
    { type: 31, data: hex("0b") },
  ]);
  t.match(messagesOf(socket), [[{ type: 5, flags: NLM_F_REQUEST | NLM_F_ACK | 0x400 }]]);
});

t.test("replies stay what they are, although the socket uses its memory again", async (t) => {
  const socket = new FakeNetlinkSocket((message) => ({
    replies: [reply(message, 30, hex("0a")), reply(message, 31, hex("0b0c"))],
  }));
  const memory = Buffer.alloc(1_000);
  const receive = socket.receive.bind(socket);
  socket.receive = (timeout) => {
    const datagram = receive(timeout);
    if (!(datagram instanceof Uint8Array)) return datagram;
    memory.set(datagram);
    return memory.subarray(0, datagram.length);
  };
  const replies = new NetlinkConnection(socket).request(request(0));
  t.strictSame(
    replies.map(({ type, data }) => [type, data]),
    [
      [30, hex("0a")],
      [31, hex("0b0c")],
    ],
  );
});

t.test("one request refused", async (t) => {
  const connection = new NetlinkConnection(refusing());
  const refusal = failure(() => connection.request(request(1)));
  t.match(refusal, { kind: "refused", code: "EEXIST", detail: "it is there" });
  t.doesNotThrow(() => connection.request(request(0)), "the connection goes on");
});

t.test("late answers to earlier requests, and no-ops, are passed over", async (t) => {
  const socket = refusing();
  const connection = new NetlinkConnection(socket);
  connection.request(request(0));
  socket.queue.push(
    reply({ seq: 1 }, 2, Buffer.concat([hex("eaffffff"), Buffer.alloc(16)])),
    reply({ seq: 2 }, NLMSG_NOOP, hex("")),
  );
  t.strictSame(connection.request(request(0)), []);
});

t.test("no answer: a timeout, after waiting once", async (t) => {
  const socket = new FakeNetlinkSocket();
  socket.send = () => {};
  t.match(
    failure(() => new NetlinkConnection(socket).request(request(0))),
    {
      kind: "timeout",
      code: "ETIMEDOUT",
      outcomeUnknown: true,
    },
  );
  t.strictSame(socket.waits, [5000]);
});

t.test("answers to nothing we asked do not keep us for ever", async (t) => {
  const strange = reply({ seq: 99 }, 16, hex("00000000"));
  let received = 0;
  const socket = new FakeNetlinkSocket();
  socket.receive = () => {
    received++;
    return strange;
  };
  t.match(
    failure(() => new NetlinkConnection(socket).request(request(0))),
    { kind: "malformed" },
  );
  t.ok(received < 2000);
});

t.test("a batch is one datagram with one acknowledgement, and one outcome per request", async (t) => {
  const socket = refusing();
  const outcomes = new NetlinkConnection(socket).requestBatch([0, 1, 0, 1, 0].map((first) => request(first)));
  t.strictSame(codes(outcomes), ["done", "EEXIST", "done", "EEXIST", "done"]);
  t.equal(outcomes[1]?.detail, "it is there");
  const [messages = [], ...more] = messagesOf(socket);
  t.strictSame(more, []);
  t.strictSame(
    messages.map(({ flags }) => (flags & NLM_F_ACK) !== 0),
    [false, false, false, false, true],
  );
  t.strictSame(
    messages.map(({ seq }) => seq),
    [1, 2, 3, 4, 5],
  );
});

t.test("the last request of a batch refused", async (t) => {
  const outcomes = new NetlinkConnection(refusing()).requestBatch([request(0), request(1)]);
  t.strictSame(codes(outcomes), ["done", "EEXIST"]);
});

t.test("what may be done without a word is not waited for", async (t) => {
  const socket = new FakeNetlinkSocket(({ data }) =>
    data[0] === 7 ? { silent: true } : { errno: data[0] ? EEXIST : 0 },
  );
  const silent = (first: number) => ({ ...request(first), maybeSilent: true as const });
  const connection = new NetlinkConnection(socket);
  t.strictSame(codes(connection.requestBatch([request(0), silent(7)])), ["done", "done"]);
  t.strictSame(codes(connection.requestBatch([silent(7), request(1)])), ["done", "EEXIST"]);
  t.strictSame(codes(connection.requestBatch([silent(1)])), ["EEXIST"]);
  t.strictSame(socket.waits, []);
});

t.test("an empty batch sends nothing", async (t) => {
  const socket = refusing();
  t.strictSame(new NetlinkConnection(socket).requestBatch([]), []);
  t.strictSame(socket.sent, []);
});

t.test("batches are bounded by number and by size", async (t) => {
  const many = refusing();
  t.equal(new NetlinkConnection(many).requestBatch(Array.from({ length: 600 }, () => request(0))).length, 600);
  t.strictSame(
    messagesOf(many).map((messages) => messages.length),
    [256, 256, 88],
  );
  const large = refusing();
  const sizes = [40_000, 40_000, 20_000, 100_000, 4];
  t.equal(new NetlinkConnection(large).requestBatch(sizes.map((size) => request(0, size))).length, 5);
  t.strictSame(
    messagesOf(large).map((messages) => messages.length),
    [1, 2, 1, 1],
  );
});

t.test("answers lost in a batch: what was heard is known, the rest is not, and nothing is waited for", async (t) => {
  const socket = refusing();
  const connection = new NetlinkConnection(socket);
  const send = socket.send.bind(socket);
  socket.send = (datagram) => {
    send(datagram);
    // The refusal of the second arrived; that of the fourth and the acknowledgement did not.
    socket.queue.splice(1, 2, "overrun");
  };
  const outcomes = connection.requestBatch([0, 1, 0, 1, 0].map((first) => request(first)));
  t.strictSame(codes(outcomes), ["ENOBUFS", "EEXIST", "ENOBUFS", "ENOBUFS", "ENOBUFS"]);
  t.ok(outcomes[0]?.outcomeUnknown);
  t.strictSame(socket.waits, [0]);
});

t.test("answers lost, but the acknowledgement heard: the last is known", async (t) => {
  const socket = refusing();
  const connection = new NetlinkConnection(socket);
  const send = socket.send.bind(socket);
  socket.send = (datagram) => {
    send(datagram);
    socket.queue.unshift("overrun");
  };
  t.strictSame(codes(connection.requestBatch([0, 1, 0].map((first) => request(first)))), ["ENOBUFS", "EEXIST", "done"]);
});

const firstByte = ({ data }: NetlinkMessage) => data[0];
const part = (seq: number, byte: number, flags = 2) => reply({ seq }, 16, Buffer.of(byte), flags);
const done = (seq: number, flags = 2, verdict = success) => reply({ seq }, NLMSG_DONE, verdict, flags);

t.test("a dump ends with its end, over several datagrams", async (t) => {
  const socket = new FakeNetlinkSocket(({ seq }) => ({
    replies: [Buffer.concat([part(seq, 1), part(seq, 2)]), Buffer.concat([part(seq, 3), done(seq)])],
  }));
  const replies = new NetlinkConnection(socket).dump({ type: 18, body: hex("00000000") }, firstByte);
  t.strictSame(replies, [1, 2, 3]);
  t.match(messagesOf(socket), [[{ flags: NLM_F_REQUEST | NLM_F_DUMP }]]);
});

t.test("a dump that the kernel breaks off", async (t) => {
  const socket = new FakeNetlinkSocket(({ seq }) => ({ replies: [part(seq, 1), done(seq, 2, hex("eaffffff"))] }));
  t.match(
    failure(() => new NetlinkConnection(socket).dump(request(0), firstByte)),
    { kind: "refused", code: "EINVAL" },
  );
});

for (const [what, spoil] of [
  ["interrupted by a change", (seq: number) => [part(seq, 9), done(seq, 2 | NLM_F_DUMP_INTR)]],
  ["interrupted in the middle", (seq: number) => [part(seq, 9, 2 | NLM_F_DUMP_INTR), done(seq)]],
  ["with a lost part", (seq: number) => [part(seq, 9), "overrun" as const, done(seq)]],
] as const)
  t.test(`a dump ${what} is read again`, async (t) => {
    let tries = 0;
    const socket = new FakeNetlinkSocket();
    socket.send = (datagram) => {
      const seq = decodeDatagram(datagram)[0]?.seq ?? 0;
      socket.queue.push(...(++tries < 3 ? spoil(seq) : [part(seq, 1), done(seq)]));
    };
    const replies = new NetlinkConnection(socket).dump(request(0), firstByte);
    t.strictSame(replies, [1]);
    t.equal(tries, 3);
  });

t.test("a dump that is never left in peace is given up", async (t) => {
  let tries = 0;
  const socket = new FakeNetlinkSocket(({ seq }) => {
    tries++;
    return { replies: [done(seq, 2 | NLM_F_DUMP_INTR)] };
  });
  t.match(
    failure(() => new NetlinkConnection(socket).dump(request(0), firstByte)),
    { kind: "overrun" },
  );
  t.equal(tries, 10);
});

t.test("random answers end in replies or in a typed error", async (t) => {
  const random = seeded(1);
  for (let round = 0; round < 2000; round++) {
    const socket = new FakeNetlinkSocket();
    socket.send = () => {
      for (let i = random(4); i >= 0; i--) {
        const bytes = Buffer.from(Array.from({ length: random(60) }, () => random(256)));
        // Mostly whole messages for our request, so that the deeper layers are met too.
        const type = random(4);
        socket.queue.push(random(4) === 0 ? bytes : reply({ seq: 1 }, type, bytes, random(0x400)));
      }
    };
    try {
      new NetlinkConnection(socket).request(request(0));
    } catch (error) {
      if (!(error instanceof Error && error.name === "NetlinkError")) t.fail("not a NetlinkError", { error });
    }
  }
});
