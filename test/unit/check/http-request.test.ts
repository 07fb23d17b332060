import t from "tap";
import {
  fitsInRequest,
  hostHeader,
  isHostHeader,
  isRequestTarget,
  requestBytes,
} from "../../../lib/check/http-request.ts";
import { address } from "../../../lib/net/address.ts";

const v4 = { address: address("172.16.12.111"), port: 80 };
const v6 = { address: address("2001:db8::1"), port: 8000 };

t.test("the request that keepalived sends", async (t) => {
  t.equal(
    Buffer.from(requestBytes({ path: "/index.html", host: hostHeader(v4, undefined) })).toString(),
    "GET /index.html HTTP/1.0\r\nUser-Agent: KeepAliveClient\r\nHost: 172.16.12.111:80\r\n\r\n",
  );
  t.equal(hostHeader(v6, undefined), "[2001:db8::1]:8000");
  t.equal(hostHeader(v6, "www.example.org"), "www.example.org");
});

t.test("nothing smuggles a second header line in", async (t) => {
  t.throws(() => requestBytes({ path: "/\r\nX: y", host: "h" }), RangeError);
  t.throws(() => requestBytes({ path: "/", host: "h\nX: y" }), RangeError);
});

t.test("control characters do not fit, everything else does", async (t) => {
  for (const text of ["/a b", "/ü", "x:1"]) t.ok(fitsInRequest(text), text);
  for (const text of ["a\r", "a\nb", "a\0", "a\tb", "\x7f"]) t.notOk(fitsInRequest(text), JSON.stringify(text));
});

t.test("what can stand in the request", async (t) => {
  for (const path of ["/", "/a?b=c&d=%20", "/ü"]) t.ok(isRequestTarget(path), path);
  for (const path of ["", "index.html", "/a b", "/a\r\nb", "/\u00a0"])
    t.notOk(isRequestTarget(path), JSON.stringify(path));
  t.ok(isHostHeader("www.example.org:8080"));
  for (const host of ["", "a b", "a\r\nb"]) t.notOk(isHostHeader(host), JSON.stringify(host));
});
