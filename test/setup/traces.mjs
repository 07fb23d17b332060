// Whether a test run left anything behind: processes, network namespaces, mounts, files outside the checkout and the cache.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { cacheFolder } from "./cache.mjs";

/** Every process of this run carries a mark in its environment, and has a folder of its own for temporary files. */
export function markRun() {
  mkdirSync(join(cacheFolder(), "run"), { recursive: true });
  const folder = mkdtempSync(join(cacheFolder(), "run", "suite-"));
  const temporary = join(folder, "tmp");
  mkdirSync(temporary);
  const env = { LVSKIT_RUN: folder, TMPDIR: temporary };
  return { folder, temporary, env, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Remembers the machine as it is now; `leftBehind` compares, giving what is just ending up to 10 s. */
export function startWatch(mark) {
  const before = { places: places(), mounts: mounts(), namespaces: namespaces() };
  const differences = () => [
    ...marked(mark.folder),
    ...newIn(before.mounts, mounts()).map((point) => `mount ${point}`),
    ...newIn(before.namespaces, namespaces()).map((name) => `network namespace ${name}`),
    ...newIn(before.places, places()).map((row) => `file ${row}`),
    ...list(mark.temporary).map((name) => `temporary file ${name}`),
  ];
  return {
    async leftBehind() {
      for (let left = 50; left > 0 && differences().length > 0; left--) await delay(200);
      return differences();
    },
  };
}

const newIn = (before, after) => after.filter((one) => !before.includes(one));

function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Live processes that this run started, whoever their parent is now. */
function marked(mark) {
  return list("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return [];
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
      return environment.includes(`LVSKIT_RUN=${mark}`) && command !== "" ? [`process ${pid}: ${command}`] : [];
    } catch {
      return [];
    }
  });
}

function mounts() {
  const rows = readFileSync("/proc/self/mountinfo", "utf8").trimEnd().split("\n");
  return rows.map((row) => row.split(" ")[4]);
}

/** Named namespaces; unnamed ones live only as long as a process in them. */
function namespaces() {
  return [...list("/run/netns"), ...list("/var/run/netns")].filter((name, at, all) => all.indexOf(name) === at);
}

/** Names that this project and the programs it tests would give a file. */
const ours = /lvskit|lvsadm|vrrpd|checkd|rsprep|genhash|keepalived|nginx|ipvs|uml|vm_file/i;

/**
 * Files of shared places: all of /etc with their times; of the busy ones only names that could be ours, because other
 * programs of the person make files there at any time. In CI the machine is ours, and every name counts.
 */
function places() {
  const busy = [
    "/tmp",
    "/var/tmp",
    "/dev/shm",
    "/run",
    "/var/run",
    "/run/lock",
    "/var/lib",
    "/var/log",
    process.env.HOME ?? "/root",
  ];
  const counts = process.env.CI ? () => true : (name) => ours.test(name);
  const names = busy.flatMap((folder) =>
    list(folder)
      .filter(counts)
      .map((name) => join(folder, name)),
  );
  return [...names, ...changed("/etc", 4)];
}

/** `path @ time` for every file below `folder`, bounded in depth; links by their target. */
function changed(folder, depth) {
  return list(folder).flatMap((name) => {
    const path = join(folder, name);
    try {
      const stat = statSync(path);
      if (stat.isDirectory()) return depth > 1 && !isLink(path) ? changed(path, depth - 1) : [];
      return [`${path} @ ${stat.mtimeMs}`];
    } catch {
      return [];
    }
  });
}

function isLink(path) {
  try {
    readlinkSync(path);
    return true;
  } catch {
    return false;
  }
}
