/**
 * lvsadm drain and undrain with real connections on the kernel's IPVS, and the manual page's examples as they stand, draining
 * among them.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Host } from "./guest/host.ts";
import { waitFor } from "./guest/wait.ts";
import { labTest } from "./lab-test.ts";

const vip = "172.16.12.110";

/** Milliseconds: each check starts a dozen programs, and a start of Node can take seconds on a busy machine. */
const patient = { within: 240_000 };

const keepalived = `virtual_server ${vip} 80 {
    lb_algo wrr
    lb_kind NAT
    protocol TCP
    real_server 10.0.1.1 8080 {
        weight 3
        TCP_CHECK { connect_timeout 1 }
    }
    real_server 10.0.1.2 8080 {
        weight 1
    }
}
`;
const rules = `-A -t ${vip}:80 -s wrr
-a -t ${vip}:80 -r 10.0.1.1:8080 -m -w 3
-a -t ${vip}:80 -r 10.0.1.2:8080 -m -w 1
`;

/** The commands of the manual page's examples, as a reader types them. */
function examples(): string[] {
  const page = readFileSync(new URL("../../../man/lvsadm.8", import.meta.url), "utf8");
  const section = page.slice(page.indexOf(".Sh EXAMPLES\n"), page.indexOf(".Sh SEE ALSO\n"));
  return [...section.matchAll(/^\.Bd -literal.*\n([\s\S]*?)^\.Ed$/gm)]
    .flatMap(([, block = ""]) => block.trimEnd().split("\n"))
    .map((line) => line.replaceAll("\\(aq", "'").replaceAll("\\-", "-"));
}

/** Connections of a real server as `ipvsadm -Ln` has them: weight, active, inactive. */
async function row(host: Host, server: string): Promise<string> {
  const lines = (await host.ok(["ipvsadm", "-Ln"])).split("\n");
  return (
    lines
      .find((line) => line.includes(`-> ${server} `))
      ?.trim()
      .split(/\s+/)
      .slice(3)
      .join(" ") ?? "gone"
  );
}

/** How many connections a real server was given so far. */
async function served(host: Host, server: string): Promise<string | undefined> {
  const lines = (await host.ok(["ipvsadm", "-Ln", "--stats", "--exact"])).split("\n");
  return lines
    .find((line) => line.includes(`-> ${server}:`))
    ?.trim()
    .split(/\s+/)[2];
}

await labTest(
  import.meta.url,
  async (lab) => {
    const cluster = await lab.cluster({
      director: {
        links: { ens33: `${vip}/16`, ens34: { network: "servers", addresses: ["10.0.1.254/24"] } },
        sysctls: { "net.ipv4.ip_forward": 1 },
      },
      rip1: { links: { ens33: { network: "servers", addresses: ["10.0.1.1/24"] } } },
      rip2: { links: { ens33: { network: "servers", addresses: ["10.0.1.2/24"] } } },
      client: { links: { ens33: "172.16.0.9/16" } },
    });
    const [director, client] = [cluster.host("director"), cluster.host("client")];
    const echo = `require("node:net").createServer((s) => s.pipe(s).on("error", () => {})).listen(8080, () => console.log("listening"))`;
    for (const name of ["rip1", "rip2"] as const) {
      await cluster.host(name).ok(["ip", "route", "add", "default", "via", "10.0.1.254"]);
      await cluster
        .host(name)
        .start(["node", "-e", echo])
        .line(/^listening$/, { within: 60_000 });
    }

    await lab.check(
      "drain: no new connection, the old one lives and is waited for; undrain: as before",
      async () => {
        await director.ok(["ipvsadm", "-R"], { input: rules });
        const saved = await director.ok(["ipvsadm", "-Sn"]);
        const talker = `const s = require("node:net").connect(80, "${vip}", () => console.log("connected")); process.on("SIGTERM", () => s.resetAndDestroy());`;
        const talk = client.start(["node", "-e", talker]);
        await talk.line(/^connected$/, { within: 60_000 });
        const busy = / 1 0$/.test(await row(director, "10.0.1.1:8080")) ? "10.0.1.1" : "10.0.1.2";
        const idle = busy === "10.0.1.1" ? "10.0.1.2" : "10.0.1.1";
        const interrupted = director.start(["lvsadm", "drain", "--wait", busy]);
        await interrupted.line(/has weight 0 at 1 place now; 1 active and 0 inactive/, { within: 60_000 });
        interrupted.kill("SIGINT");
        assert.equal(await interrupted.exited, 130);
        assert.equal(await row(director, `${busy}:8080`), "0 1 0");
        const once = `require("node:net").connect(80, "${vip}", function () { this.end("x"); }).on("close", () => process.exit())`;
        for (let i = 0; i < 3; i++) await client.ok(["node", "-e", once]);
        assert.match(await row(director, `${busy}:8080`), /^0 1 0$/);
        // The kernel adds its counters up every two seconds.
        const all = async () => (await served(director, idle)) === "3";
        await waitFor("all new connections are the other server's", all, { within: 10_000 });
        assert.equal(await served(director, busy), "1");
        const late = await director.run(["lvsadm", "drain", "--wait", "--timeout", "1", busy]);
        assert.equal(late.status, 3, late.stderr);
        const waiting = director.start(["lvsadm", "drain", "--wait", busy]);
        await waiting.line(/has weight 0 at 1 place already; 1 active/, { within: 60_000 });
        // A connection that was reset is kept for 10 s, one that ended in peace for 120 s (ip_vs_proto_tcp.c, tcp_timeouts).
        talk.kill("SIGTERM");
        await waiting.line(/^no connection is left after \d+ s$/, { within: 60_000 });
        assert.equal(await waiting.exited, 0);
        await director.ok(["lvsadm", "undrain", busy]);
        assert.equal(await director.ok(["ipvsadm", "-Sn"]), saved);
        assert.equal(await director.ok(["sh", "-c", "ls /run/lvskit-lvsadm-drained* 2>/dev/null | wc -l"]), "0\n");
      },
      patient,
    );

    await lab.check(
      "the manual page's examples work as they stand",
      async () => {
        await director.ok(["ipvsadm", "-C"]);
        director.file("/etc/keepalived/keepalived.conf", keepalived);
        const lines = examples();
        assert.ok(lines.length > 20);
        for (const line of lines) {
          // After the restart that it is for, the table is empty.
          if (line.startsWith("lvsadm -R")) await director.ok(["ipvsadm", "-C"]);
          const { status, stderr } = await director.run(["sh", "-c", line]);
          assert.deepEqual([status, stderr], [0, ""], line);
        }
        const saved = await director.ok(["ipvsadm", "-Sn"]);
        for (const part of ["-r 10.0.1.1:8443 -m", "--tun-type gue --tun-port 6080", "-f 1 ", "[2001:db8::115]:80 -g"])
          assert.ok(saved.includes(part), part);
      },
      patient,
    );
  },
  { secondsLimit: 900 },
);
