import t from "tap";
import { describeChange, describeRefusal } from "../../../lib/daemon/check-table-words.ts";
import { address } from "../../../lib/net/address.ts";

const service = { kind: "address", protocol: "tcp", address: address("172.16.12.110"), port: 80 } as const;
const settings = { scheduler: "wlc", persistenceTimeout: 50, onePacket: false, schedulerFlags: 0 };
const destination = { address: address("172.16.12.111"), port: 80 };
const how = { forwarding: "direct", weight: 10, upperThreshold: 0, lowerThreshold: 0 } as const;

t.test("what was done, in words", async (t) => {
  t.equal(
    describeChange({ do: "add-service", service, settings }),
    "172.16.12.110:80 added to the table: wlc, persistent 50 s",
  );
  t.equal(describeChange({ do: "delete-service", service }), "172.16.12.110:80 deleted from the table");
  t.equal(
    describeChange({ do: "edit-destination", service, destination, settings: how }),
    "172.16.12.111:80 changed in 172.16.12.110:80: direct, weight 10",
  );
  const tunnel = { type: "gue", port: 6080, checksum: "checksum" } as const;
  t.match(
    describeChange({ do: "add-destination", service, destination, settings: { ...how, forwarding: "tunnel", tunnel } }),
    /: tunnel gue port 6080 with checksum, weight 10$/,
  );
});

t.test("a refusal says what, why and what the kernel added", async (t) => {
  const refused = { ok: false, code: "EINVAL", reason: "Invalid argument" } as const;
  t.equal(
    describeRefusal(
      { do: "add-destination", service, destination, settings: how },
      { ...refused, detail: "bad weight" },
    ),
    "the kernel refused to add 172.16.12.111:80 to 172.16.12.110:80: Invalid argument (EINVAL): bad weight",
  );
  t.equal(
    describeRefusal({ do: "edit-service", service, settings }, { ...refused, code: "ENOENT", reason: "No such file" }),
    'the kernel refused to change 172.16.12.110:80: it knows no scheduler "wlc" (is the module ip_vs_wlc there?)',
  );
});
