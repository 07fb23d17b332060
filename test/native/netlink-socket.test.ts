/** The netlink transport against a real kernel, in a network namespace of this process: batches, refusals, overruns. */

import { putU32 } from "netlink/dist/structs.js";
import t from "tap";
import { NETLINK_GENERIC, NETLINK_ROUTE, NLM_F_CREATE, NLM_F_EXCL } from "../../lib/kernel/netlink.ts";
import { RTA_DST, RTA_OIF, RTM_DELROUTE, RTM_NEWROUTE, RTNLGRP_LINK } from "../../lib/kernel/rtnetlink.ts";
import { address } from "../../lib/net/address.ts";
import { addAddressRequest } from "../../lib/netlink/address.ts";
import { attribute } from "../../lib/netlink/attributes.ts";
import { NetlinkConnection } from "../../lib/netlink/connection.ts";
import { resolveFamily } from "../../lib/netlink/generic.ts";
import { linkDump } from "../../lib/netlink/link.ts";
import type { NetlinkRequest } from "../../lib/netlink/message.ts";
import { openLinks } from "../../lib/system/links.ts";
import { openNetlinkSocket } from "../../lib/system/netlink-socket.ts";
import { failure } from "../support/failure.ts";
import { ip, namespaceObstacle, newNamespace } from "../support/namespace.ts";
import { waitFor } from "../support/wait-for.ts";

const obstacle = namespaceObstacle();
const options = obstacle === undefined ? {} : { skip: obstacle };
if (obstacle === undefined) newNamespace();

const connect = () => new NetlinkConnection(openNetlinkSocket({ protocol: NETLINK_ROUTE }));

/** A route to 10.x.y.z/32 through lo. */
function route(type: number, number: number): NetlinkRequest {
  const destination = Buffer.from([10, number >> 16, number >> 8, number]);
  const header = Buffer.from([2, 32, 0, 0, 254, 3, 253, 1, 0, 0, 0, 0]);
  const body = Buffer.concat([header, attribute(RTA_DST, destination), attribute(RTA_OIF, putU32(1))]);
  return { type, flags: type === RTM_NEWROUTE ? NLM_F_CREATE | NLM_F_EXCL : 0, body };
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const codes = (outcomes: readonly ({ code: string } | undefined)[]) =>
  outcomes.map((outcome) => outcome?.code ?? "done");

t.test("generic families by name", options, async (t) => {
  const connection = new NetlinkConnection(openNetlinkSocket({ protocol: NETLINK_GENERIC }));
  t.equal(resolveFamily(connection, "nlctrl"), 16);
  t.equal(resolveFamily(connection, "NO_SUCH_FAMILY"), undefined);
  connection.close();
});

t.test("the kernel's own words come with a refusal", options, async (t) => {
  const connection = connect();
  const nowhere = { link: 99, address: address("10.0.0.1"), prefixLength: 32, scope: "global" } as const;
  const error = failure(() => connection.request(addAddressRequest(nowhere)));
  // Kernels before 6.5 give this refusal no words; the next one has had them since 4.20.
  t.match(error, { kind: "refused", code: "ENODEV" });
  t.match(`${(error as { detail?: string }).detail}`, /^(undefined|ipv4: Device not found)$/);
  const short = failure(() => connection.dump({ ...linkDump, body: Buffer.alloc(4) }, () => {}));
  t.match(short, { code: "EINVAL", detail: "Invalid header for link dump" });
  connection.close();
});

t.test("a batch with failures in the middle: one outcome each, and the rest is done", options, async (t) => {
  const connection = connect();
  const outcomes = connection.requestBatch([1, 2, 1, 3, 2, 4].map((number) => route(RTM_NEWROUTE, number)));
  t.strictSame(codes(outcomes), ["done", "done", "EEXIST", "done", "EEXIST", "done"]);
  t.equal(JSON.parse(ip("-j route show")).length, 4);
  const removed = connection.requestBatch([1, 9, 2, 3, 4, 1].map((number) => route(RTM_DELROUTE, number)));
  t.strictSame(codes(removed), ["done", "ESRCH", "done", "done", "done", "ESRCH"]);
  t.strictSame(JSON.parse(ip("-j route show")), []);
  connection.close();
});

t.test("two thousand refusals in a row, none lost, with a receive buffer of default size", options, async (t) => {
  const socket = openNetlinkSocket({ protocol: NETLINK_ROUTE, receiveBuffer: 106_496 });
  const connection = new NetlinkConnection(socket);
  const outcomes = connection.requestBatch(numbers(2000).map((number) => route(RTM_DELROUTE, number)));
  t.strictSame(new Set(codes(outcomes)), new Set(["ESRCH"]));
  connection.close();
});

t.test(
  "refusals lost to a tiny receive buffer are unknown, never success, and the connection goes on",
  options,
  async (t) => {
    const connection = new NetlinkConnection(openNetlinkSocket({ protocol: NETLINK_ROUTE, receiveBuffer: 2_304 }));
    const outcomes = codes(connection.requestBatch(numbers(200).map((number) => route(RTM_DELROUTE, number))));
    t.equal(outcomes.length, 200);
    t.ok(outcomes.includes("ESRCH"), "some were heard");
    t.ok(outcomes.includes("ENOBUFS"), "some were lost");
    t.notOk(outcomes.includes("done"), "nothing was done");
    t.strictSame(codes(connection.requestBatch([route(RTM_NEWROUTE, 1), route(RTM_DELROUTE, 1)])), ["done", "done"]);
    connection.close();
  },
);

t.test("a socket whose news overran says so, and hears again", options, async (t) => {
  const socket = openNetlinkSocket({ protocol: NETLINK_ROUTE, groups: [RTNLGRP_LINK], receiveBuffer: 2_304 });
  for (let i = 0; i < 20; i++) ip(`link set lo ${i % 2 === 0 ? "up" : "down"}`);
  const taken: string[] = [];
  for (let next = socket.receive(0); next !== undefined; next = socket.receive(0))
    taken.push(next === "overrun" ? next : "news");
  t.ok(taken.includes("overrun"), "the loss was reported", { taken });
  ip("link set lo up");
  t.ok(socket.receive(1000) instanceof Uint8Array, "and what came after it arrived");
  t.equal(socket.receive(0), undefined);
  socket.close();
});

t.test("a watcher that was overrun is told to read again", options, async (t) => {
  const events: string[] = [];
  const links = openLinks((wanted) => openNetlinkSocket({ ...wanted, receiveBuffer: 2_304 }));
  t.teardown(() => links.close());
  links.watch((event) => events.push(event.kind));
  // The event loop does not run meanwhile, so that nothing is taken out of the buffer.
  for (let i = 0; i < 20; i++) ip(`link set lo ${i % 2 === 0 ? "down" : "up"}`);
  await waitFor(() => events.includes("resync"), "the resync");
  t.equal(events.filter((kind) => kind === "resync").length, 1, "once", { events });
  t.equal(events.at(-1), "resync", "as the last of what was waiting");
  events.length = 0;
  ip("link set lo down");
  await waitFor(() => events.includes("link"), "news after the overrun");
});

t.test("waiting ends at its time, and an ended socket is closed once", options, async (t) => {
  const socket = openNetlinkSocket({ protocol: NETLINK_ROUTE, groups: [RTNLGRP_LINK] });
  const start = performance.now();
  t.equal(socket.receive(30), undefined);
  t.ok(performance.now() - start >= 29);
  socket.close();
  t.doesNotThrow(() => socket.close());
});
