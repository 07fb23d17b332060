/** The Links port over a kernel in memory; what a real one says is tried in test/native/links.test.ts. */

import t from "tap";
import { NLMSG_DONE } from "../../../lib/kernel/netlink.ts";
import { RTM_DELADDR, RTM_GETLINK, RTM_NEWADDR, RTM_NEWLINK } from "../../../lib/kernel/rtnetlink.ts";
import { address } from "../../../lib/net/address.ts";
import type { NetlinkMessage } from "../../../lib/netlink/message.ts";
import type { NetlinkSocketOptions } from "../../../lib/ports/netlink-socket.ts";
import { openLinks } from "../../../lib/system/links.ts";
import { type FakeAnswer, FakeNetlinkSocket, reply } from "../../support/fake-netlink-socket.ts";
import { hex } from "../../support/hex.ts";

const v0 = hex("00000100 03000000 43100100 00000000 07000300 76300000 08000400 dc050000");
const vip = { link: 3, address: address("10.0.0.1"), prefixLength: 32 };
const EADDRNOTAVAIL = 99;

/** Has one link, v0, and no addresses: none can be deleted. */
function kernel(message: NetlinkMessage): FakeAnswer {
  if (message.type === RTM_GETLINK)
    return { replies: [reply(message, RTM_NEWLINK, v0, 2), reply(message, NLMSG_DONE, hex("00000000"), 2)] };
  if (message.type === RTM_DELADDR) return { errno: EADDRNOTAVAIL };
  return {};
}

/** The port with the sockets it opened: requests first, news second. */
function linksOver(answer: (message: NetlinkMessage) => FakeAnswer) {
  const opened: { socket: FakeNetlinkSocket; options: NetlinkSocketOptions }[] = [];
  const links = openLinks((options) => {
    const socket = new FakeNetlinkSocket(answer);
    opened.push({ socket, options });
    return socket;
  });
  return { links, opened };
}

t.test("lists what the kernel tells", async (t) => {
  const { links } = linksOver(kernel);
  t.match(await links.links(), [{ index: 3, name: "v0" }]);
});

t.test("a refusal names the link, which is looked up for it", async (t) => {
  const { links } = linksOver(kernel);
  await links.addAddress({ ...vip, scope: "global" });
  const message = (name: string) => `cannot delete the address 10.0.0.1/32 on ${name}: Cannot assign requested address`;
  await t.rejects(links.deleteAddress(vip), { code: "EADDRNOTAVAIL", message: message("v0") });
  await t.rejects(links.deleteAddress({ ...vip, link: 9 }), { message: message("link 9") });
  const { links: dumb } = linksOver((asked) => ({ errno: asked.type === RTM_GETLINK ? 1 : EADDRNOTAVAIL }));
  await t.rejects(dumb.deleteAddress(vip), { message: message("link 3") }, "also where the look-up is refused");
});

t.test("news of links and of both families' addresses is asked for, and told", async (t) => {
  const { links, opened } = linksOver(kernel);
  t.equal(opened.length, 1, "not before somebody listens");
  const events: string[] = [];
  links.watch((event) => events.push(event.kind));
  t.match(opened[1]?.options, { protocol: 0, groups: [1, 5, 9] });
  opened[1]?.socket.tell(reply({ seq: 0 }, RTM_NEWADDR, hex("02200000 03000000 08000200 0a000001")), "overrun");
  t.strictSame(events, ["address", "resync"]);
});

t.test("a listener that closes hears no more", async (t) => {
  const { links, opened } = linksOver(kernel);
  let events = 0;
  links.watch(() => {
    events++;
    links.close();
  });
  const news = reply({ seq: 0 }, RTM_NEWLINK, v0);
  opened[1]?.socket.tell(Buffer.concat([news, news]), news);
  t.equal(events, 1);
  t.ok(opened.every(({ socket }) => socket.closed));
});
