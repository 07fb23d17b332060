import t from "tap";
import { SystemError } from "../../../lib/diag/errors.ts";
import { address } from "../../../lib/net/address.ts";
import { FakeVerbPorts } from "../../support/verb-ports.ts";

function ports(): FakeVerbPorts {
  const fake = new FakeVerbPorts();
  const settings = { scheduler: "rr", onePacket: false, schedulerFlags: 0 };
  for (const port of [80, 443]) {
    const service = { kind: "address", protocol: "tcp", address: address("10.0.0.9"), port } as const;
    fake.table.foreign(
      { do: "add-service", service, settings },
      {
        do: "add-destination",
        service,
        destination: { address: address("10.0.0.1"), port },
        settings: { forwarding: "masquerade", weight: 0, upperThreshold: 0, lowerThreshold: 0 },
      },
    );
  }
  return fake;
}

t.test("the whole table, or the services that are asked for", async (t) => {
  const all = await ports().call("show");
  t.match(all, { status: 0, err: "" });
  t.match(all.out, /^TCP 10\.0\.0\.9:80 [\s\S]*\n\nTCP 10\.0\.0\.9:443 /);
  const one = await ports().call("show tcp 10.0.0.9:443");
  t.match(one.out, /^TCP 10\.0\.0\.9:443 .*\n.*\n +10\.0\.0\.1:443 +masquerade .* drained\n$/);
});

t.test("--json is a listing", async (t) => {
  const { out } = await ports().call("show --json");
  t.match(JSON.parse(out), {
    version: "1.2.1",
    services: [
      { address: "10.0.0.9", port: 80, destinations: [{ weight: 0, state: "drained", trafficShare: null }] },
      { port: 443 },
    ],
  });
  const one = JSON.parse((await ports().call("show --json 10.0.0.9:80")).out);
  t.equal(one.services.length, 1);
  t.notOk("version" in one);
});

t.test("an empty table is said, and how to fill it", async (t) => {
  t.match(await new FakeVerbPorts().call("show"), { status: 0, out: /^The table is empty: .* apply FILE / });
  t.match(await new FakeVerbPorts().call("show --json"), { status: 0, out: /"services":\[\]/ });
});

t.test("no such service, no service at all, no table", async (t) => {
  t.match(await ports().call("show 10.0.0.8"), { status: 1, out: "", err: /there is no service 10\.0\.0\.8/ });
  t.match(await ports().call("show web"), { status: 2, err: /"web" is no service/ });
  t.match(await ports().call("show "), { status: 2, err: /"" is no service/ });
  const locked = ports();
  locked.openTable = async () => {
    throw new SystemError("open", "the table", { code: "EPERM", reason: "Operation not permitted" });
  };
  t.match(await locked.call("show --json"), { status: 2, out: /"code":"EPERM"/, err: /root/ });
});
