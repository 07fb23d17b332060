/** checkd on a real kernel: its table as Debian's ipvsadm sees it, while servers come and go and the file changes. */

import assert from "node:assert/strict";
import type { Host } from "./guest/host.ts";
import type { Process } from "./guest/process.ts";
import { waitFor } from "./guest/wait.ts";
import { labTest } from "./lab-test.ts";

const file = "/etc/keepalived/keepalived.conf";
const servers = ["172.16.12.111", "172.16.12.112"] as const;

function service(port: number, extra = ""): string {
  const blocks = servers.map(
    (host) => `  real_server ${host} ${port} {
    weight 10
    HTTP_GET {
      url { path /index.html }
      connect_timeout 2
      retry 1
      delay_before_retry 1
    }
  }`,
  );
  return `virtual_server 172.16.12.110 ${port} {
  delay_loop 1
  lb_algo wlc
  lb_kind DR
  persistence_timeout 50
  protocol TCP
  ${extra}
${blocks.join("\n")}
}
`;
}

const pages = (name: string) => `
  const { createServer } = require("node:http");
  const answer = (_, response) => response.end("${name}\\n");
  createServer(answer).listen(80); createServer(answer).listen(8000, () => console.log("serving"));`;

/** The table without its heading and counters: `TCP 172.16.12.110:80 wlc persistent 50`, `-> 172.16.12.111:80 Route 10`. */
async function table(host: Host): Promise<string[]> {
  const lines = (await host.ok(["ipvsadm", "-Ln"])).trimEnd().split("\n").slice(3);
  return lines.map((line) =>
    line
      .trim()
      .split(/\s+/)
      .slice(0, line.includes("->") ? 4 : 5)
      .join(" "),
  );
}

function shows(host: Host, expected: readonly string[], within = 20_000): Promise<unknown> {
  let last: string[] = [];
  return waitFor(
    `the table is ${expected.join(", ")}`,
    async () => {
      last = await table(host);
      return last.join("\n") === expected.join("\n");
    },
    { within },
  ).catch((error: Error) => {
    throw new Error(`${error.message}; it is ${last.join(", ")}`);
  });
}

const head = (port: number) => `TCP 172.16.12.110:${port} wlc persistent 50`;
const entry = (host: string, port: number, weight = 10) => `-> ${host}:${port} Route ${weight}`;
const [rip1, rip2] = servers;
const both = (port: number) => [head(port), entry(rip1, port), entry(rip2, port)];

await labTest(import.meta.url, async (lab) => {
  const cluster = await lab.cluster({
    pip: { links: { ens33: "172.16.12.113/16" } },
    rip1: { links: { ens33: `${rip1}/16` } },
    rip2: { links: { ens33: `${rip2}/16` } },
    client: { links: { ens33: "172.16.0.9/16" } },
  });
  const pip = cluster.host("pip");
  const serve = async (name: "rip1" | "rip2") => {
    const server = cluster.host(name).start(["node", "-e", pages(name)]);
    await server.line(/serving/, { within: 20_000 });
    return server;
  };
  let web1 = await serve("rip1");
  await serve("rip2");
  let checkd: Process = pip.start(["true"]);

  await lab.check("without a configuration, and with one that has errors, it does not start", async () => {
    const missing = await pip.run(["checkd"]);
    assert.equal(missing.status, 2);
    assert.match(missing.stderr, /^checkd: cannot read \/etc\/keepalived\/keepalived.conf: /);
    pip.file("/tmp/wrong.conf", service(80).replace("lb_kind DR", "lb_kind DS"));
    const wrong = await pip.run(["checkd", "-f", "/tmp/wrong.conf"]);
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /wrong\.conf:4:11: error /);
    assert.deepEqual(await table(pip), []);
  });

  await lab.check("start adopts what is there, corrects what is stale, leaves the foreign service alone", async () => {
    for (const line of [
      "-A -t 172.16.12.110:80 -s rr",
      `-a -t 172.16.12.110:80 -r ${rip1}:80 -g -w 10`,
      `-a -t 172.16.12.110:80 -r ${rip2}:80 -g -w 3`,
      "-a -t 172.16.12.110:80 -r 172.16.12.99:80 -g -w 1",
      "-A -t 172.16.12.110:443 -s rr",
    ])
      await pip.ok(["ipvsadm", ...line.split(" ")]);
    pip.file(file, service(80));
    checkd = pip.start(["checkd"]);
    await checkd.line(/checking 2 real servers of 1 virtual server/, { within: 20_000 });
    const now = await table(pip);
    assert.ok(now.includes("TCP 172.16.12.110:443 rr"), now.join("\n"));
    assert.deepEqual(now.filter((line) => !line.includes(":443")).sort(), both(80).sort());
    await pip.ok(["ipvsadm", "-D", "-t", "172.16.12.110:443"]);
  });

  await lab.check("both servers pass their checks", async () => {
    await checkd.line(/172.16.12.111:80 of 172.16.12.110:80 is up: HTTP_GET/, { within: 20_000 });
    await checkd.line(/172.16.12.112:80 of 172.16.12.110:80 is up: HTTP_GET/, { within: 20_000 });
  });

  await lab.check("a web server that stops is removed, one that comes back is added", async () => {
    web1.kill("SIGKILL");
    await checkd.line(/172.16.12.111:80 of .* is down: HTTP_GET \/index.html: connection refused, 2 of 2 tries/, {
      within: 20_000,
    });
    await shows(pip, [head(80), entry(rip2, 80)]);
    web1 = await serve("rip1");
    await waitFor("it is back", async () => (await table(pip)).includes(entry(rip1, 80)), { within: 20_000 });
  });

  await lab.check("a reload adds the second service and leaves the first one's counters", async () => {
    await pip.ok(["ip", "address", "add", "172.16.12.110/32", "dev", "ens33"]);
    for (const name of ["rip1", "rip2"]) {
      await cluster.host(name).sysctl({ "net.ipv4.conf.all.arp_ignore": 1, "net.ipv4.conf.all.arp_announce": 2 });
      await cluster.host(name).ok(["ip", "address", "add", "172.16.12.110/32", "dev", "lo"]);
    }
    const connections = async () => {
      const stats = await pip.ok(["ipvsadm", "-Ln", "--stats", "-t", "172.16.12.110:80"]);
      return Number(/^TCP\s+\S+\s+(\d+)/m.exec(stats)?.[1]);
    };
    assert.match(await cluster.host("client").ok(["curl", "-s", "-m", "10", "http://172.16.12.110/"]), /^rip[12]\n$/);
    // The kernel adds its per-CPU counters up every two seconds only.
    await waitFor("the service counts the connection", async () => (await connections()) > 0, { within: 10_000 });
    const before = await connections();
    pip.file(file, service(80) + service(8000));
    checkd.kill("SIGHUP");
    await checkd.line(/reloaded: checking 4 real servers of 2 virtual servers/, { within: 20_000 });
    const now = await table(pip);
    for (const line of [...both(80), ...both(8000)]) assert.ok(now.includes(line), `${line} in ${now.join("\n")}`);
    assert.equal(await connections(), before);
  });

  await lab.check("a reload of a broken file changes nothing and says where it is broken", async () => {
    const before = await table(pip);
    pip.file(file, service(80).replace("delay_loop 1", "delay_loop one"));
    checkd.kill("SIGHUP");
    await checkd.line(/keepalived\.conf:2:14: error /, { within: 20_000 });
    await checkd.line(/running on with the old one/, { within: 20_000 });
    assert.deepEqual(await table(pip), before);
  });

  await lab.check("after SIGKILL a new start puts right what was edited meanwhile", async () => {
    pip.file(file, service(80) + service(8000));
    checkd.kill("SIGKILL");
    await checkd.exited;
    await pip.ok(["ipvsadm", "-d", "-t", "172.16.12.110:80", "-r", `${rip1}:80`]);
    await pip.ok(["ipvsadm", "-e", "-t", "172.16.12.110:8000", "-r", `${rip1}:8000`, "-g", "-w", "77"]);
    checkd = pip.start(["checkd"]);
    await checkd.line(/checking 4 real servers/, { within: 20_000 });
    const now = await table(pip);
    for (const line of [...both(80), ...both(8000)]) assert.ok(now.includes(line), `${line} in ${now.join("\n")}`);
  });

  await lab.check("SIGTERM takes ours out of the table, not others', and ends with status 0", async () => {
    await pip.ok(["ipvsadm", "-A", "-t", "172.16.12.110:443", "-s", "rr"]);
    checkd.kill("SIGTERM");
    assert.equal(await checkd.exited, 0);
    assert.deepEqual(await table(pip), ["TCP 172.16.12.110:443 rr"]);
  });

  await lab.check("without the privilege it says so", async () => {
    const { status, stderr } = await pip.run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "checkd"]);
    assert.equal(status, 1);
    assert.match(stderr, /^checkd: cannot .*: Operation not permitted.*: it takes root, or CAP_NET_ADMIN$/m);
  });
});
