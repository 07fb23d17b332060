/** VRRP sockets on the two ends of a veth pair, in two network namespaces of this process. */

import { spawn } from "node:child_process";
import { on, once } from "node:events";
import { createInterface } from "node:readline";
import t from "tap";
import type { VrrpSocketOptions } from "../../lib/ports/packet-socket.ts";
import { openVrrpSocket } from "../../lib/system/vrrp-socket.ts";
import { failure } from "../support/failure.ts";
import { carrier, ip, type NetworkNamespace, namespaceObstacle, newNamespace } from "../support/namespace.ts";
import { waitFor } from "../support/wait-for.ts";

const group = "224.0.0.18";
const openVrrpSocketModule = new URL("../../lib/system/vrrp-socket.js", import.meta.url).href;
const obstacle = namespaceObstacle();
const options = obstacle === undefined ? {} : { skip: obstacle };

/** Two directors, the right one entered, joined by a link that is called v0 on the left and v1 on the right. */
async function twoHosts(): Promise<{ left: NetworkNamespace; right: NetworkNamespace }> {
  const left = newNamespace();
  ip("link add v0 type veth peer name v1");
  const right = newNamespace();
  left.enter();
  ip(`link set v1 netns ${right.path}`);
  ip("addr add 10.0.0.1/24 dev v0");
  ip("link set v0 up");
  right.enter();
  ip("addr add 10.0.0.2/24 dev v1");
  ip("link set v1 up");
  await carrier("v1");
  left.enter();
  await carrier("v0");
  right.enter();
  return { left, right };
}

/** A socket with what it heard: source address and payload of each packet. */
function listening(link: string, over: Partial<VrrpSocketOptions> = {}) {
  const heard: { header: Buffer; payload: string }[] = [];
  const errors: Error[] = [];
  const socket = openVrrpSocket({
    link,
    group,
    onPacket: (packet) =>
      heard.push({
        header: Buffer.from(packet.subarray(0, 20)),
        payload: Buffer.from(packet.subarray(20)).toString("latin1"),
      }),
    onError: (error) => errors.push(error),
    ...over,
  });
  return { socket, heard, errors };
}

/** IPv4 with TTL 255 and TOS 0xc0; the kernel fills in length, identification and checksum. */
function packet(source: string, destination: string, payload: string): Buffer {
  const header = Buffer.alloc(20);
  header.set([0x45, 0xc0]);
  header.set([255, 112], 8);
  header.set(source.split(".").map(Number), 12);
  header.set(destination.split(".").map(Number), 16);
  return Buffer.concat([header, Buffer.from(payload, "latin1")]);
}

t.test("what one sends the other hears, header and all, and itself not", options, async (t) => {
  const { left, right } = await twoHosts();
  const b = listening("v1");
  left.enter();
  const a = listening("v0");
  a.socket.send(packet("10.0.0.77", group, "one"), group);
  await waitFor(() => b.heard.length > 0, "the first packet");
  b.socket.send(packet("10.0.0.2", group, "two"), group);
  await waitFor(() => a.heard.length > 0, "the answer");
  t.strictSame([a.heard.map((one) => one.payload), b.heard.map((one) => one.payload)], [["two"], ["one"]]);
  const header = b.heard[0]?.header;
  t.strictSame([...(header?.subarray(12, 16) ?? [])], [10, 0, 0, 77], "the source is the one we wrote");
  t.match({ tos: header?.[1], ttl: header?.[8], length: header?.readUInt16BE(2) }, { tos: 0xc0, ttl: 255, length: 23 });
  t.strictSame([...a.errors, ...b.errors], []);
  a.socket.close();
  b.socket.close();
  right.close();
  left.close();
});

t.test("a packet is on the wire when send returns", options, async (t) => {
  const { left, right } = await twoHosts();
  const b = listening("v1");
  left.enter();
  const a = listening("v0");
  a.socket.send(packet("10.0.0.1", group, "last words"), group);
  a.socket.close();
  a.socket.close();
  a.socket.send(packet("10.0.0.1", group, "from the grave"), group);
  await waitFor(() => b.heard.length > 0, "what was sent before close");
  t.strictSame(
    b.heard.map((one) => one.payload),
    ["last words"],
  );
  b.socket.close();
  right.close();
  left.close();
});

t.test("only the group that was joined, on the link that was named", options, async (t) => {
  const { left, right } = await twoHosts();
  ip("link add other type veth peer name peer");
  ip("link set other up");
  ip("link set peer up");
  await carrier("other");
  ip("addr add 10.0.5.1/24 dev other");
  ip("addr add 10.0.6.1/24 dev peer");
  const b = listening("v1");
  const second = listening("v1", { group: "224.0.0.19" });
  const elsewhere = listening("other");
  left.enter();
  const a = listening("v0");
  a.socket.send(packet("10.0.0.1", group, "for 18"), group);
  a.socket.send(packet("10.0.0.1", "224.0.0.19", "for 19"), "224.0.0.19");
  a.socket.send(packet("10.0.0.1", "10.0.0.2", "for one host"), "10.0.0.2");
  await waitFor(() => b.heard.length >= 2 && second.heard.length >= 2, "all packets");
  t.strictSame(
    b.heard.map((one) => one.payload),
    ["for 18", "for one host"],
  );
  t.strictSame(
    second.heard.map((one) => one.payload),
    ["for 19", "for one host"],
  );
  t.strictSame(elsewhere.heard, []);
  for (const one of [a, b, second, elsewhere]) one.socket.close();
  right.close();
  left.close();
});

t.test("a link that is down: the failure is reported, and the socket lives on", options, async (t) => {
  const { left, right } = await twoHosts();
  const b = listening("v1");
  left.enter();
  const a = listening("v0");
  ip("link set v0 down");
  a.socket.send(packet("10.0.0.1", group, "into the void"), group);
  t.match(a.errors, [
    { name: "SystemError", operation: "send an advertisement on", target: "v0", code: "ENETUNREACH" },
  ]);
  ip("link set v0 up");
  await waitFor(() => {
    a.socket.send(packet("10.0.0.1", group, "back"), group);
    return b.heard.length > 0;
  }, "a packet after the link came back");
  a.socket.close();
  b.socket.close();
  right.close();
  left.close();
});

/** Opens a socket that nothing refers to, collects garbage, and tells what it hears. */
const forgetful = `
  const { openVrrpSocket } = await import(process.argv[1]);
  const onPacket = (packet) => { console.log(Buffer.from(packet.subarray(20)).toString()); process.exit(); };
  openVrrpSocket({ link: "v1", group: "224.0.0.18", onPacket, onError: console.error });
  gc();
  await new Promise(setImmediate); // finalizers run from the event loop
  gc();
  console.log("collected");`;

t.test("a socket that nobody holds is not collected", options, async (t) => {
  const { left, right } = await twoHosts();
  const words = ["--expose-gc", "--input-type=module", "-e", forgetful, openVrrpSocketModule];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface(child.stdout);
  const said = on(lines, "line");
  t.strictSame((await said.next()).value, ["collected"]);
  left.enter();
  const a = listening("v0");
  a.socket.send(packet("10.0.0.1", group, "still there?"), group);
  const [heard] = await Promise.all([said.next(), once(child, "exit")]);
  t.strictSame(heard.value, ["still there?"]);
  a.socket.close();
  right.close();
  left.close();
});

t.test("no such link, and no privilege", options, async (t) => {
  t.match(
    failure(() => listening("nope0")),
    {
      code: "ENODEV",
      message: "cannot open a VRRP socket on nope0: No such device",
    },
  );
  t.match(
    failure(() => listening("a-name-that-is-too-long")),
    { code: "ENODEV" },
  );
  process.setegid?.(65_534);
  process.seteuid?.(65_534);
  const refused = failure(() => listening("lo"));
  process.seteuid?.(0);
  process.setegid?.(0);
  t.match(refused, { code: "EPERM", message: "cannot open a VRRP socket on lo: Operation not permitted" });
});
