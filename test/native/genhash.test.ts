/** genhash as a person runs it, against real servers on loopback. */

import { createHash, randomBytes } from "node:crypto";
import type { RequestListener } from "node:http";
import t from "tap";
import { httpServer, httpsServer, refusingPort, tcpServer } from "../support/page-server.ts";
import { runBundle } from "../support/spawned.ts";

const md5 = (body: Uint8Array | string) => createHash("md5").update(body).digest("hex");

function genhash(port: number, ...more: string[]) {
  return runBundle("genhash", ["-s", "127.0.0.1", "-p", String(port), "-u", "/index.html", ...more]);
}

const pages: readonly (readonly [name: string, body: Buffer, withLength: boolean])[] = [
  ["with Content-Length", Buffer.from("<h1>rip1</h1>\n"), true],
  ["without Content-Length", Buffer.from("<h1>rip1</h1>\n"), false],
  ["empty, with Content-Length", Buffer.alloc(0), true],
  ["empty, without Content-Length", Buffer.alloc(0), false],
  ["binary", randomBytes(70_000), true],
  ["binary of 20 MB without Content-Length", Buffer.alloc(20_000_000, randomBytes(997)), false],
];

for (const [name, body, withLength] of pages)
  t.test(`a page ${name}`, async (t) => {
    const answer: RequestListener = (_, response) => {
      response.writeHead(200, withLength ? { "Content-Length": body.length } : {});
      response.end(body);
    };
    const expected = { status: 0, stdout: `MD5SUM = ${md5(body)}\n`, stderr: "" };
    t.same(await genhash(await httpServer(t, answer)), expected);
    t.same(await genhash(await httpsServer(t, answer), "-S"), expected, "over TLS, with an expired certificate");
  });

t.test("the server sees the checker's request, and -V its own host", async (t) => {
  const seen: string[] = [];
  const port = await tcpServer(t, (socket) => {
    socket.once("data", (request) => {
      seen.push(request.toString());
      socket.end("HTTP/1.0 200 OK\r\n\r\nx");
    });
  });
  await genhash(port);
  await genhash(port, "-V", "www.example.org");
  const request = (host: string) => `GET /index.html HTTP/1.0\r\nUser-Agent: KeepAliveClient\r\nHost: ${host}\r\n\r\n`;
  t.same(seen, [request(`127.0.0.1:${port}`), request("www.example.org")]);
});

t.test("IPv6", async (t) => {
  const port = await tcpServer(t, (socket) => void socket.end("HTTP/1.0 200 OK\r\n\r\nsix"), "::1");
  t.same(await runBundle("genhash", ["-s", "::1", "-p", String(port), "-u", "/"]), {
    status: 0,
    stdout: `MD5SUM = ${md5("six")}\n`,
    stderr: "",
  });
});

t.test("a link-local address, which no connection can be made to without a link, fails in words", async (t) => {
  const { status, stderr } = await runBundle("genhash", ["-s", "fe80::1", "-p", "80", "-u", "/"]);
  t.equal(status, 1);
  // The kernel's words under Node 20; newer ones take the first link that has such an address, where nobody answers.
  t.match(stderr, /^genhash: cannot fetch \/ from \[fe80::1\]:80: [A-Z]?[a-z0-9 ]+\n$/);
});

t.test("a server that leaves the connection open after Content-Length is not waited for", async (t) => {
  const port = await tcpServer(t, (socket) => void socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
  t.match(await genhash(port), { status: 0, stdout: `MD5SUM = ${md5("ok")}\n` }, "it would fail after 5 s of silence");
});

t.test("other statuses are errors unless allowed", async (t) => {
  const port = await httpServer(t, (_, response) => {
    response.writeHead(404, { "Content-Length": 4 });
    response.end("gone");
  });
  t.same(await genhash(port), {
    status: 1,
    stdout: "",
    stderr: `genhash: 127.0.0.1:${port} answers "HTTP/1.1 404 Not Found" for /index.html, and only the statuses 200 to 299 are digested without --any-status\n`,
  });
  t.match(await genhash(port, "--any-status"), { status: 0, stdout: `MD5SUM = ${md5("gone")}\n` });
});

const bad: readonly (readonly [name: string, answer: string, reason: string])[] = [
  ["that closes at once", "", "closed without an answer"],
  ["that speaks something else", "220 mail ESMTP\r\n", 'not an HTTP answer: "220 mail ESMTP"'],
  ["that breaks off", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "closed after 3 of 9 bytes of the body"],
  ["with an endless header", `HTTP/1.1 200 OK\r\n${"A: b\r\n".repeat(800)}`, "header longer than 4096 bytes"],
];

for (const [name, answer, reason] of bad)
  t.test(`a server ${name}`, async (t) => {
    const port = await tcpServer(t, (socket) => void socket.end(answer));
    t.same(await genhash(port), {
      status: 1,
      stdout: "",
      stderr: `genhash: cannot fetch /index.html from 127.0.0.1:${port}: ${reason}\n`,
    });
  });

t.test("nobody listens; TLS to a plain server", async (t) => {
  const port = await refusingPort(t);
  t.same(await genhash(port), {
    status: 1,
    stdout: "",
    stderr: `genhash: cannot fetch /index.html from 127.0.0.1:${port}: connection refused\n`,
  });
  const plain = await tcpServer(t, (socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  const ended = await genhash(plain, "-S");
  t.match(ended, { status: 1, stdout: "", stderr: /^genhash: cannot fetch .*: TLS failed: wrong version number\n$/ });
});

t.test(
  "a server that accepts and never answers, one that stops in the middle, and a TLS server that never greets",
  async (t) => {
    const silent = await tcpServer(t, () => {});
    const stalling = await tcpServer(t, (socket) => void socket.write("HTTP/1.1 200 OK\r\n\r\nabc"));
    const [first, second, third] = await Promise.all([genhash(silent), genhash(stalling), genhash(silent, "-S")]);
    t.match(first, { status: 1, stderr: / no byte of the answer for 5 s\n$/ });
    t.match(second, { status: 1, stderr: / no byte of the answer for 5 s\n$/ });
    t.match(third, { status: 1, stderr: / no connection within 5 s\n$/ });
  },
);

t.test("-v shows request, header, hex, sizes and times, and ends in the digest", async (t) => {
  const port = await tcpServer(t, (socket) => void socket.end("HTTP/1.0 200 OK\r\nX: \x1b[2J\r\n\r\nab"));
  const { status, stdout } = await genhash(port, "-v");
  t.equal(status, 0);
  t.match(stdout, "    GET /index.html HTTP/1.0\n    User-Agent: KeepAliveClient\n");
  t.match(stdout, "    HTTP/1.0 200 OK\n    X: .[2J\n", "no escape sequences of the server reach the terminal");
  t.match(stdout, "    0000  48 54 54 50 2f 31 2e 30  20 32 30 30 20 4f 4b 0d  HTTP/1.0 200 OK.\n");
  t.match(stdout, "    0016  0a 58 3a 20 1b 5b 32 4a  0d 0a 0d 0a              .X: .[2J....\n");
  t.match(stdout, "    2 bytes, until the server closed\n");
  t.match(stdout, /complete +\d+\.\d ms\n/);
  t.ok(stdout.endsWith(`\n\nMD5SUM = ${md5("ab")}\n`));
});

const misuse: readonly (readonly [argv: string[], sentence: RegExp])[] = [
  [[], /^genhash: -s ADDRESS is missing/],
  [["-s", "10.0.0.1"], /^genhash: -p PORT is missing/],
  [["-s", "10.0.0.1", "-p", "80"], /^genhash: -u PATH is missing/],
  [["-s", "www.example.org", "-p", "80", "-u", "/"], /^genhash: -s must be an IP address .*"www.example.org"/],
  [["-s", "10.0.0.1", "-p", "http", "-u", "/"], /^genhash: -p must be a number from 1 to 65535, not "http"/],
  [["-s", "10.0.0.1", "-p", "65536", "-u", "/"], /^genhash: -p must be a number/],
  [["-s", "10.0.0.1", "-p", "80", "-u", "index.html"], /^genhash: -u must be a path that begins with \//],
  [["-s", "10.0.0.1", "-p", "80", "-u", "/", "-V", "a\r\nb"], /^genhash: -V must be a host name/],
  [["-s", "10.0.0.1", "-p", "80", "-u", "/", "extra"], /^genhash: unexpected word "extra"/],
  [["-s", "10.0.0.1", "-s", "10.0.0.2"], /^genhash: .*more than once/],
  [["--serve", "10.0.0.1"], /^genhash: unknown option --serve; did you mean --server\?/],
];

t.test("misuse: one sentence, status 2, nothing on standard output", async (t) => {
  for (const [argv, sentence] of misuse) {
    const { status, stdout, stderr } = await runBundle("genhash", argv);
    t.equal(status, 2, argv.join(" "));
    t.equal(stdout, "");
    t.match(stderr, sentence);
    t.equal(stderr.trimEnd().split("\n").length, 1);
  }
});
