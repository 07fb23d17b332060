import t from "tap";
import { HttpReader } from "../../../lib/check/http-reader.ts";
import { renderFetch } from "../../../lib/commands/genhash-verbose.ts";
import { rip1 } from "../../support/director.ts";

t.test("request, header, hexadecimal, length and times, without a server's control characters", async (t) => {
  const reading = new HttpReader({ digest: true }).push(
    Buffer.from("HTTP/1.0 200 OK\r\nX: \x07\r\nContent-Length: 2\r\n\r\nok"),
  );
  if (reading.kind !== "reply") throw new Error("not read");
  const request = Buffer.from("GET / HTTP/1.0\r\nHost: x\r\n\r\n");
  const times = { connected: 0.44, firstByte: undefined, complete: 1234.56 };
  t.equal(
    renderFetch({ server: rip1, request, tls: true }, reading.reply, times),
    `Request to 172.16.12.111:80 over TLS
    GET / HTTP/1.0
    Host: x

Header, 44 bytes
    HTTP/1.0 200 OK
    X: .
    Content-Length: 2

Header in hexadecimal
    0000  48 54 54 50 2f 31 2e 30  20 32 30 30 20 4f 4b 0d  HTTP/1.0 200 OK.
    0016  0a 58 3a 20 07 0d 0a 43  6f 6e 74 65 6e 74 2d 4c  .X: ...Content-L
    0032  65 6e 67 74 68 3a 20 32  0d 0a 0d 0a              ength: 2....

Body
    2 bytes, as Content-Length says

Time
    connected        0.4 ms
    first byte  -
    complete      1234.6 ms

`,
  );
});
