/** What the recorded runs do not show: entries of other tools, long names, texts of addresses. */

import t from "tap";
import { addressText, cut, endpointText, numericNames } from "../../../lib/ipvs/endpoint-text.ts";
import { type ListedService, listedServiceText, listingHead } from "../../../lib/ipvs/listing.ts";
import type { Destination, ForwardingMethod, ServiceKey } from "../../../lib/ipvs/model.ts";
import { rulesText } from "../../../lib/ipvs/rules.ts";
import { address } from "../../../lib/net/address.ts";
import { FakeIpvsTable } from "../../support/fake-ipvs-table.ts";

async function listed(service: ServiceKey, forwarding: ForwardingMethod): Promise<ListedService[]> {
  const table = new FakeIpvsTable();
  const destination = { address: address("10.0.0.2"), port: 80 };
  const settings = { forwarding, weight: -1, upperThreshold: 0, lowerThreshold: 0 };
  table.foreign({ do: "add-service", service, settings: { scheduler: "rr", onePacket: false, schedulerFlags: 0 } });
  table.foreign({
    do: "add-destination",
    service,
    destination,
    settings: { ...settings, weight: 1 },
  });
  table.load(service, destination, { activeConnections: 12345678901, inactiveConnections: 5 });
  const destinations = (await table.destinations(service)).map((one): Destination => ({ ...one, settings }));
  return (await table.services()).map((one) => ({ service: one, destinations }));
}

const gre: ServiceKey = { kind: "address", protocol: "protocol-47", address: address("10.0.0.1"), port: 0 };

const plain = { format: "default", exact: false } as const;

function listingText(services: readonly ListedService[]): string {
  return [listingHead(plain, undefined), ...services.map((one) => listedServiceText(plain, one, numericNames))].join(
    "",
  );
}

t.test("foreign protocols and forwarding methods are listed, columns run over where they must", async (t) => {
  const rows = (text: string) => text.split("\n").slice(2);
  t.same(rows(listingText(await listed(gre, "local"))), [
    "?    10.0.0.1:0 rr",
    "  -> 10.0.0.2:80                  Local   -1     12345678901 5         ",
    "",
  ]);
  for (const [method, text] of [
    ["bypass", "Bypass "],
    ["method-5", "?      "],
  ] as const)
    t.match(listingText(await listed(gre, method)), `10.0.0.2:80                  ${text} -1`);
  t.equal(
    (await listed(gre, "local")).map((one) => rulesText(one, numericNames)).join(""),
    ["-A --xxx-service 10.0.0.1:0 -s rr", "-a --xxx-service 10.0.0.1:0 -r 10.0.0.2:80 -g -w -1", ""].join("\n"),
  );
});

t.test("marks are unsigned", async (t) => {
  const mark: ServiceKey = { kind: "fwmark", family: "inet", fwmark: 0xffffffff };
  t.match(listingText(await listed(mark, "direct")), "\nFWM  4294967295 rr\n");
});

t.test("addresses as the C library writes them", async (t) => {
  for (const [text, wanted] of [
    ["::1", "::1"],
    ["::", "::"],
    ["::ffff", "::ffff"],
    ["::1:0", "::0.1.0.0"],
    ["::a00:1", "::10.0.0.1"],
    ["::ffff:10.0.0.1", "::ffff:10.0.0.1"],
    ["::1:0:0", "::1:0:0"],
  ] as const)
    t.equal(addressText(address(text)), wanted, text);
});

t.test("names are cut by bytes, port and all", async (t) => {
  const long = { host: () => `${"ä".repeat(40)}.test`, port: String };
  const text = endpointText({ address: address("10.0.0.1"), port: 80 }, "tcp", long);
  t.equal(text.replace(/\ufffd$/, ""), "ä".repeat(29));
  t.equal(cut("abc", 2), "ab");
  t.equal(cut("abc", 3), "abc");
});
