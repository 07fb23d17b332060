/** The benchmark's file must be one that nobody finds fault with, and as large as it says. */

import t from "tap";
import { largeConfiguration } from "../../bench/large-configuration.ts";
import { loadText } from "../../support/configuration.ts";

t.test("a file without faults, with every server and its checks", async (t) => {
  const { settings, diagnostics } = loadText(largeConfiguration(260, 3));
  t.strictSame(
    diagnostics.map(({ message }) => message),
    [],
  );
  t.equal(new Set(settings.virtualServers.map(({ key }) => "address" in key && key.address)).size, 260);
  const pool = settings.virtualServers.flatMap(({ realServers }) => realServers);
  t.equal(new Set(pool.map(({ endpoint }) => endpoint.address)).size, 780);
  t.strictSame(
    pool.slice(0, 3).map(({ weight, checks }) => [weight, ...checks.map(({ type }) => type)]),
    [
      [10, "HTTP_GET"],
      [17, "TCP_CHECK"],
      [24, "TCP_CHECK"],
    ],
  );
});

t.test("about ten lines for each real server", async (t) => {
  const lines = (realServers: number) => largeConfiguration(1, realServers).split("\n").length;
  t.equal((lines(300) - lines(0)) / 300, 31 / 3);
});
