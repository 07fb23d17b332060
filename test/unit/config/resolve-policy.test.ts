/** What virtual and real servers say of failures, and what they inherit. */

import t from "tap";
import { loadText } from "../../support/configuration.ts";
import { plainServer, plainService } from "../../support/director.ts";
import { server } from "../../support/findings.ts";

const virtual = (lines: string, global = "", head?: string) =>
  loadText(`global_defs {\n${global}\n}\n${server(lines, head)}`).settings.virtualServers[0];

t.test("of a service", async (t) => {
  t.strictSame(virtual("")?.policy, plainService);
  t.strictSame(
    virtual(
      ' ha_suspend\n omega\n ops\n protocol UDP\n quorum_up "/bin/u"\n quorum_down /bin/d me\n smtp_alert',
      "script_user us",
    )?.policy,
    {
      ...plainService,
      quorumUp: { command: "/bin/u", user: "us" },
      quorumDown: { command: "/bin/d", user: "me" },
      haSuspend: true,
      omega: true,
      onePacket: true,
      mail: true,
    },
  );
  t.equal(virtual("", "smtp_alert\nsmtp_alert_vrrp off")?.policy.mail, true);
  t.equal(virtual("", "smtp_alert\nsmtp_alert_checker off")?.policy.mail, false);
});

t.test("the sorry server", async (t) => {
  const endpoint = (port: number) => ({ address: "203.0.113.9", port });
  t.strictSame(virtual(" lb_kind DR\n sorry_server 203.0.113.9")?.policy.sorryServer, {
    endpoint: endpoint(80),
    forwarding: { method: "DR" },
    inhibit: false,
  });
  t.strictSame(
    virtual(" sorry_server 203.0.113.9 81\n sorry_server_inhibit\n sorry_server_lvs_method TUN")?.policy.sorryServer,
    { endpoint: endpoint(81), forwarding: { method: "TUN" }, inhibit: true },
  );
  t.match(virtual(" sorry_server 203.0.113.9", "", "fwmark 7")?.policy.sorryServer, { endpoint: endpoint(0) });
});

t.test("flags of the scheduler that it has", async (t) => {
  t.equal(virtual(" lb_algo sh\n sh-port\n mh-fallback")?.policy.schedulerFlags, 0x10);
  t.equal(virtual(" lb_algo mh\n flag-1\n flag-3")?.policy.schedulerFlags, 0x28);
  t.equal(virtual(" lb_algo sh\n hashed")?.policy.schedulerFlags, 0x8);
  t.equal(virtual(" lb_algo mh\n hashed")?.policy.schedulerFlags, 0, "it is for sh alone, as in keepalived");
});

t.test("of real servers", async (t) => {
  const real = (lines: string) => ` real_server 198.51.100.1 80 {\n${lines}\n }\n`;
  const policy = (lines: string, global = "") => virtual(lines, global)?.realServers[0]?.policy;
  t.strictSame(policy(real("")), plainServer);
  t.strictSame(policy(` alpha\n inhibit_on_failure\n smtp_alert\n${real("")}`), {
    ...plainServer,
    alpha: true,
    inhibitOnFailure: true,
    mail: true,
  });
  t.strictSame(policy(` alpha\n smtp_alert\n${real("alpha off\nsmtp_alert off\nuthreshold 9\nlthreshold 5")}`), {
    ...plainServer,
    upperThreshold: 9,
    lowerThreshold: 5,
  });
  t.strictSame(policy(real("notify_up /bin/u\nnotify_down /bin/d me"), "script_user us them"), {
    ...plainServer,
    notifyUp: { command: "/bin/u", user: "us", group: "them" },
    notifyDown: { command: "/bin/d", user: "me" },
  });
  const both = virtual(` alpha\n${real("")}${real("weight 2").replace(".1 ", ".2 ")}`)?.realServers;
  t.equal(both?.[0]?.policy, both?.[1]?.policy, "those that say nothing share what they inherit");
});
