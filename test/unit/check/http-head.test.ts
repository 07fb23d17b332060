import t from "tap";
import { parseHead, quoted } from "../../../lib/check/http-head.ts";

t.test("status line and fields, names as spelled", async (t) => {
  t.same(parseHead("HTTP/1.0 302 Found\r\nLocation: http://x/\r\nX-Empty:\nfolded\r\nContent-Length : 7"), {
    status: 302,
    statusLine: "HTTP/1.0 302 Found",
    fields: [
      { name: "Location", value: "http://x/" },
      { name: "X-Empty", value: "" },
      { name: "Content-Length", value: "7" },
    ],
    contentLength: 7,
  });
});

t.test("answers that never have a body (RFC 9112 section 6.3)", async (t) => {
  for (const status of [100, 199, 204, 304])
    t.match(parseHead(`HTTP/1.1 ${status} x\r\nContent-Length: 5`), { contentLength: 0 }, String(status));
  t.match(parseHead("HTTP/1.1 200 OK"), { contentLength: undefined });
});

t.test("foreign words are quoted short and without control characters", async (t) => {
  t.equal(quoted("a\u001b[2J"), '"a\\u001b[2J"');
  t.equal(quoted("x".repeat(65)), `"${"x".repeat(64)}"...`);
});
