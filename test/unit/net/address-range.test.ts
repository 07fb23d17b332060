/** Ranges of addresses, over the borders of bytes. */

import t from "tap";
import { address } from "../../../lib/net/address.ts";
import { addressesBetween, countBetween } from "../../../lib/net/address-range.ts";

const between = (first: string, last: string) => addressesBetween(address(first), address(last));

t.test("both ends included", async (t) => {
  t.strictSame(between("10.0.0.1", "10.0.0.1"), ["10.0.0.1"]);
  t.strictSame(between("10.0.0.254", "10.0.1.1"), ["10.0.0.254", "10.0.0.255", "10.0.1.0", "10.0.1.1"]);
  t.strictSame(between("2001:db8::fffe", "2001:db8::1:1"), [
    "2001:db8::fffe",
    "2001:db8::ffff",
    "2001:db8::1:0",
    "2001:db8::1:1",
  ]);
  t.strictSame(between("255.255.255.254", "255.255.255.255"), ["255.255.255.254", "255.255.255.255"]);
});

t.test("counted without being made", async (t) => {
  t.equal(countBetween(address("10.0.0.1"), address("10.0.0.1")), 1);
  t.equal(countBetween(address("10.0.0.0"), address("10.255.255.255")), 2 ** 24);
  t.equal(countBetween(address("::"), address("ffff:ffff::")), (2 ** 32 - 1) * 2 ** 96 + 1);
});
