import { createHash } from "node:crypto";
import t from "tap";
import { HttpReader, type Reading } from "../../../lib/check/http-reader.ts";
import { random } from "../../support/random.ts";

const md5 = (text: string | Uint8Array) => createHash("md5").update(text).digest("hex");
const bytes = (text: string) => Buffer.from(text, "latin1");

/** Feeds pieces, then the end of file; stops at the first outcome, as a probe does. */
function read(pieces: readonly Uint8Array[], closes = true): Reading {
  const reader = new HttpReader({ digest: true });
  for (const piece of pieces) {
    const reading = reader.push(piece);
    if (reading.kind !== "more") return reading;
  }
  return closes ? reader.end() : { kind: "more" };
}

/** What the outcome says, without the parts that are long. */
function summary(reading: Reading): unknown {
  if (reading.kind !== "reply") return reading;
  const { head, headBytes, bodyLength, digest } = reading.reply;
  return { status: head.status, contentLength: head.contentLength, head: headBytes.length, bodyLength, digest };
}

// Answers in the form that nginx 1.22, python3 -m http.server and others give, and what each must come to.
const nginx =
  "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nContent-Type: text/html\r\nContent-Length: 12\r\nConnection: close\r\n\r\n";
const python = "HTTP/1.0 200 OK\r\nServer: SimpleHTTP/0.6 Python/3.11.7\r\nContent-type: text/html\r\n\r\n";
const good: readonly (readonly [name: string, answer: string, expected: object])[] = [
  ["nginx with Content-Length", `${nginx}hello world\n`, { status: 200, bodyLength: 12, digest: md5("hello world\n") }],
  [
    "surplus bytes after the announced length are not digested",
    `${nginx}hello world\nHTTP/1.1 400 Bad Request\r\n\r\n`,
    { bodyLength: 12, digest: md5("hello world\n") },
  ],
  [
    "Content-Length in lower case",
    "HTTP/1.1 200 OK\r\ncontent-length:5\r\n\r\nhellosurplus",
    { contentLength: 5, bodyLength: 5, digest: md5("hello") },
  ],
  ["no length: all until the close", `${python}<p>x</p>\r\n\r\n`, { bodyLength: 12, digest: md5("<p>x</p>\r\n\r\n") }],
  ["no length, empty body", python, { bodyLength: 0, digest: "d41d8cd98f00b204e9800998ecf8427e" }],
  ["length 0", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nxx", { bodyLength: 0, digest: md5("") }],
  ["no reason phrase", "HTTP/1.1 200\r\n\r\nab", { status: 200, digest: md5("ab") }],
  ["bare line feeds", "HTTP/1.0 404 Not Found\nContent-Length: 2\n\nab", { status: 404, digest: md5("ab") }],
  [
    "304 has no body whatever it announces",
    "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
    { bodyLength: 0 },
  ],
  [
    "chunks are digested as they travel",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
    { digest: md5("2\r\nab\r\n0\r\n\r\n") },
  ],
  ["the same length twice", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nab", { bodyLength: 2 }],
  ["lines that are no fields", "HTTP/1.1 200 OK\r\ngarbage\r\n folded\r\n: x\r\n\r\nab", { digest: md5("ab") }],
  [
    "a body of all byte values",
    `HTTP/1.1 200 OK\r\n\r\n${String.fromCharCode(...Array(256).keys())}`,
    { bodyLength: 256, digest: md5(Uint8Array.from(Array(256).keys())) },
  ],
];

const hostile: readonly (readonly [name: string, answer: string, reason: string])[] = [
  ["nothing", "", "closed without an answer"],
  ["half a status line", "HTT", "closed within the header, after 3 bytes"],
  ["half a header", "HTTP/1.1 200 OK\r\nA: b\r\n", "closed within the header, after 23 bytes"],
  ["half a body", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", "closed after 3 of 5 bytes of the body"],
  ["an SSH server", "SSH-2.0-OpenSSH_9.2p1\r\n\0\0", 'not an HTTP answer: "SSH-2.0-OpenSSH_9.2p1"'],
  ["a few bytes of something", "\x16\x03", 'not an HTTP answer: "\\u0016\\u0003"'],
  ["binary without a line end", "\x01".repeat(70), `not an HTTP answer: "${"\\u0001".repeat(64)}"`],
  ["HTTP/2", "HTTP/2 200 OK\r\n\r\n", 'not an HTTP answer: "HTTP/2 200 OK"'],
  ["a status that is no number", "HTTP/1.1 abc OK\r\n\r\n", 'malformed status line "HTTP/1.1 abc OK"'],
  ["a status of four digits", "HTTP/1.1 2000 OK\r\n\r\n", 'malformed status line "HTTP/1.1 2000 OK"'],
  ["a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", 'malformed Content-Length "-1"'],
  [
    "a length beyond numbers",
    `HTTP/1.1 200 OK\r\nContent-Length: ${"9".repeat(40)}\r\n\r\n`,
    `malformed Content-Length "${"9".repeat(40)}"`,
  ],
  ["an empty length", "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n", 'malformed Content-Length ""'],
  [
    "two lengths",
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nCONTENT-LENGTH: 3\r\n\r\nabc",
    'contradicting Content-Length "2" and "3"',
  ],
  ["a length of 2 GiB", "HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n", "body longer than 1 GiB"],
  ["an endless header", `HTTP/1.1 200 OK\r\n${"A: b\r\n".repeat(800)}`, "header longer than 4096 bytes"],
];

t.test("good answers, whole and split at every byte", async (t) => {
  for (const [name, answer, expected] of good) {
    const whole = summary(read([bytes(answer)]));
    t.match(whole, expected, name);
    const ones = [...bytes(answer)].map((byte) => Uint8Array.of(byte));
    t.same(summary(read(ones)), whole, `${name}, byte by byte`);
    for (let at = 0; at <= answer.length; at++)
      t.same(summary(read([bytes(answer.slice(0, at)), bytes(answer.slice(at))])), whole);
  }
});

t.test("hostile answers end in their reason, however they are split", async (t) => {
  for (const [name, answer, reason] of hostile) {
    t.same(read([bytes(answer)]), { kind: "unusable", reason }, name);
    t.same(read([...bytes(answer)].map((byte) => Uint8Array.of(byte))), { kind: "unusable", reason }, name);
  }
});

t.test("complete by Content-Length without waiting for the close; without it only at the close", async (t) => {
  t.equal(read([bytes(`${nginx}hello world\n`)], false).kind, "reply");
  t.equal(read([bytes(`${nginx}hello world`)], false).kind, "more");
  t.equal(read([bytes(`${python}hello world\n`)], false).kind, "more");
});

t.test("a header of 4096 bytes fits, one byte more does not", async (t) => {
  const header = (length: number) => `HTTP/1.1 200 OK\r\nA: ${"b".repeat(length - 24)}\r\n\r\n`;
  t.equal(header(4096).length, 4096);
  t.match(summary(read([bytes(`${header(4096)}xy`)])), { head: 4096, digest: md5("xy") });
  t.same(read([bytes(`${header(4097)}xy`)]), { kind: "unusable", reason: "header longer than 4096 bytes" });
});

t.test("an endless body ends at 1 GiB, in little memory", async (t) => {
  const reader = new HttpReader({ digest: false });
  reader.push(bytes("HTTP/1.1 200 OK\r\n\r\n"));
  const piece = new Uint8Array(65536);
  let pieces = 0;
  let reading: Reading = { kind: "more" };
  for (; reading.kind === "more" && pieces < 20_000; pieces++) reading = reader.push(piece);
  t.same(reading, { kind: "unusable", reason: "body longer than 1 GiB" });
  t.equal(pieces, 2 ** 30 / 65536 + 1);
});

t.test("without digest none is made, and an outcome stays", async (t) => {
  const reader = new HttpReader({ digest: false });
  const first = reader.push(bytes(`${nginx}hello world\n`));
  t.match(summary(first), { status: 200, digest: undefined });
  t.equal(reader.push(bytes("more")), first);
  t.equal(reader.end(), first);
});

t.test("seeded noise: never an exception, always an outcome, the same however it is cut", async (t) => {
  const below = random(20_261_120);
  const seeds = [...good, ...hostile].map(([, answer]) => answer);
  for (let round = 0; round < 3000; round++) {
    const answer = Buffer.from(bytes(seeds[below(seeds.length)] ?? ""));
    for (let i = below(4); i > 0 && answer.length > 0; i--) answer[below(answer.length)] = below(256);
    const cut = answer.subarray(0, below(answer.length + 1));
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < cut.length; ) {
      const next = at + 1 + below(40);
      pieces.push(cut.subarray(at, next));
      at = next;
    }
    const whole = read([cut]);
    if (whole.kind === "more") t.fail(`no outcome for ${JSON.stringify(cut.toString("latin1"))}`);
    if (JSON.stringify(summary(read(pieces))) !== JSON.stringify(summary(whole)))
      t.fail(`cut differently, read differently: ${JSON.stringify(cut.toString("latin1"))}`);
  }
  t.pass("3000 rounds");
});
