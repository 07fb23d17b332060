/** Checks over real sockets: every good and bad server on loopback ends in its verdict, at the time that was set. */

import t from "tap";
import { startCheck } from "../../lib/check/machine.ts";
import type { Check } from "../../lib/check/model.ts";
import { Probe, type ProbeNews, Prober } from "../../lib/daemon/check-prober.ts";
import { address } from "../../lib/net/address.ts";
import type { Clock } from "../../lib/ports/clock.ts";
import { nodeClock } from "../../lib/system/node-clock.ts";
import { nodeDialer } from "../../lib/system/node-dialer.ts";
import { httpCheck, tcpCheck } from "../support/director.ts";
import { httpServer, refusingPort, tcpServer } from "../support/page-server.ts";

/** The machine's first second is of no interest here: its clock starts a second late. */
const hurried: Clock = {
  ...nodeClock,
  now: () => nodeClock.now() + 1000,
  at: (at, fire) => nodeClock.at(at - 1000, fire),
};
/** What well and clearly bad servers may take on a busy machine, and what the ones take that never end. */
const patient = 10_000;
const brief = 300;

const on = (port: number) => ({ address: address("127.0.0.1"), port });
const http = (port: number, connectTimeout = patient, digest?: string): Check => {
  const check = httpCheck(on(port), digest === undefined ? {} : { digest });
  return { ...check, timing: { ...check.timing, connectTimeout } };
};

/** @returns the first verdict of a check that one failure is enough for, and how late a limit was kept (ms). */
function verdict(
  check: Check,
): Promise<{ readonly health: string; readonly reason: string; readonly latency: number }> {
  return new Promise((resolve) => {
    const onNews = (probe: Probe, news: ProbeNews) => {
      prober.remove(probe);
      if (news.do === "report") resolve({ health: news.health, reason: news.try.reason, latency: news.try.latency });
    };
    const prober = new Prober({ clock: hurried, dialer: nodeDialer, concurrency: 10, onNews });
    const state = startCheck(check, { random: 0, fresh: true, health: "unknown" }, nodeClock.now());
    prober.add(new Probe(state));
  });
}

t.test("servers that are well", async (t) => {
  const page = await httpServer(t, (_, response) => response.end("hello"));
  t.match(await verdict(tcpCheck(on(page))), { health: "up", reason: "connected" });
  t.match(await verdict(http(page)), { health: "up", reason: "status 200" });
  t.match(await verdict(http(page, patient, "5d41402abc4b2a76b9719d911017c592")), { health: "up" });
  const slow = await tcpServer(t, (socket) => {
    const pieces = ["HTTP/1.0 200 OK\r\n", "\r\n", "hel", "lo"];
    const timer = setInterval(() => {
      const piece = pieces.shift();
      if (piece === undefined) {
        clearInterval(timer);
        socket.end();
      } else socket.write(piece);
    }, 20);
  });
  t.match(await verdict(http(slow, patient, "5d41402abc4b2a76b9719d911017c592")), { health: "up" });
  const keeping = await tcpServer(t, (socket) => void socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
  t.match(await verdict(http(keeping)), { health: "up" }, "Content-Length is the end, not the close");
});

t.test("servers that are not", async (t) => {
  const says = (text: string) => tcpServer(t, (socket) => void socket.end(text));
  const rows = [
    [await refusingPort(t), "connection refused"],
    [await says(""), "closed without an answer"],
    [await says("HTTP/1.0 404 Not Found\r\n\r\n"), "status 404 instead of 200-299"],
    [await says("SSH-2.0-x\r\n"), 'not an HTTP answer: "SSH-2.0-x"'],
    [await says("HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\nabc"), "closed after 3 of 9 bytes of the body"],
    [await says(`HTTP/1.0 200 OK\r\n${"A: b\r\n".repeat(1000)}`), "header longer than 4096 bytes"],
    [await tcpServer(t, (socket) => void socket.resetAndDestroy()), "connection reset by the server"],
  ] as const;
  for (const [port, reason] of rows) t.match(await verdict(http(port)), { health: "down", reason }, reason);
});

t.test(
  "servers that never end, by header or by body, and ones that say nothing: the limit, within 20 ms",
  async (t) => {
    const flooding = (start: string) =>
      tcpServer(t, (socket) => {
        socket.write(start);
        const pour = () => {
          while (!socket.destroyed && socket.write("x".repeat(4096)));
        };
        socket.on("drain", pour);
        pour();
      });
    const endless = await verdict(http(await flooding("HTTP/1.0 200 OK\r\n\r\n"), brief));
    t.match(endless, { health: "down", reason: /^(no complete answer within 0.3 s|body longer than 1 GiB)$/ });
    t.match(await verdict(http(await flooding("HTTP/1.0 200 OK\r\nA: "))), { reason: "header longer than 4096 bytes" });

    const silent = await tcpServer(t, () => {});
    const late: number[] = [];
    for (let i = 0; i < 9; i++) {
      // A bare timer of the same length beside each check: how late this machine is by itself.
      const start = performance.now();
      const bare = new Promise<number>((resolve) =>
        nodeClock.at(start + brief, () => resolve(performance.now() - start)),
      );
      const { reason, latency } = await verdict(http(silent, brief));
      t.equal(reason, "no complete answer within 0.3 s");
      t.ok(latency >= brief, "never early");
      late.push(latency - (await bare));
    }
    // The time to connect is in it; the median forgives a busy machine its hiccups.
    const median = late.sort((a, b) => a - b)[4] ?? Number.NaN;
    t.ok(median < 20, `median lateness ${median.toFixed(1)} ms`);
    t.comment(`lateness beside a bare timer: ${late.map((time) => time.toFixed(1)).join(" ")} ms`);
  },
);
