/** Lines of virtual_server_group: which addresses each form means, and which word is blamed. */

import t from "tap";
import { loadText } from "../../support/configuration.ts";

/** @returns the value, then the code and the blamed text of each fault. */
function read(line: string): unknown[] {
  const { values, diagnostics } = loadText(`virtual_server_group G {\n${line}\n}`);
  const faults = diagnostics.filter(({ code }) => code !== "LK0003");
  return [
    values.last("virtual_server_group")?.block[0]?.value,
    ...faults.map(({ code, span }) => `${code} ${span.source.text.slice(span.start, span.end)}`),
  ];
}

t.test("ranges", async (t) => {
  const range = (first: string, last: string, port = 0) => [{ kind: "range", first, last, port }];
  t.strictSame(read("192.0.2.1"), range("192.0.2.1", "192.0.2.1"));
  t.strictSame(read("192.0.2.1 80"), range("192.0.2.1", "192.0.2.1", 80));
  t.strictSame(read("192.0.2.1-9 80"), range("192.0.2.1", "192.0.2.9", 80));
  t.strictSame(read("192.0.2.1-192.0.3.9"), range("192.0.2.1", "192.0.3.9"));
  t.strictSame(read("2001:db8::1-1f"), range("2001:db8::1", "2001:db8::1f"));
  const one = { kind: "range", first: "192.0.2.9", last: "192.0.2.9", port: 0 };
  t.strictSame(read("192.0.2.9-9"), [one, "LK0029 192.0.2.9-9"], "keepalived wants more than one");
  t.strictSame(read("192.0.2.9-1"), [undefined, "LK0012 192.0.2.9-1"]);
  t.strictSame(read("192.0.2.1-256"), [undefined, "LK0012 192.0.2.1-256"]);
  t.strictSame(read("192.0.2.1-::1"), [undefined, "LK0012 192.0.2.1-::1"]);
  t.strictSame(read("192.0.2.1 65536"), [undefined, "LK0013 65536"]);
});

t.test("a wrong port is called one", async (t) => {
  const told = (line: string) =>
    loadText(`virtual_server_group G {\n${line}\n}`)
      .diagnostics.filter(({ code }) => code !== "LK0003")
      .map(({ message, expected, hint }) => [message, expected, hint]);
  const expected = "a whole number from 0 to 65535";
  t.strictSame(told("192.0.2.1 65536"), [['port "65536" is out of range', expected, undefined]]);
  t.strictSame(told("192.0.2.1 80,443"), [
    ['port "80,443" is not a port number', expected, "write a line for each port"],
  ]);
  t.strictSame(told("192.0.2.999 80")[0]?.[0], 'member "192.0.2.999" is not an IP address');
});

t.test("prefixes", async (t) => {
  t.strictSame(read("192.0.2.0/28 80"), [{ kind: "prefix", prefix: { address: "192.0.2.0", length: 28 }, port: 80 }]);
  t.strictSame(read("192.0.2.1/28"), [undefined, "LK0012 192.0.2.1/28"], "host bits");
  t.strictSame(read("192.0.2.0/33"), [undefined, "LK0013 192.0.2.0/33"]);
});

t.test("marks", async (t) => {
  t.strictSame(read("fwmark 7"), [{ kind: "fwmark", mark: 7 }]);
  t.strictSame(read("fwmark 7 inet6"), [{ kind: "fwmark", mark: 7, family: "inet6" }]);
  t.strictSame(read("fwmark"), [undefined, "LK0011 fwmark"]);
  t.strictSame(read("fwmark 0"), [undefined, "LK0013 0"]);
  t.strictSame(read("fwmark 7 ipv6"), [undefined, "LK0012 ipv6"]);
});
