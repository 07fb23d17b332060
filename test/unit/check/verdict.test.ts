import t from "tap";
import type { HttpReply } from "../../../lib/check/http-reader.ts";
import type { HttpUrl } from "../../../lib/check/model.ts";
import { connectionFailure, isOwnFault, judgeReading, noAnswer, noConnection } from "../../../lib/check/verdict.ts";

const page = "a880aa463404771cd6dbe0bef99825f1";
const other = "27fe5a14e7f53b33224afd01c0e50c8b";

function reply(status: number, digest?: string): { kind: "reply"; reply: HttpReply } {
  const head = { status, statusLine: `HTTP/1.1 ${status} x`, fields: [], contentLength: undefined };
  return { kind: "reply", reply: { head, headBytes: new Uint8Array(), bodyLength: 0, digest } };
}

const plain: HttpUrl = { path: "/", statusCodes: [{ from: 200, to: 299 }] };

t.test("status and digest must both fit", async (t) => {
  const rows = [
    [plain, reply(200), true, "status 200"],
    [plain, reply(299), true, "status 299"],
    [plain, reply(300), false, "status 300 instead of 200-299"],
    [plain, reply(199), false, "status 199 instead of 200-299"],
    [{ ...plain, statusCodes: [{ from: 302, to: 302 }] }, reply(302), true, "status 302"],
    [
      { ...plain, statusCodes: [plain.statusCodes[0], { from: 304, to: 304 }] },
      reply(303),
      false,
      "status 303 instead of 200-299 304",
    ],
    [{ ...plain, digest: page }, reply(200, page), true, "status 200, digest as wanted"],
    [{ ...plain, digest: page }, reply(200, other), false, `digest ${other} instead of ${page}`],
    [{ ...plain, digest: page }, reply(500, page), false, "status 500 instead of 200-299"],
  ] as const;
  for (const [url, reading, passed, reason] of rows)
    t.same(judgeReading(url as HttpUrl, reading), { passed, reason }, reason);
});

t.test("an answer that cannot be used fails for its own reason", async (t) => {
  t.same(judgeReading(plain, { kind: "unusable", reason: "closed without an answer" }), {
    passed: false,
    reason: "closed without an answer",
  });
});

t.test("failures of connections in words, and timeouts in seconds", async (t) => {
  t.same(connectionFailure("ECONNREFUSED", "x"), { passed: false, reason: "connection refused" });
  t.same(connectionFailure("EWEIRD", "weird thing"), { passed: false, reason: "weird thing" });
  t.same(noConnection(3000), { passed: false, reason: "no connection within 3 s" });
  t.same(noAnswer(250), { passed: false, reason: "no complete answer within 0.25 s" });
});

t.test("only shortages of this host are no verdict", async (t) => {
  for (const code of ["EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EADDRNOTAVAIL"]) t.ok(isOwnFault(code), code);
  for (const code of ["ECONNREFUSED", "ENETUNREACH", "EHOSTUNREACH", "ETIMEDOUT", "EPERM"])
    t.notOk(isOwnFault(code), code);
});
