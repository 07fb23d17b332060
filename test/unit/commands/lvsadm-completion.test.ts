/** The verb, and its bash script in a real bash with a real line, as readline would call it. zsh, and Tab itself, are tried in the lab. */

import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { scripts } from "../../../lib/commands/completion-scripts.ts";
import { lvsadmVerb } from "../../../lib/commands/lvsadm-verbs.ts";
import { SystemError } from "../../../lib/diag/errors.ts";
import { address } from "../../../lib/net/address.ts";
import { FakeEnvironment } from "../../support/fake-environment.ts";
import { FakeVerbPorts } from "../../support/verb-ports.ts";

function filled(): FakeVerbPorts {
  const ports = new FakeVerbPorts();
  ports.files.write("/proc/net/ip_vs", "");
  const service = { kind: "address", protocol: "tcp", address: address("10.0.0.9"), port: 80 } as const;
  ports.table.foreign(
    { do: "add-service", service, settings: { scheduler: "rr", onePacket: false, schedulerFlags: 0 } },
    {
      do: "add-destination",
      service,
      destination: { address: address("10.0.0.1"), port: 80 },
      settings: { forwarding: "direct", weight: 1, upperThreshold: 0, lowerThreshold: 0 },
    },
  );
  return ports;
}

async function words(line: string, ports = filled()) {
  const environment = new FakeEnvironment("lvsadm", ["completion", "words", line]);
  const status = await lvsadmVerb(environment, ports);
  return { status, out: environment.out, err: environment.err };
}

t.test("one candidate to a line, with what it means after a tab", async (t) => {
  t.strictSame(await words("lvsadm -d -t "), { status: 0, out: "10.0.0.9:80\n", err: "" });
  t.strictSame(await words("lvsadm -d -t 10.0.0.9:80 -r "), { status: 0, out: "10.0.0.1:80\n", err: "" });
  t.strictSame(await words("lvsadm apply "), { status: 0, out: ":files\n", err: "" });
  t.match((await words("lvsadm -L --sta")).out, "--stats\tlist counters\n");
});

t.test("silent without privilege; without IPVS the kernel is not even asked", async (t) => {
  const refused = filled();
  refused.openTable = async () => {
    throw new SystemError("open", "the table", { code: "EPERM", reason: "no" });
  };
  t.strictSame(await words("lvsadm -d -t ", refused), { status: 0, out: "", err: "" });
  const without = filled();
  without.files.remove("/proc/net/ip_vs");
  let opened = 0;
  without.openTable = async () => {
    opened++;
    return without.table;
  };
  t.strictSame(await words("lvsadm -d -t ", without), { status: 0, out: "", err: "" });
  t.equal(opened, 0);
});

t.test("which shell", async (t) => {
  t.match(await filled().call("completion bash"), { status: 0, out: scripts.bash });
  t.match(await filled().call("completion fish"), { status: 2, err: /bash or zsh/ });
  t.match(await filled().call("completion"), { status: 2 });
});

const bash = spawnSync("bash", ["-c", "exit 0"]).status === 0;

/** What readline would put in the place of the word, or offer; `answers` is what lvsadm says. */
function inBash(line: string, answers: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), "lvskit-completion-"));
  try {
    writeFileSync(join(folder, "lvsadm"), `#!/bin/sh\necho "$3" >"${folder}/asked"\nprintf '%b' '${answers}'\n`);
    chmodSync(join(folder, "lvsadm"), 0o755);
    writeFileSync(join(folder, "script"), scripts.bash ?? "");
    const program = `cd "$2"; PATH="$2:$PATH"; . "$2/script"
COMP_LINE=$1; COMP_POINT=\${#1}; _lvskit; printf '%s\\n' "\${COMPREPLY[@]}"
[[ $(cat asked) == "$1" ]] || echo "asked: $(cat asked)"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", program, "bash", line, folder], { encoding: "utf8" });
    if (stderr !== "") throw new Error(stderr);
    return stdout.split("\n").filter(Boolean);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

t.test("bash", { skip: bash ? false : "there is no bash" }, async (t) => {
  t.strictSame(inBash("lvsadm --sta", "--stats\\tlist counters\\n--start-daemon\\tstart it\\n"), [
    "--stats",
    "--start-daemon",
  ]);
  t.strictSame(inBash("lvsadm -d -t 10.0", "10.0.0.9:80\\n"), ["10.0.0.9:80"]);
  t.strictSame(inBash("lvsadm -d -t 10.0.0.9:8", "10.0.0.9:80\\n"), ["80"], "what follows the colon");
  t.strictSame(inBash("lvsadm -D -t [2001:db8::", "[2001:db8::1]:80\\n"), ["1]:80"]);
  t.strictSame(inBash("lvsadm -A --scheduler=w", "--scheduler=wlc\\n"), ["wlc"], "what follows the sign");
  t.strictSame(inBash("lvsadm apply scr", ":files\\n"), ["script"]);
  t.strictSame(inBash("lvsadm -d -t ", ""), []);
  const registered = spawnSync("bash", ["-c", `${scripts.bash}\ncomplete -p lvsadm genhash`], { encoding: "utf8" });
  t.equal(registered.stdout, "complete -F _lvskit lvsadm\ncomplete -F _lvskit genhash\n");
});
