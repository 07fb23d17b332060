import t from "tap";
import { namesFor } from "../../../lib/commands/lvsadm-names.ts";
import type { ServiceKey } from "../../../lib/ipvs/model.ts";
import { address } from "../../../lib/net/address.ts";
import { FakeIpvsTable } from "../../support/fake-ipvs-table.ts";
import { fakeNames } from "../../support/fake-names.ts";

t.test("every address is looked up once; what has no name stays as it is", async (t) => {
  const table = new FakeIpvsTable();
  const key = (port: number): ServiceKey => ({ kind: "address", protocol: "tcp", address: address("10.0.0.1"), port });
  const settings = { forwarding: "direct", weight: 1, upperThreshold: 0, lowerThreshold: 0 } as const;
  for (const port of [80, 81])
    table.foreign(
      { do: "add-service", service: key(port), settings: { scheduler: "rr", onePacket: false, schedulerFlags: 0 } },
      { do: "add-destination", service: key(port), destination: { address: address("10.0.0.2"), port }, settings },
    );
  const services = await table.services();
  const listed = await Promise.all(
    services.map(async (service) => ({ service, destinations: await table.destinations(service.key) })),
  );
  const names = fakeNames("10.0.0.1 vip.example.test vip\n");
  const texts = await namesFor(listed, names);
  t.same([...names.asked].sort(), ["10.0.0.1", "10.0.0.2"]);
  t.equal(texts.host(address("10.0.0.1")), "vip.example.test");
  t.equal(texts.host(address("10.0.0.2")), "10.0.0.2");
  t.equal(texts.port(80, "tcp"), "http");
  t.equal(texts.port(80, "udp"), "80");
  t.equal(texts.port(80, undefined), "80", "marks have no protocol");
  t.equal(texts.port(0, "tcp"), "0");
});
