/** genhash beside Debian's: the same digest for every page that both can digest. */

import assert from "node:assert/strict";
import { labTest } from "./lab-test.ts";

const ok = "HTTP/1.1 200 OK\r\n";
const answers: Readonly<Record<string, string>> = {
  "/length": `${ok}Content-Length: 6\r\n\r\nhello\n`,
  "/surplus": `${ok}Content-Length: 5\r\n\r\nhello\nxx`,
  "/no-length": `${ok}\r\nhello\n`,
  "/empty": `${ok}\r\n`,
  "/length-0": `${ok}Content-Length: 0\r\n\r\n`,
  "/chunked": `${ok}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
  "/lower-case": `${ok}content-length: 6\r\n\r\nhello\n`,
  "/binary": `${ok}\r\n${"\0\x01\xff\r\n\r\n".repeat(900)}`,
  "/not-found": "HTTP/1.1 404 Not Found\r\n\r\ngone",
};

const server = `
  const answers = ${JSON.stringify(answers)};
  require("node:net").createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (request) => socket.end(Buffer.from(answers[String(request).split(" ")[1]], "latin1")));
  }).listen(80, () => console.log("serving"));`;

await labTest(import.meta.url, async (lab) => {
  const cluster = await lab.cluster({
    web: { links: { ens33: "172.16.12.111/16" } },
    pip: { links: { ens33: "172.16.12.113/16" } },
  });
  await cluster
    .host("web")
    .start(["node", "-e", server])
    .line(/serving/, { within: 20_000 });
  const pip = cluster.host("pip");
  for (const path of Object.keys(answers))
    await lab.check(`the page ${path}`, async () => {
      const call = ["-s", "172.16.12.111", "-p", "80", "-u", path];
      const ours = await pip.ok(["genhash", ...call, "--any-status"]);
      assert.equal(ours, `MD5SUM = ${await pip.ok(["/usr/bin/genhash", ...call])}`);
    });
});
