import t from "tap";
import { lvsadmVerb } from "../../../lib/commands/lvsadm-verbs.ts";
import { address } from "../../../lib/net/address.ts";
import { FakeEnvironment } from "../../support/fake-environment.ts";
import { FakeVerbPorts } from "../../support/verb-ports.ts";

function ports(): FakeVerbPorts {
  const fake = new FakeVerbPorts();
  const service = { kind: "address", protocol: "tcp", address: address("10.0.0.9"), port: 80 } as const;
  const settings = { scheduler: "rr", onePacket: false, schedulerFlags: 0 };
  fake.table.foreign({ do: "add-service", service, settings });
  return fake;
}

t.test("where there is no terminal, one sentence says what there is instead", async (t) => {
  t.match(await ports().call("top"), { status: 2, out: "", err: /no terminal; --batch .* --once / });
});

t.test("--once is one frame, with the time", async (t) => {
  const { status, out } = await ports().call("top --once");
  t.equal(status, 0);
  t.match(out, /^\d\d:\d\d:\d\d\nTCP 10\.0\.0\.9:80 {2}rr; .*\n {2}no real server\n$/);
});

t.test("of a service that is not there it does not say that the table is empty", async (t) => {
  const { status, out } = await ports().call("top --once 10.0.0.8");
  t.equal(status, 0);
  t.match(out, /^\d\d:\d\d:\d\d\nThere is no service 10\.0\.0\.8\.\n$/);
  t.match((await new FakeVerbPorts().call("top --once")).out, /\nThe table is empty: .*\n$/);
});

t.test("a terminal that cannot be drawn on gets a sentence, not escape sequences", async (t) => {
  const fake = ports();
  fake.openTerminal = () => {
    throw new TypeError("it is not asked for");
  };
  const environment = new FakeEnvironment("lvsadm", ["top"], { TERM: "dumb" });
  t.equal(await lvsadmVerb(environment, fake), 2);
  t.equal(environment.out, "");
  t.match(environment.err, /TERM=dumb.* --batch .* --once /);
});

t.test("--batch -n: so many, at their time", async (t) => {
  const fake = ports();
  const called = fake.call("top --batch -n 3 -d 5");
  for (let frame = 0; frame < 2; frame++) {
    while (fake.clock.pending === 0) await new Promise(setImmediate);
    await fake.clock.advance(4999);
    t.equal(fake.clock.pending, 1, "not before");
    await fake.clock.advance(1);
  }
  t.equal((await called).out.match(/^TCP/gm)?.length, 3);
});

t.test("--batch ends where nobody reads it any more", async (t) => {
  const fake = ports();
  const environment = new FakeEnvironment("lvsadm", ["top", "--batch"]);
  let frames = 0;
  const stdout = {
    isTerminal: false,
    get lost() {
      return frames > 1;
    },
    write: () => {
      frames++;
    },
  };
  const ended = lvsadmVerb({ ...environment, stdout }, fake);
  while (fake.clock.pending === 0) await new Promise(setImmediate);
  await fake.clock.advance(2000);
  t.equal(await ended, 0);
  t.equal(frames, 2);
});

t.test("wrong calls", async (t) => {
  for (const line of ["top -d 0", "top -d 1.5", "top --once -n 0", "top -n 3", "top web", "top -d 3601"])
    t.match(await ports().call(line), { status: 2, out: "" }, line);
});
