import t from "tap";
import { inetAton } from "../../../lib/net/inet-aton.ts";

t.test("classic forms, as inet_aton(3) describes them", async (t) => {
  const rows = [
    ["10.0.0.1", "10.0.0.1"],
    ["10.1", "10.0.0.1"],
    ["10.1.2", "10.1.0.2"],
    ["10.65535", "10.0.255.255"],
    ["167772161", "10.0.0.1"],
    ["0", "0.0.0.0"],
    ["4294967295", "255.255.255.255"],
    ["0x0a000001", "10.0.0.1"],
    ["0XA.0.0.0x1F", "10.0.0.31"],
    ["010.0.0.1", "8.0.0.1"],
    ["10.0.0.1 and more", "10.0.0.1"],
    ["10.0.0.1\t", "10.0.0.1"],
  ] as const;
  for (const [text, wanted] of rows) t.equal(inetAton(text), wanted, JSON.stringify(text));
});

t.test("what is none", async (t) => {
  const rows = ["", " 10.0.0.1", "10.0.0.256", "256.1", "10.16777216", "4294967296", "10.0.0.0.1", "10..1", ".1", "1."];
  for (const text of [...rows, "08", "0x", "10.0.0.1x", "-1", "+1", "1e3", "host"])
    t.equal(inetAton(text), undefined, JSON.stringify(text));
});
