import t from "tap";
import { differences } from "../../../lib/ipvs/difference.ts";
import { differenceText } from "../../../lib/ipvs/difference-text.ts";
import type { DestinationSettings, ServiceSettings, ServiceState } from "../../../lib/ipvs/model.ts";
import { address } from "../../../lib/net/address.ts";

const plain: ServiceSettings = { scheduler: "sh", onePacket: false, schedulerFlags: 0 };
const weighted: DestinationSettings = { forwarding: "tunnel", weight: 1, upperThreshold: 0, lowerThreshold: 0 };

function marked(settings: ServiceSettings, server: DestinationSettings): ServiceState {
  return {
    key: { kind: "fwmark", family: "inet6", fwmark: 7 },
    settings,
    destinations: [{ key: { address: address("2001:db8::1"), port: 0 }, settings: server }],
  };
}

const full = marked(
  {
    ...plain,
    schedulerFlags: 0x18,
    persistenceTimeout: 360,
    netmask: "64",
    persistenceEngine: "sip",
    onePacket: true,
  },
  {
    ...weighted,
    upperThreshold: 10,
    lowerThreshold: 5,
    tunnel: { type: "gue", port: 6080, checksum: "remote" },
  },
);

t.test("every setting has its words, where it comes and where it goes", async (t) => {
  t.equal(
    differenceText(differences([], [full]), false),
    "+ FWM 7 IPv6  sh, flags sh-fallback,sh-port, persistent 360 s, mask 64, engine sip, one-packet on\n" +
      "    + [2001:db8::1]:0  tunnel, weight 1, upper threshold 10, lower threshold 5, encapsulation gue port 6080 remote\n",
  );
  t.equal(
    differenceText(
      differences([full], [marked({ ...plain, scheduler: "rr" }, { ...weighted, forwarding: "direct" })]),
      false,
    ),
    "~ FWM 7 IPv6  scheduler sh → rr, flags sh-fallback,sh-port → none, persistent 360 s → none, mask 64 → none, " +
      "engine sip → none, one-packet on → none\n" +
      "    ~ [2001:db8::1]:0  forwarding tunnel → direct, upper threshold 10 → none, lower threshold 5 → none, " +
      "encapsulation gue port 6080 remote → none\n",
  );
  t.equal(differenceText(differences([full], []), false), "- FWM 7 IPv6 with 1 real server\n");
  t.equal(differenceText([], false), "");
});

t.test("each line has one colour from its start to its end", async (t) => {
  const text = differenceText(
    differences([marked(plain, weighted)], [marked(plain, { ...weighted, weight: 2 })]),
    true,
  );
  t.equal(text, "  FWM 7 IPv6\n\u001b[33m    ~ [2001:db8::1]:0  weight 1 → 2\u001b[0m\n");
});

t.test("a change that has words for nothing is none", async (t) => {
  const spelled = marked({ ...plain, netmask: "128", persistenceEngine: "" }, weighted);
  t.same(differences([marked(plain, weighted)], [spelled]), []);
});

t.test("what goes is in the order of listings, not in the kernel's", (t) => {
  const web = (host: string): ServiceState => ({
    key: { kind: "address", protocol: "tcp", address: address(host), port: 80 },
    settings: { ...plain, scheduler: "rr" },
    destinations: ["10.1.0.3", "10.1.0.1", "10.1.0.2"].map((server) => ({
      key: { address: address(server), port: 80 },
      settings: weighted,
    })),
  });
  const gone = differences([web("10.0.0.2"), web("10.0.0.3"), web("10.0.0.1")], []);
  t.same(
    gone.map(({ key }) => key.kind === "address" && key.address),
    ["10.0.0.1", "10.0.0.2", "10.0.0.3"],
  );
  t.same(
    gone[0]?.destinations.map(({ key }) => key.address),
    ["10.1.0.1", "10.1.0.2", "10.1.0.3"],
  );
  t.end();
});
