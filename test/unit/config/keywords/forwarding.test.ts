/** lb_kind and lvs_method: what the words after TUN come to, what is told of those that do not fit, and that they are written again. */

import t from "tap";
import { printConfiguration } from "../../../../lib/config/print.ts";
import { desiredTable } from "../../../../lib/director/desired.ts";
import { loadText } from "../../../support/configuration.ts";

const head = "virtual_server 192.0.2.1 80 {\nprotocol TCP\n";

/** @returns the virtual server's method, then severity, code and blamed text of each fault. */
function read(words: string): unknown[] {
  const { settings, diagnostics } = loadText(`${head}lb_kind ${words}\nreal_server 198.51.100.1 80 {\n}\n}`);
  return [
    settings.virtualServers[0]?.forwarding,
    ...diagnostics.map(
      ({ severity, code, span }) => `${severity} ${code} ${span.source.text.slice(span.start, span.end)}`,
    ),
  ];
}

const tunnel = (type: string, port = 0, checksum = "none") => [{ method: "TUN", tunnel: { type, port, checksum } }];

t.test("tunnels, their options in any order", async (t) => {
  for (const words of ["TUN", "TUN type ipip", "TUN type ipip nocsum", "TUN nocsum"])
    t.strictSame(read(words), [{ method: "TUN" }], words);
  t.strictSame(read("TUN type gue port 6080"), tunnel("gue", 6080));
  t.strictSame(read("TUN port 6080 csum type gue"), tunnel("gue", 6080, "checksum"));
  t.strictSame(read("TUN type gue port 65535 remcsum"), tunnel("gue", 65535, "remote"));
  t.strictSame(read("TUN type gre"), tunnel("gre"));
  t.strictSame(read("TUN type gre csum"), tunnel("gre", 0, "checksum"));
  t.strictSame(read("TUN type gre type gue port 1"), [...tunnel("gue", 1), "warning LK0028 type"], "the last counts");
});

t.test("combinations that there are none of leave the default, with an error", async (t) => {
  const refused = (words: string, told: string) =>
    t.strictSame(read(words), [{ method: "NAT" }, `error ${told}`], words);
  refused("TUN type gue", "LK0011 gue");
  refused("TUN type gre port 5", "LK0035 port");
  refused("TUN port 5", "LK0035 port");
  refused("TUN csum", "LK0035 csum");
  refused("TUN type ipip remcsum", "LK0035 remcsum");
  refused("TUN type gre remcsum", "LK0035 remcsum");
  refused("TUN type", "LK0011 type");
  refused("TUN type vxlan", "LK0012 vxlan");
  refused("TUN type gue port 0", "LK0013 0");
  refused("TUN gre", "LK0012 gre");
  refused("TUN type gre extra", "LK0012 extra");
  refused("TUNNEL type gre", "LK0012 TUNNEL");
});

t.test("of two kinds of checksum the last counts, which is told", async (t) => {
  t.strictSame(read("TUN type gre nocsum csum"), [...tunnel("gre", 0, "checksum"), "warning LK0035 nocsum csum"]);
  t.strictSame(read("TUN type gre csum csum"), [...tunnel("gre", 0, "checksum"), "warning LK0028 csum"]);
});

t.test("what is no tunnel has no options of one", async (t) => {
  t.strictSame(read("DR csum"), [{ method: "DR" }, "warning LK0014 csum"]);
  const { diagnostics } = loadText(`${head}lb_kind NAT type gre\nreal_server 198.51.100.1 80 {\n}\n}`);
  t.match(diagnostics, [{ code: "LK0014", hint: "only TUN takes a tunnel's options" }]);
});

t.test("from the file to the table, and printed so that it is read again", async (t) => {
  const loaded = loadText(`${head}lvs_method TUN type gue port 6080 csum
    real_server 198.51.100.1 80 {\n}
    real_server 2001:db8::2 80 {\n}
    real_server 198.51.100.3 80 {\nlvs_method TUN type gre\n}
    real_server 198.51.100.4 8080 {\nlvs_method NAT\n}
    real_server 198.51.100.5 8080 {\nlvs_method DR\n}
    real_server 2001:db8::6 80 {\nlvs_method DR\n}
  }`);
  t.strictSame(
    loaded.diagnostics.map(
      ({ code, severity, span }) => `${severity} ${code} ${span.source.text.slice(span.start, span.end)}`,
    ),
    ["warning LK0032 8080", "error LK0035 2001:db8::6"],
    "ports and families are held against each server's own method",
  );
  const [service] = desiredTable(loaded.settings.virtualServers, () => true);
  t.strictSame(
    service?.destinations.slice(0, 5).map(({ key, settings }) => [key.port, settings.forwarding, settings.tunnel]),
    [
      [80, "tunnel", { type: "gue", port: 6080, checksum: "checksum" }],
      [80, "tunnel", { type: "gue", port: 6080, checksum: "checksum" }],
      [80, "tunnel", { type: "gre", port: 0, checksum: "none" }],
      [8080, "masquerade", undefined],
      [80, "direct", undefined],
    ],
  );
  const text = printConfiguration(loaded);
  t.match(text, "\n    lb_kind TUN type gue port 6080 csum\n");
  t.match(text, "\n        lvs_method TUN type gre\n");
  t.strictSame(loadText(text).settings.virtualServers, loaded.settings.virtualServers);
});
