import t from "tap";
import { address } from "../../../lib/net/address.ts";
import { describe } from "../../../lib/vrrp/describe.ts";
import type { Report } from "../../../lib/vrrp/report.ts";

const peer = address("172.16.12.114");
const heard = { source: peer, priority: 99 };

t.test("every report is one sentence with its reason", async (t) => {
  const rows: readonly (readonly [Report, string, string])[] = [
    [
      {
        kind: "transition",
        from: "BACKUP",
        to: "MASTER",
        reason: { kind: "silence", interval: 3609.375, last: heard },
      },
      "notice",
      "BACKUP -> MASTER: no advertisement for 3.609 s, the last was from 172.16.12.114 (priority 99)",
    ],
    [
      { kind: "transition", from: "INIT", to: "MASTER", reason: { kind: "owner" } },
      "notice",
      "INIT -> MASTER: priority 255 owns the addresses",
    ],
    [
      {
        kind: "transition",
        from: "BACKUP",
        to: "MASTER",
        reason: { kind: "silence", interval: 3000, last: undefined },
      },
      "notice",
      "BACKUP -> MASTER: no advertisement for 3 s",
    ],
    [
      {
        kind: "transition",
        from: "MASTER",
        to: "FAULT",
        reason: { kind: "conditions", conditions: { downLinks: ["ens33", "ens34"], source: undefined } },
      },
      "error",
      "MASTER -> FAULT: link ens33, ens34 is down, the interface has no IPv4 address of its own",
    ],
    [
      {
        kind: "transition",
        from: "MASTER",
        to: "FAULT",
        reason: { kind: "failed", sentence: "cannot add the address 10.0.0.1/32: refused", retryIn: 30_000 },
      },
      "error",
      "MASTER -> FAULT: cannot add the address 10.0.0.1/32: refused; trying again in 30 s",
    ],
    [
      { kind: "rejected", source: peer, rejection: { kind: "interval", theirs: 2, ours: 1 } },
      "warning",
      "dropping advertisements from 172.16.12.114: advert_int 2, ours is 1",
    ],
    [
      { kind: "rival", heard, ours: 100 },
      "warning",
      "another MASTER: 172.16.12.114 (priority 99), ours is 100: advertising and announcing again",
    ],
    [
      { kind: "reconfigured", added: [address("10.0.0.1"), address("10.0.0.2")], removed: [] },
      "notice",
      "virtual addresses changed: added 10.0.0.1, 10.0.0.2",
    ],
  ];
  for (const [report, level, sentence] of rows) t.same(describe(report), { level, sentence });
});
