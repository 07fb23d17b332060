import t from "tap";
import { type Daemon, serve } from "../../../lib/daemon/serve.ts";
import { FakeLog } from "../../support/fake-log.ts";
import { FakeSignals } from "../../support/fake-signals.ts";

function setting(load: () => Promise<string | undefined>, begun = Promise.resolve()) {
  const signals = new FakeSignals();
  const log = new FakeLog();
  const calls: string[] = [];
  const daemon: Daemon<string> = {
    reload: async (wanted) => {
      calls.push(`reload ${wanted}`);
      if (wanted === "broken") throw new Error("the kernel said no");
    },
    stop: async () => {
      calls.push("stop");
      if (calls.includes("reload stubborn")) throw new Error("something is left");
    },
  };
  return { signals, log, calls, ended: serve({ daemon, signals, log, begun, load }) };
}

t.test(
  "SIGHUP hands over a sound configuration, SIGTERM ends, each stop signal but the first is ignored",
  async (t) => {
    const { signals, calls, ended } = setting(async () => "new");
    signals.raise("SIGHUP");
    signals.raise("SIGTERM");
    signals.raise("SIGINT");
    signals.raise("SIGHUP");
    await ended;
    t.same(calls, ["reload new", "stop"]);
  },
);

t.test("a configuration with errors is not handed over, and that is said", async (t) => {
  const { signals, log, calls, ended } = setting(async () => undefined);
  signals.raise("SIGHUP");
  signals.raise("SIGINT");
  await ended;
  t.same(calls, ["stop"]);
  t.match(log.sentences("error"), ["the new configuration has errors: running on with the old one"]);
});

t.test("a reload that fails is logged and the daemon still obeys", async (t) => {
  const { signals, log, calls, ended } = setting(async () => "broken");
  signals.raise("SIGHUP");
  signals.raise("SIGTERM");
  await ended;
  t.same(calls, ["reload broken", "stop"]);
  t.same(log.sentences("error"), ["the kernel said no"]);
});

t.test("a stop that leaves something behind is logged and told", async (t) => {
  const { signals, log, ended } = setting(async () => "stubborn");
  signals.raise("SIGHUP");
  signals.raise("SIGTERM");
  t.equal(await ended, false);
  t.same(log.sentences("error"), ["something is left"]);
});

t.test("a signal before the daemon has begun is heeded once it has", async (t) => {
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const { signals, calls, ended } = setting(async () => "new", begun);
  signals.raise("SIGTERM");
  await new Promise(setImmediate);
  t.same(calls, [], "not in the middle of the beginning");
  begin();
  t.equal(await ended, true);
  t.same(calls, ["stop"]);
});
