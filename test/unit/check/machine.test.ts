import t from "tap";
import {
  type CheckAction,
  type CheckEvent,
  type CheckState,
  nextDeadline,
  type StartOptions,
  startCheck,
  step,
} from "../../../lib/check/machine.ts";
import type { Check, HttpCheck, TcpCheck } from "../../../lib/check/model.ts";
import { address } from "../../../lib/net/address.ts";
import { random } from "../../support/random.ts";

const target = { address: address("172.16.12.111"), port: 80 };
/** Scenario 01: delay_loop 6, connect_timeout 3, nb_get_retry 3, delay_before_retry 3; warmup as delay_loop. */
const timing = { delayLoop: 6000, connectTimeout: 3000, retry: 3, delayBeforeRetry: 3000, warmup: 6000 };
const tcp: TcpCheck = { type: "TCP_CHECK", target, timing };
const url = (path: string) => ({ path, statusCodes: [{ from: 200, to: 299 }] });
const http: HttpCheck = { type: "HTTP_GET", target, timing, urls: [url("/index.html")] };

const refused: CheckEvent = { kind: "failed", code: "ECONNREFUSED", reason: "connect ECONNREFUSED" };
const deadline: CheckEvent = { kind: "deadline" };
const connected: CheckEvent = { kind: "connected" };
const head = { status: 200, statusLine: "HTTP/1.1 200 OK", fields: [], contentLength: undefined };
const ok: CheckEvent = {
  kind: "answered",
  reading: { kind: "reply", reply: { head, headBytes: new Uint8Array(), bodyLength: 0, digest: undefined } },
};

/** A machine with a clock moved by hand; what it did is noted with its time. */
class Run {
  now = 0;
  state: CheckState;
  readonly done: string[] = [];

  constructor(check: Check, options: Partial<StartOptions> = {}) {
    this.state = startCheck(check, { random: 0, fresh: true, health: "unknown", ...options }, 0);
  }

  at(now: number, event: CheckEvent): this {
    this.now = now;
    const { state, actions } = step(this.state, event, now);
    this.state = state;
    for (const action of actions) this.done.push(`${now} ${brief(action)}`);
    return this;
  }

  /** At its next deadline: the try begins, and `answer` comes after `delay`. */
  try(answer: CheckEvent, delay = 0): this {
    this.at(nextDeadline(this.state), deadline);
    return this.at(this.now + delay, answer);
  }

  take(): string[] {
    return this.done.splice(0);
  }
}

function brief(action: CheckAction): string {
  switch (action.do) {
    case "dial":
    case "close":
    case "request":
      return action.do;
    case "report":
      return `${action.health} ${action.try.probe}: ${action.try.reason}, ${action.try.number} of ${action.try.of}, ${action.try.latency} ms`;
    case "note":
      return `note ${action.try.reason}, ${action.try.number} of ${action.try.of}`;
    case "postpone":
      return `postpone ${action.reason}`;
  }
}

t.test("the first try comes 1 s after the start, plus its share of warmup", async (t) => {
  const due = (random: number, warmup: number) =>
    nextDeadline(
      startCheck({ ...tcp, timing: { ...timing, warmup } }, { random, fresh: true, health: "unknown" }, 500),
    );
  t.equal(due(0, 6000), 1500);
  t.equal(due(0.5, 6000), 4500);
  t.equal(due(0.999, 0), 1500);
});

t.test("on the first round of a fresh start one failure is enough", async (t) => {
  const run = new Run(tcp).try(refused, 2);
  t.same(run.take(), ["1000 dial", "1002 close", "1002 down TCP_CHECK: connection refused, 1 of 1, 2 ms"]);
  t.equal(nextDeadline(run.state), 7002, "then delay_loop after the end of the try");
});

t.test("a server added by reload gets all its tries", async (t) => {
  const run = new Run(tcp, { fresh: false }).try(refused).try(refused).try(refused).try(refused);
  t.same(run.take(), [
    "1000 dial",
    "1000 close",
    "1000 note connection refused, 1 of 4",
    "4000 dial",
    "4000 close",
    "4000 note connection refused, 2 of 4",
    "7000 dial",
    "7000 close",
    "7000 note connection refused, 3 of 4",
    "10000 dial",
    "10000 close",
    "10000 down TCP_CHECK: connection refused, 4 of 4, 0 ms",
  ]);
});

t.test("an up server is down after retry + 1 failures in a row, and up after one success", async (t) => {
  const run = new Run(tcp).try(connected, 1);
  t.same(run.take(), ["1000 dial", "1001 close", "1001 up TCP_CHECK: connected, 1 of 1, 1 ms"]);
  run.try(refused).try(refused).try(refused).try(connected).take();
  t.equal(run.state.health, "up", "three failures and a success");
  run.try(refused).try(refused).try(refused);
  t.equal(run.state.health, "up", "the count began anew");
  run.take();
  run.try(refused);
  t.match(run.take().at(-1), /down TCP_CHECK: connection refused, 4 of 4/);
  const downAt = run.now;
  run.try(refused);
  t.equal(run.now, downAt + 6000, "while down one try per delay_loop");
  t.match(run.take().at(-1), /note/, "and nothing new to report");
  run.try(connected);
  t.match(run.take().at(-1), /up TCP_CHECK: connected/);
});

t.test("retry 0: one failure is enough at any time", async (t) => {
  const run = new Run({ ...tcp, timing: { ...timing, retry: 0 } }).try(connected).try(refused);
  t.match(run.take().at(-1), /down .* 1 of 1/);
});

t.test("connect_timeout for the connection and again for the answer", async (t) => {
  const run = new Run(http, { fresh: false });
  run.at(1000, deadline).at(3999.9, deadline);
  t.equal(run.state.phase.name, "connecting", "not a moment early");
  run.at(4000, deadline);
  t.match(run.take().at(-1), "4000 note no connection within 3 s, 1 of 4");
  run.at(7000, deadline).at(9000, connected);
  t.equal(nextDeadline(run.state), 12_000);
  run.at(12_000, deadline);
  t.same(run.take(), ["7000 dial", "9000 request", "12000 close", "12000 note no complete answer within 3 s, 2 of 4"]);
});

t.test("HTTP_GET: request, answer, verdict", async (t) => {
  const run = new Run(http).at(1000, deadline).at(1001, connected).at(1003, ok);
  t.same(run.take(), [
    "1000 dial",
    "1001 request",
    "1003 close",
    "1003 up HTTP_GET /index.html: status 200, 1 of 1, 3 ms",
  ]);
  t.equal(nextDeadline(run.state), 7003);
});

t.test("several urls: one per delay_loop, up after all, a failed one retried alone, then all again", async (t) => {
  const run = new Run({ ...http, urls: [url("/a"), url("/b")] }, { health: "down", fresh: false });
  const pass = () => run.at(nextDeadline(run.state), deadline).at(run.now, connected).at(run.now, ok);
  pass();
  t.equal(run.state.health, "down", "the first alone is not enough");
  t.equal(nextDeadline(run.state), 7000);
  run.take();
  pass();
  t.match(run.take().at(-1), /up HTTP_GET \/b/);
  pass();
  run.try(refused).try(refused);
  t.equal(run.state.url, 1, "the failed one is retried");
  run.try(refused).try(refused);
  t.match(run.take().at(-1), /down HTTP_GET \/b: connection refused, 4 of 4/);
  t.equal(run.state.url, 0);
  pass();
  run.try(refused);
  t.equal(run.state.url, 0, "while down a failure begins the round anew");
});

t.test("a shortage of this host is no verdict", async (t) => {
  const run = new Run(tcp).try({ kind: "failed", code: "EMFILE", reason: "too many open files" });
  t.same(run.take(), ["1000 dial", "1000 close", "1000 postpone too many open files"]);
  t.equal(run.state.health, "unknown");
  t.equal(nextDeadline(run.state), 4000);
});

t.test("events that do not fit the phase change nothing", async (t) => {
  const waiting = new Run(http);
  const start = waiting.state;
  for (const event of [connected, ok, refused, deadline]) waiting.at(10, event);
  t.equal(waiting.state, start);
  const answering = new Run(http).at(1000, deadline).at(1001, connected);
  const before = answering.state;
  t.equal(answering.at(1002, connected).state, before);
});

t.test("seeded event storms: always exactly one deadline ahead, reports alternate", async (t) => {
  const below = random(1);
  const events = [deadline, connected, ok, refused, { kind: "failed", code: "EMFILE", reason: "x" } as const];
  for (let round = 0; round < 300; round++) {
    const check = [tcp, http, { ...http, urls: [url("/a"), url("/b"), url("/c")] }][below(3)] ?? tcp;
    let state = startCheck(check, { random: below(1000) / 1000, fresh: below(2) === 0, health: "unknown" }, 0);
    let now = 0;
    let last = "unknown";
    for (let i = 0; i < 200; i++) {
      now = below(3) === 0 ? now + below(500) : Math.max(now, nextDeadline(state));
      const next = step(state, events[below(events.length)] ?? deadline, now);
      state = next.state;
      for (const action of next.actions) {
        if (action.do !== "report") continue;
        if (action.health === last) t.fail(`reported ${last} twice`);
        last = action.health;
      }
      if (!(nextDeadline(state) <= now + 1000 + 6000 + 6000)) t.fail("no deadline within reach");
      if (state.health !== last && last !== "unknown") t.fail("health and reports differ");
    }
  }
  t.pass("300 rounds of 200 events");
});
