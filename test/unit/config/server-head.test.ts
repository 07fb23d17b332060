/** What a virtual server serves: an address and port, a mark, or a group. */

import t from "tap";
import { serverHead, serviceHead } from "../../../lib/config/server-head.ts";
import { address } from "../../../lib/net/address.ts";
import { loadText } from "../../support/configuration.ts";

function read(head: string): unknown[] {
  const { values, diagnostics } = loadText(`virtual_server ${head} {\n protocol TCP\n}`);
  const faults = diagnostics.filter(({ code }) => /^LK001[123]$/.test(code));
  return [
    values.last("virtual_server")?.value,
    ...faults.map(({ code, span }) => `${code} ${span.source.text.slice(span.start, span.end)}`),
  ];
}

t.test("forms", async (t) => {
  t.strictSame(read("192.0.2.1 80"), [{ kind: "address", address: "192.0.2.1", port: 80 }]);
  t.strictSame(read("fwmark 7"), [{ kind: "fwmark", mark: 7 }]);
  t.strictSame(read("group WEB"), [{ kind: "group", name: "WEB" }]);
  t.strictSame(read("fwmark"), [undefined, "LK0011 fwmark"]);
  t.strictSame(read("fwmark 0"), [undefined, "LK0013 0"]);
  t.strictSame(read("group"), [undefined, "LK0011 group"]);
  t.strictSame(read("192.0.2.1 65536"), [undefined, "LK0013 65536"]);
});

t.test("a group that nothing defines is no virtual server", async (t) => {
  const { diagnostics, settings } = loadText("virtual_server group web {\n real_server 192.0.2.1 80 {\n }\n}");
  t.ok(diagnostics.some(({ code, severity }) => code === "LK0054" && severity === "error"));
  t.strictSame(settings.virtualServers, []);
});

t.test("the inverse", async (t) => {
  t.strictSame(serverHead.write({ address: address("192.0.2.1"), port: 80 }), ["192.0.2.1", "80"]);
  t.strictSame(serviceHead.write({ kind: "fwmark", mark: 7 }), ["fwmark", "7"]);
  t.strictSame(serviceHead.write({ kind: "group", name: "a b" }), ["group", "a b"]);
});
