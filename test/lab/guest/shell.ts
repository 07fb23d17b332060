/** Leaves a person in a shell in the machine, with `on HOST COMMAND` as the way into each host. */

import { spawn } from "node:child_process";
import { existsSync, openSync, writeFileSync } from "node:fs";
import type { Cluster } from "./cluster.ts";
import type { Lab } from "./lab.ts";

const shell = existsSync("/bin/bash") ? ["bash", "--norc", "-i"] : ["sh", "-i"];

/** `terminal`: its type, rows and columns. Ends when the person leaves the shell. */
export async function openShell(
  lab: Lab,
  { cluster }: { readonly cluster: Cluster },
  hints: readonly string[],
  [type = "linux", rows = "24", columns = "80"]: readonly string[],
): Promise<void> {
  writeFileSync("/usr/local/sbin/on", doorTo(cluster), { mode: 0o755 });
  lab.say(
    [
      `The cluster runs. Hosts: ${cluster.hosts.map((host) => host.name).join(", ")}.`,
      "'on HOST' is a shell on a host, 'on HOST COMMAND' one command there; 'exit' ends everything. For example:",
      ...hints.map((hint) => `    ${hint}`),
    ].join("\n"),
  );
  const terminal = openSync("/dev/tty0", "r+");
  const script = `stty rows ${rows} cols ${columns}; exec ${shell.join(" ")}`;
  const child = spawn("setsid", ["--ctty", "--wait", "sh", "-c", script], {
    stdio: [terminal, terminal, terminal],
    env: { ...process.env, TERM: type, PS1: "lab# " },
  });
  await new Promise((resolve, reject) => child.once("exit", resolve).once("error", reject));
}

function doorTo(cluster: Cluster): string {
  const cases = cluster.hosts.map((host) => `${host.name}) pid=${host.pid} ;;`).join("\n");
  return `#!/bin/sh
# Enters a host of the cluster: on HOST [COMMAND [ARGUMENT...]]
case "$1" in
${cases}
*) echo "on: there is no host '$1'; hosts are ${cluster.hosts.map((host) => host.name).join(", ")}" >&2; exit 2 ;;
esac
host=$1
shift
[ $# -gt 0 ] || { export PS1="$host# "; set -- ${shell.join(" ")}; }
exec nsenter --target "$pid" --net --mount --pid --uts --ipc --root --wd -- "$@"
`;
}
