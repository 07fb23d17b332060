import t from "tap";
import { SystemError } from "../../../lib/diag/errors.ts";
import type { ServiceKey } from "../../../lib/ipvs/model.ts";
import { GENL_ID_CTRL } from "../../../lib/kernel/genetlink.ts";
import { NLMSG_DONE } from "../../../lib/kernel/netlink.ts";
import type { NetlinkMessage } from "../../../lib/netlink/message.ts";
import { openIpvsTable } from "../../../lib/system/ipvs-table.ts";
import { type FakeAnswer, FakeNetlinkSocket, reply } from "../../support/fake-netlink-socket.ts";
import { hex } from "../../support/hex.ts";

const family = 0x1d;
const mark: ServiceKey = { kind: "fwmark", family: "inet", fwmark: 7 };

/** A kernel that has the family from the nth look-up on and answers its commands by `answer`. */
function kernel(knownFrom: number, answer: (command: number, message: NetlinkMessage) => FakeAnswer = () => ({})) {
  let lookups = 0;
  return new FakeNetlinkSocket((message) => {
    if (message.type !== GENL_ID_CTRL) return answer(message.data[0] ?? 0, message);
    lookups++;
    if (lookups < knownFrom) return { errno: 2 };
    return { replies: [reply(message, GENL_ID_CTRL, hex("0101 0000 0600 0100 1d00 0000"))] };
  });
}

t.test("the family is looked up once, and the module is loaded only where it is missing", async (t) => {
  let loads = 0;
  const load = async () => {
    loads++;
  };
  const there = kernel(1);
  (await openIpvsTable(() => there, load)).close();
  t.same([loads, there.sent.length, there.closed], [0, 1, true]);
  await openIpvsTable(() => kernel(2), load);
  t.equal(loads, 1, "then it is there");
  const never = kernel(99);
  await t.rejects(
    openIpvsTable(() => never, load),
    { code: "ENOPROTOOPT", message: /Protocol not available/ },
  );
  t.same([loads, never.closed], [2, true]);
});

t.test("refusals of questions are errors that name the question; an unknown service is none", async (t) => {
  const table = await openIpvsTable(() => kernel(1, () => ({ errno: 1 })));
  await t.rejects(table.info(), { code: "EPERM", operation: "ask" });
  await t.rejects(table.services(), SystemError);
  await t.rejects(table.destinations(mark), SystemError);
  await t.rejects(table.service(mark), SystemError);
  const empty = await openIpvsTable(() => kernel(1, () => ({ errno: 3 })));
  t.equal(await empty.service(mark), undefined);
});

t.test("changes go in one datagram, each with its own answer", async (t) => {
  const socket = kernel(1, (command) => (command === 3 ? { errno: 3, text: "gone" } : {}));
  const table = await openIpvsTable(() => socket);
  const results = await table.apply([{ do: "clear" }, { do: "delete-service", service: mark }, { do: "clear" }]);
  t.equal(socket.sent.length, 2, "the look-up and the changes");
  t.same(results, [
    { ok: true },
    { ok: false, code: "ESRCH", reason: "No such process", detail: "gone" },
    { ok: true },
  ]);
  t.same(await table.apply([]), []);
});

t.test("an answer without its attributes is malformed, not a crash", async (t) => {
  const table = await openIpvsTable(() =>
    kernel(1, (_, message) => ({ replies: [reply(message, family, hex("0e01 0000"))] })),
  );
  await t.rejects(table.info(), { code: "EBADMSG" });
});

t.test("timeouts and daemons; a daemon that stops without a word has stopped", async (t) => {
  const timeouts = hex("0c 01 0000  0800 0400 84030000  0800 0500 78000000  0800 0600 2c010000");
  const socket = kernel(1, (command, message) => {
    if (command === 13) return { replies: [reply(message, family, timeouts)] };
    if (command === 11) return { replies: [reply(message, NLMSG_DONE, hex("00000000"))] };
    return command === 10 ? { silent: true } : {};
  });
  const table = await openIpvsTable(() => socket);
  t.same(await table.timeouts(), { tcp: 900, tcpFin: 120, udp: 300 });
  t.same(await table.daemons(), []);
  t.same(await table.apply([{ do: "stop-daemon", state: "master" }]), [{ ok: true }]);
  t.same(socket.waits, [], "nothing was waited for");
});
