/** Services by firewall mark: of which family they are, what their ports are, what is told, and that they are printed. */

import t from "tap";
import { printConfiguration } from "../../../lib/config/print.ts";
import { desiredTable } from "../../../lib/director/desired.ts";
import { loadText } from "../../support/configuration.ts";

const load = (rows: string, mark = 7) => loadText(`virtual_server fwmark ${mark} {\n${rows}\n}\n`);
const six = "real_server 2001:db8::1 {\n}\n";
const four = "real_server 198.51.100.1 {\n}\n";
const told = ({ diagnostics }: ReturnType<typeof load>) =>
  diagnostics.map(({ severity, code, span }) => `${severity} ${code} ${span.source.text.slice(span.start, span.end)}`);
const keys = (loaded: ReturnType<typeof load>) => loaded.settings.virtualServers.map(({ key }) => key);

t.test("the family is as written, else that of the first real server", async (t) => {
  t.strictSame(keys(load(four)), [{ kind: "fwmark", fwmark: 7, family: "inet" }]);
  t.strictSame(keys(load(six)), [{ kind: "fwmark", fwmark: 7, family: "inet6" }]);
  t.strictSame(told(load(six)), [], "no protocol is missing");
  const crossed = load(`ip_family inet6\nlb_kind TUN\n${four}${six}`);
  t.strictSame(keys(crossed), [{ kind: "fwmark", fwmark: 7, family: "inet6" }]);
  t.strictSame(told(crossed), [], "a tunnel carries either family");
  t.strictSame(told(load(`${six}${four}`)), ["error LK0035 198.51.100.1"], "nothing else does");
  t.strictSame(told(load(`persistence_granularity 255.255.255.0\n${six}`)), ["error LK0012 255.255.255.0"]);
});

t.test("packets keep their ports, unless NAT changes them to the one written", async (t) => {
  const servers = "real_server 198.51.100.1 {\n}\nreal_server 198.51.100.2 8080 {\nlvs_method NAT\n}\n";
  const loaded = load(`lb_kind DR\n${servers}real_server 198.51.100.3 8080 {\nTCP_CHECK {\n}\n}`);
  t.strictSame(told(loaded), ["warning LK0032 8080"], "told of the one that is not used");
  const [service] = desiredTable(loaded.settings.virtualServers, () => true);
  t.strictSame(
    service?.destinations.map(({ key, settings }) => [key.port, settings.forwarding]),
    [
      [0, "direct"],
      [8080, "masquerade"],
      [0, "direct"],
    ],
  );
  t.match(
    loaded.settings.virtualServers[0]?.realServers[2]?.checks,
    [{ target: { port: 8080 } }],
    "checked where written",
  );
  t.strictSame(
    loaded.settings.virtualServers[0]?.realServers.map(({ endpoint }) => endpoint.port),
    [0, 8080, 0],
  );
  const unchecked = load("real_server 198.51.100.1 {\nTCP_CHECK {\n}\n}");
  t.strictSame(told(unchecked), ["error LK0016 TCP_CHECK"], "there is no port to connect to");
});

t.test("a mark alone does not make a service persistent", async (t) => {
  t.notOk("persistenceTimeout" in (load(four).settings.virtualServers[0] ?? {}));
  t.match(load(`persistence_timeout 60\n${four}`).settings.virtualServers, [{ persistenceTimeout: 60 }]);
});

t.test("of two with one mark and family the second is told once and not used", async (t) => {
  const text = (rows: string) => `virtual_server fwmark 7 {\n${rows}}\n`;
  const twice = loadText(text(four) + text(four));
  t.strictSame(told(twice), ["error LK0017 virtual_server fwmark 7"]);
  t.equal(twice.settings.virtualServers.length, 1);
  const both = loadText(text(four) + text(six));
  t.strictSame(told(both), []);
  t.equal(both.settings.virtualServers.length, 2, "one of each family");
});

t.test("printed so that it is read again, family and all", async (t) => {
  const loaded = load(`lb_kind TUN\nip_family inet6\n${four}`);
  const text = printConfiguration(loaded);
  t.match(text, /^virtual_server fwmark 7 \{\n[^}]*\n {4}ip_family inet6\n/);
  t.notMatch(text, "protocol");
  t.match(printConfiguration(load(six)), /\n {4}ip_family inet6\n/, "also where it is not written");
  t.strictSame(loadText(text).settings, loaded.settings);
});
