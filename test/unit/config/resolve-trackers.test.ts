/** Definitions of what is watched, with their defaults, and lines that watch, with the weights that they inherit. */

import t from "tap";
import { loadText } from "../../support/configuration.ts";
import { instance } from "../../support/findings.ts";

const scripts = (text: string) => loadText(text).settings.trackers.scripts;

t.test("scripts", async (t) => {
  t.strictSame(scripts('vrrp_script s {\n script "/bin/a b"\n}\n'), [
    {
      name: "s",
      command: { command: "/bin/a b" },
      interval: 1000,
      timeout: 1000,
      weight: 0,
      reverse: false,
      rise: 1,
      fall: 1,
      failsAtFirst: false,
    },
  ]);
  const text = `global_defs {\n script_user me us\n}
vrrp_script s {
  script /bin/a
  interval 3
  weight -20 reverse
  rise 2
  fall 4
  init_fail
}`;
  t.match(scripts(text), [
    {
      command: { command: "/bin/a", user: "me", group: "us" },
      interval: 3000,
      timeout: 3000,
      weight: -20,
      reverse: true,
      rise: 2,
      fall: 4,
      failsAtFirst: true,
    },
  ]);
  t.match(scripts(text.replace("  rise 2", "  user you\n  timeout 0.5\n"))[0], {
    command: { user: "you", group: undefined },
    timeout: 500,
  });
  t.strictSame(scripts("vrrp_script s {\n}\n"), [], "without a command it is none");
  t.equal(scripts("vrrp_script s {\n script a\n}\nvrrp_script s {\n script b\n}\n").length, 1, "the first one counts");
});

t.test("files and processes", async (t) => {
  const { trackers } = loadText(`
track_file f {
  file /run/f
  init_file 3 overwrite
}
vrrp_track_file g {
  file /run/g
  weight 2 reverse
  init_file
}
vrrp_track_process p {
  process /bin/a b
  delay 2
  terminate_delay 3
}
vrrp_track_process q {
  process q
  param_match initial
  full_command
  quorum 2
  quorum_max 4
  weight 7
}`).settings;
  t.strictSame(trackers.files, [
    { name: "f", path: "/run/f", weight: 1, reverse: false, initial: { value: 3, overwrite: true } },
    { name: "g", path: "/run/g", weight: 2, reverse: true, initial: { value: 0, overwrite: false } },
  ]);
  t.strictSame(trackers.processes, [
    {
      name: "p",
      command: ["/bin/a", "b"],
      fullCommand: false,
      weight: 0,
      reverse: false,
      least: 1,
      forkDelay: 2000,
      terminateDelay: 3000,
    },
    {
      name: "q",
      command: ["q"],
      parameters: "initial",
      fullCommand: true,
      weight: 7,
      reverse: false,
      least: 2,
      most: 4,
      forkDelay: 0,
      terminateDelay: 0,
    },
  ]);
});

t.test("what watches inherits the weight, unless it has one, and counts once", async (t) => {
  const { settings } = loadText(`
${["s", "t", "u"].map((name) => `vrrp_script ${name} {\n script /bin/a\n weight 5 reverse\n}\n`).join("")}
track_file f {
  file /run/f
}
${instance(
  ` track_script {
  s
  t weight 6
  u noreverse
  u weight 7
  nobody
 }
 track_file {
  f
 }
 track_interface {
  eth1
  eth2 weight -3 reverse
 }`,
  "A",
)}
vrrp_sync_group G {
  group { A }
  track_script {
    s weight 0
  }
  sync_group_tracking_weight
}`);
  t.strictSame(settings.instances[0]?.tracked, [
    { kind: "script", name: "s", weight: 5, reverse: true },
    { kind: "script", name: "t", weight: 6, reverse: false },
    { kind: "script", name: "u", weight: 5, reverse: false },
    { kind: "file", name: "f", weight: 1, reverse: false },
    { kind: "interface", name: "eth1", weight: 0, reverse: false },
    { kind: "interface", name: "eth2", weight: -3, reverse: true },
  ]);
  t.match(settings.syncGroups[0], {
    tracked: [{ kind: "script", name: "s", weight: 0 }],
    trackingWeight: true,
  });
});
