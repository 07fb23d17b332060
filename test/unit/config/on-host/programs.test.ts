/** Scripts by path and by name, and who may change what runs as root. */

import t from "tap";
import { holdAgainst } from "../../../../lib/config/on-host/all.ts";
import { loadText } from "../../../support/configuration.ts";
import { FakeLocalHost } from "../../../support/fake-local-host.ts";
import { findingsOn, instance, server } from "../../../support/findings.ts";

const host = new FakeLocalHost()
  .link("eth0", "192.0.2.250/24")
  .script("/ok")
  .script("/usr/bin/found")
  .script("/off", { executable: false })
  .script("/dir", { kind: "folder" })
  .script("/home/u/script", { writable: "/home/u" });
host.paths.set("/root/hidden", { kind: "hidden" });
const told = (command: string, globals = "") =>
  findingsOn(host, `global_defs {\n${globals}}\n${instance(` notify_master ${command}`)}`);

t.test("there and executable", async (t) => {
  for (const right of ["/ok", '"/ok arg"', "\"'/ok' arg\"", "found", "/root/hidden"])
    t.strictSame(await told(right), [], right);
  for (const wrong of ["/none", '"/none arg"', "nowhere", "/off", "/dir", "./ok"])
    t.strictSame(await told(wrong), [`error LK0070 ${wrong}`], wrong);
});

t.test("what others may change must not run as root", async (t) => {
  const path = "/home/u/script";
  t.strictSame(await told(path), [`warning LK0071 ${path}`]);
  t.strictSame(await told(`${path} nobody`), []);
  t.strictSame(await told(`${path} root`), [`warning LK0071 ${path}`]);
  t.strictSame(await told(path, " script_user nobody\n"), []);
  t.strictSame(await told(path, " script_user root\n"), [`warning LK0071 ${path}`]);
  t.strictSame(await told(path, " enable_script_security\n"), [`error LK0071 ${path}`]);
  host.users.add("keepalived_script");
  t.strictSame(await told(path), [], "keepalived's default, where it exists");
  host.users.delete("keepalived_script");
});

t.test("the folder or the script itself is named", async (t) => {
  const own = new FakeLocalHost().link("eth0", "192.0.2.250/24").script("/s", { writable: "/s" });
  const message = (text: string) => new RegExp(`others than root may change ${text}$`);
  const said = async (one: FakeLocalHost, command: string) => {
    const [links, addresses] = await Promise.all([one.links(), one.addresses()]);
    const loaded = loadText(instance(` notify_master ${command}`));
    return holdAgainst(loaded, { host: one, links, addresses }).diagnostics.find(({ code }) => code === "LK0071")
      ?.message;
  };
  t.match(await said(own, "/s"), message("it"));
  t.match(await said(host, "/home/u/script"), message("/home/u"));
});

t.test("every block that has commands", async (t) => {
  const script = `vrrp_script s {\n script /none\n}\n${instance(" track_script {\n  s\n }")}`;
  t.strictSame(await findingsOn(host, script), ["error LK0070 /none"]);
  const misc = (user: string) =>
    server(` real_server 198.51.100.1 80 {\n MISC_CHECK {\n misc_path /home/u/script\n${user} }\n }`, "192.0.2.250 80");
  t.strictSame(await findingsOn(host, misc("")), ["warning LK0071 /home/u/script"]);
  t.strictSame(await findingsOn(host, misc(" user nobody\n")), []);
  t.strictSame(await findingsOn(host, server(" quorum_down /none", "192.0.2.250 80")), ["error LK0070 /none"]);
  t.strictSame(await findingsOn(host, "global_defs {\n notify_fifo_script /none\n}\n"), ["error LK0070 /none"]);
});
