/** Every kind of value: what it reads, what it refuses, and the mend that it names. */

import t from "tap";
import { ipAddress, ipv4Address, multicastGroup } from "../../../../lib/config/values/address.ts";
import { boolean } from "../../../../lib/config/values/boolean.ts";
import { choice } from "../../../../lib/config/values/choice.ts";
import { digest } from "../../../../lib/config/values/digest.ts";
import { duration, milliseconds, wholeSeconds } from "../../../../lib/config/values/duration.ts";
import { granularity } from "../../../../lib/config/values/granularity.ts";
import { integer, port } from "../../../../lib/config/values/integer.ts";
import { type Kind, writeValue } from "../../../../lib/config/values/kind.ts";
import { requestText } from "../../../../lib/config/values/request-text.ts";
import { named, range as numberRange, realms, roundTrip, table } from "../../../../lib/config/values/routing.ts";
import { addressScope } from "../../../../lib/config/values/scope.ts";
import { statusRange } from "../../../../lib/config/values/status-codes.ts";
import { addressLabel, interfaceName, text } from "../../../../lib/config/values/text.ts";
import { group, macAddress, user } from "../../../../lib/config/values/words.ts";

const range = "LK0013";
const wrong = "LK0012";

/** @param rows text → value, or the code of its fault, or code and hint. */
function check(name: string, kind: Kind<unknown>, rows: Readonly<Record<string, unknown>>): void {
  t.test(name, async (t) => {
    for (const [written, expected] of Object.entries(rows)) {
      const reading = kind.read(written);
      if (typeof expected === "string" && /^LK\d{4}/.test(expected)) {
        const [code, hint] = expected.split(": ");
        t.equal("fault" in reading && reading.code, code, JSON.stringify(written));
        if (hint) t.match("fault" in reading ? (reading.hint ?? "") : "", hint, JSON.stringify(written));
      } else t.strictSame(reading, { value: expected }, JSON.stringify(written));
    }
  });
}

check("integer", integer(-5, 255), {
  "0": 0,
  "255": 255,
  "007": 7,
  "+5": 5,
  "-5": -5,
  "256": range,
  "-6": range,
  "99999999999999999999": range,
  "": wrong,
  "1.0": wrong,
  "1e2": wrong,
  "0x10": `${wrong}: 16`,
  "5;": wrong,
  "5s": `${wrong}: without a unit`,
  "٣": wrong,
});
check("user", user, { root: "root", "root;": wrong, "root,": wrong, "root:root": `${wrong}: root root` });
check("group", group, { adm: "adm", "adm;": wrong });
check("port", port, {
  "1": 1,
  "65535": 65535,
  "0": range,
  "65536": range,
  http: `${wrong}: write the number`,
  "80,443": `${wrong}: a block for each`,
  "80/tcp": `${wrong}: keyword of its own`,
});
check("duration", duration(0.01, 255), {
  "1": 1000,
  "0.5": 500,
  ".5": 500,
  "5.": 5000,
  "0.010001": 10.001,
  "1.000001": 1000.001,
  "255": 255_000,
  "255.000001": range,
  "0.009999": range,
  "0": range,
  "1.0000001": wrong,
  "-1": wrong,
  "1s": `${wrong}: without a unit`,
  "500ms": `${wrong}: in seconds`,
  "": wrong,
  ".": wrong,
  "1,5": `${wrong}: 1.5`,
});
check("whole seconds", wholeSeconds(0, 10), { "0": 0, "10": 10_000, "11": range, "1.5": wrong });
check("boolean", boolean, {
  on: true,
  true: true,
  yes: true,
  off: false,
  false: false,
  no: false,
  On: wrong,
  "1": wrong,
});
check("choice", choice("a colour", ["RED", "BLUE"]), {
  RED: "RED",
  red: `${wrong}: "RED"`,
  BLEU: `${wrong}: "BLUE"`,
  GREEN: wrong,
  "": wrong,
});
check("address", ipAddress, {
  "10.0.0.1": "10.0.0.1",
  "2001:DB8::1": "2001:db8::1",
  "10.0.0.256": wrong,
  "10.0.0.01": `${wrong}: leading zeros`,
  "10.0.0.1:80": `${wrong}: 10.0.0.1 and 80`,
  "<IP>": wrong,
  "[2001:db8::1]:80": `${wrong}: 2001:db8::1 80`,
  "10.0.0.1/24": `${wrong}: no prefix length belongs here: 10.0.0.1`,
  "10.0.0.1-9": `${wrong}: virtual_server_group`,
  "www.example.com": `${wrong}: host names`,
});
check("IPv4 address", ipv4Address, { "10.0.0.1": "10.0.0.1", x: wrong });
check("multicast group", multicastGroup, {
  "224.0.0.18": "224.0.0.18",
  "239.255.255.255": "239.255.255.255",
  "223.255.255.255": wrong,
  "240.0.0.0": wrong,
  "ff02::12": wrong,
});
check("digest", digest, {
  "0123456789ABCDEF0123456789abcdef": "0123456789abcdef0123456789abcdef",
  "0123456789abcdef0123456789abcde": wrong,
  "0123456789abcdef0123456789abcdefa": wrong,
  g123456789abcdef0123456789abcdef: wrong,
});
check("status codes", statusRange, {
  "200": { from: 200, to: 200 },
  "200-299": { from: 200, to: 299 },
  "100": { from: 100, to: 100 },
  "599": { from: 599, to: 599 },
  "99": range,
  "600": range,
  "299-200": wrong,
  "200-": wrong,
});
check("granularity", granularity, {
  "255.255.255.0": "255.255.255.0",
  "255.255.255.255": "255.255.255.255",
  "64": "64",
  "128": "128",
  "129": range,
  "0": range,
  "255.0.255.0": wrong,
  "0.0.0.0": wrong,
  "ffff::": wrong,
});
check("scope", addressScope, { global: "global", link: "link", "0": 0, "255": 255, "256": wrong, Global: wrong });
check("interface", interfaceName, {
  eth0: "eth0",
  "eth0.100": "eth0.100",
  "123456789012345": "123456789012345",
  "1234567890123456": wrong,
  "eth/0": wrong,
  "..": wrong,
  "": wrong,
  "eth0;": wrong,
  网卡网卡网: "网卡网卡网",
  网卡网卡网卡: wrong,
});
check("label", addressLabel, { "eth0:0": "eth0:0", "12345678901234:0": wrong, "": wrong });
check("text", text("NAME", "a name"), { x: "x", "": wrong });
check("request text", requestText("PATH", "a path"), {
  "/a?b": "/a?b",
  "/a b": "/a b",
  "": wrong,
  "/a\0b": wrong,
  "/\t": wrong,
});

t.test("what is written is read again", async (t) => {
  for (const value of [0, 1, 10.001, 1000, 255_000, 2_678_400_000])
    t.strictSame(duration(0, 2_678_400).read(writeValue(duration(0, 2_678_400), value)), { value });
  t.equal(writeValue(duration(0, 10), 1500), "1.5");
  t.equal(writeValue(wholeSeconds(0, 10), 3000), "3");
  t.equal(writeValue(milliseconds(0, 10), 3), "3");
  t.equal(writeValue(boolean, false), "off");
  t.equal(writeValue(statusRange, { from: 200, to: 299 }), "200-299");
  t.equal(writeValue(statusRange, { from: 200, to: 200 }), "200");
});

check("milliseconds", milliseconds(1, 1000), {
  "1": 1,
  "10.5": 10.5,
  "0": range,
  "1001": range,
  "1.0001": wrong,
  "1ms": wrong,
});
check("words of other programs", choice("a scheduler", ["rr", "lc"], { leastconn: "lc" }), {
  rr: "rr",
  leastconn: `${wrong}: "lc"`,
  LeastConn: `${wrong}: "lc"`,
  toString: wrong,
});
check("granularity of an address", granularity, {
  "/24": `${wrong}: 255.255.255.0`,
  "/20": `${wrong}: 255.255.240.0`,
  "/0": wrong,
  "/33": wrong,
});
check("status codes of other programs", statusRange, { "2xx": `${wrong}: 200-299`, "200,301": `${wrong}: 200 301` });

t.test("a value that means nothing here yet is a value", async (t) => {
  t.match(ipv4Address.read("::1"), { value: "::1", lack: /only IPv4/ });
});
check("numbers with names", table(1), {
  main: "main",
  "0xff": 255,
  "4294967295": 4294967295,
  "4294967296": range,
  "0": range,
  "010": `${wrong}: octal`,
  "10x": wrong,
  "-1": wrong,
});
check("names alone", named("N", "an N", 9, "a file"), { "a-b_1": "a-b_1", "1a": wrong, "": wrong });
check("realms", realms, {
  "1/a": { from: 1, to: "a" },
  "255": { to: 255 },
  "256": range,
  "1/256": range,
  "1/": wrong,
  "1/2/3": wrong,
});
check("ranges", numberRange("ports", 1, 9), {
  "1-9": { first: 1, last: 9 },
  "0-9": range,
  "1-10": range,
  "5-4": `${wrong}: 4-5`,
  "5": `${wrong}: 5-5`,
  "1-": wrong,
});
check("times of TCP", roundTrip(2000), {
  "2000": 2000,
  "2s": 2000,
  "1.005SEC": 1005,
  "5ms": 5,
  "2001": range,
  "2.001s": range,
  "1.5": `${wrong}: 1.5s`,
  "1.5ms": wrong,
  "1min": wrong,
});
check("MAC addresses", macAddress, {
  "2:0:0:0:0:A": "02:00:00:00:00:0a",
  "02:00:00:00:00": "02:00:00:00:00",
  "02:00:00:00:00:": "02:00:00:00:00",
  "02:00:00:00:00:00:": wrong,
  "02-00-00-00-00-01": `${wrong}: 02:00:00:00:00:01`,
  "0200.0000.0001": `${wrong}: 02:00:00:00:00:01`,
  "01:00:5e:00:00:01": wrong,
  "00:00:5e:00:01:05": `${wrong}: default`,
  "00:00:5e:00:01": `${wrong}: default`,
  "00:00:5e:00:03": "00:00:5e:00:03",
});
