/** Virtual servers by group: the services that they stand for, and groups that cannot be served. */

import t from "tap";
import { loadText } from "../../support/configuration.ts";
import { findings, server } from "../../support/findings.ts";

const group = (lines: string) => `virtual_server_group G {\n${lines}\n}\n`;
const use = (lines: string, more = "") => group(lines) + server(more, "group G");
const servers = (text: string) => loadText(text).settings.virtualServers;

t.test("services", async (t) => {
  const text = use("192.0.2.1-2 80\n192.0.2.9 443\nfwmark 7\nfwmark 8 inet6\n", " lb_kind TUN\n");
  const [one, ...rest] = servers(text);
  t.equal(rest.length, 0);
  const address = (last: number, port: number) => ({
    kind: "address",
    protocol: "tcp",
    address: `192.0.2.${last}`,
    port,
  });
  t.strictSame(one?.key, address(1, 80));
  t.strictSame(one?.group, {
    name: "G",
    others: [
      address(2, 80),
      address(9, 443),
      { kind: "fwmark", fwmark: 7, family: "inet" },
      { kind: "fwmark", fwmark: 8, family: "inet6" },
    ],
  });
  t.strictSame(
    findings(text).filter((one) => !one.includes("LK0032")),
    [],
  );
});

t.test("marks alone need no protocol", async (t) => {
  const without = (lines: string) => findings(use(lines).replace(" protocol TCP\n", ""));
  t.strictSame(without("fwmark 7\nfwmark 8"), []);
  t.strictSame(without("fwmark 7\n192.0.2.1 80"), ["warning LK0020 virtual_server group G"]);
  const empty = ["warning LK0020 virtual_server group G", "warning LK0031 virtual_server_group G"];
  t.strictSame(without("").toSorted(), empty, "it has no marks either");
});

t.test("ports of real servers", async (t) => {
  const port = (lines: string, real: string) =>
    servers(group(lines) + server(` lb_kind NAT\n real_server 198.51.100.1 ${real} {\n }\n`, "group G"))[0]
      ?.realServers[0]?.endpoint.port;
  t.equal(port("192.0.2.1-9 80", ""), 80, "the only port of the group");
  t.equal(port("192.0.2.1 80\n192.0.2.1 443", ""), 0, "that of each service");
  t.equal(port("192.0.2.1 80\n192.0.2.1 443", "8080"), 8080);
});

t.test("what cannot be served", async (t) => {
  t.strictSame(findings(use("")), ["warning LK0031 virtual_server_group G"]);
  t.strictSame(findings(use("192.0.2.1 80\n2001:db8::1 80")), ["error LK0035 virtual_server group G"]);
  const overlapping = use("192.0.2.0/30 80\n192.0.2.3-5 80");
  t.strictSame(findings(overlapping), ["warning LK0017 192.0.2.3-5 80"]);
  t.equal(servers(overlapping)[0]?.group?.others.length, 5, "each service once");
  t.strictSame(findings(use("10.0.0.0/16 80")), ["error LK0013 virtual_server group G"]);
  t.strictSame(findings(use("2001:db8::/32 80")), ["error LK0013 virtual_server group G"], "counted, not made");
  t.strictSame(findings(use("192.0.2.1")), ["warning LK0029 virtual_server group G"], "every port is persistent");
  t.strictSame(servers(server("", "group H")), []);
});

t.test("a short text does not ask for any number of services", async (t) => {
  const many = Array.from({ length: 9 }, (_, i) => `virtual_server_group G${i} {\n10.${i}.0.0/18 80\n}\n`);
  const uses = many.map((_, i) => server("", `group G${i}`));
  t.strictSame(findings([...many, ...uses.slice(0, 8)].join("")), []);
  t.strictSame(findings([...many, ...uses].join("")), ["error LK0013 virtual_server group G8"]);
});
