import t from "tap";
import { HostView } from "../../../lib/daemon/host-view.ts";
import { VrrpWire } from "../../../lib/daemon/vrrp-wire.ts";
import { SystemError } from "../../../lib/diag/errors.ts";
import type { VrrpSocketOptions } from "../../../lib/ports/packet-socket.ts";
import { fakeLink } from "../../support/fake-links.ts";
import { FakeLog } from "../../support/fake-log.ts";
import { vrrpInstance } from "../../support/vrrp-instance.ts";

const refusal = (reason: string) => new SystemError("send", "ens33", { code: "EPERM", reason });

function subject() {
  const log = new FakeLog();
  const view = new HostView();
  view.replace([fakeLink(2, "ens33")], []);
  const opened: VrrpSocketOptions[] = [];
  const state = { closed: 0, refuseOpen: false, refuseSend: undefined as string | undefined };
  const wire = new VrrpWire({
    view,
    log,
    onPacket: () => {},
    open: (options) => {
      if (state.refuseOpen) throw refusal("not permitted");
      opened.push(options);
      return {
        send: () => {
          if (state.refuseSend) options.onError(refusal(state.refuseSend));
        },
        close: () => {
          state.closed++;
        },
      };
    },
  });
  return { wire, view, log, opened, state };
}

t.test("instances of one link and group share a socket, which is closed when nobody needs it", async (t) => {
  const { wire, opened, state } = subject();
  wire.serve([vrrpInstance(), vrrpInstance({ virtualRouterId: 13 })]);
  t.equal(opened.length, 1);
  wire.serve([]);
  t.equal(state.closed, 1);
  t.notOk(wire.serves(vrrpInstance()));
});

t.test("a missing link is no failure, a refusal is; both can be mended later", async (t) => {
  const { wire, view, state } = subject();
  const instance = vrrpInstance();
  state.refuseOpen = true;
  t.match(wire.serve([instance]), { message: /not permitted/ });
  state.refuseOpen = false;
  view.replace([], []);
  t.equal(wire.serve([instance]), undefined);
  t.notOk(wire.serves(instance));
  view.replace([fakeLink(2, "ens33")], []);
  wire.serve([instance]);
  t.ok(wire.serves(instance));
});

t.test("a link that was deleted and made again gets a new socket", async (t) => {
  const { wire, view, opened, state } = subject();
  wire.serve([vrrpInstance()]);
  view.replace([fakeLink(7, "ens33")], []);
  wire.serve([vrrpInstance()]);
  t.same([opened.length, state.closed], [2, 1]);
  wire.serve([vrrpInstance()]);
  t.same([opened.length, state.closed], [2, 1]);
});

t.test("a failure to send is told once until a packet got out, or another failure comes", async (t) => {
  const { wire, log, state } = subject();
  const instance = vrrpInstance();
  wire.serve([instance]);
  const send = (mayFail = false) => wire.send(instance, new Uint8Array(40), mayFail);
  state.refuseSend = "not permitted";
  send();
  send();
  t.equal(log.lines.length, 1);
  state.refuseSend = "the network is down";
  send();
  t.equal(log.lines.length, 2);
  state.refuseSend = undefined;
  send();
  state.refuseSend = "the network is down";
  send();
  t.equal(log.lines.length, 3);
  state.refuseSend = "the link is gone";
  send(true);
  t.equal(log.lines.length, 3, "a last word is not missed");
});
