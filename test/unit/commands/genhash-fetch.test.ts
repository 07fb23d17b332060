import t from "tap";
import { type Fetched, fetchPage } from "../../../lib/commands/genhash-fetch.ts";
import { rip1 } from "../../support/director.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { type Behaviour, FakeDialer } from "../../support/fake-dialer.ts";

/** Fetches from a server that behaves so; gives the outcome and the time that it took. */
async function fetch(behaviour: Behaviour): Promise<{ readonly took: number; readonly fetched: Fetched }> {
  const clock = new FakeClock(0);
  const dialer = new FakeDialer(clock);
  dialer.set(rip1, behaviour);
  let took: { took: number; fetched: Fetched } | undefined;
  const request = Buffer.from("GET / HTTP/1.0\r\n\r\n");
  void fetchPage({ clock, dialer }, { server: rip1, request, tls: false }).then((fetched) => {
    took = { took: clock.now(), fetched };
  });
  await clock.moveTo(1_000_000);
  if (took === undefined) throw new Error("it never ended");
  t.equal(clock.pending, 0, "no timer is left");
  t.equal(dialer.open, 0, "no connection is left");
  return took;
}

const failed = (reason: string) => ({ outcome: { kind: "failed", reason } });

t.test("a page: its outcome and the times of its way", async (t) => {
  const { took, fetched } = await fetch({ kind: "answer", pieces: ["HTTP/1.0 200 OK\r\n\r\n", "hello"] });
  t.equal(took, 4);
  t.match(fetched.outcome, { kind: "reply", reply: { digest: "5d41402abc4b2a76b9719d911017c592", bodyLength: 5 } });
  t.same(fetched.times, { connected: 1, firstByte: 2, complete: 4 });
});

t.test("five seconds to connect", async (t) => {
  const { took, fetched } = await fetch({ kind: "vanish" });
  t.equal(took, 5000);
  t.match(fetched, failed("no connection within 5 s"));
});

t.test("five seconds without a byte, counted from the last one", async (t) => {
  const silent = await fetch({ kind: "accept" });
  t.equal(silent.took, 5001);
  const stalling = await fetch({ kind: "answer", pieces: ["HTTP/1.0 200 OK\r\n\r\n", "a", "b"], open: true });
  t.equal(stalling.took, 5004);
  t.match(stalling.fetched, failed("no byte of the answer for 5 s"));
});

t.test("five minutes for an answer that trickles", async (t) => {
  const pieces = ["HTTP/1.0 200 OK\r\n\r\n", ...Array<string>(400).fill("x")];
  const { took, fetched } = await fetch({ kind: "answer", pieces, open: true, pace: 1000 });
  t.equal(took, 300_001);
  t.match(fetched, failed("no complete answer within 300 s"));
});

t.test("a refusal in words, with its code for those who ask", async (t) => {
  const { fetched } = await fetch({ kind: "refuse" });
  t.match(fetched.outcome, { kind: "failed", code: "ECONNREFUSED", reason: "connection refused" });
});
