/** The LocalHost port over rtnetlink, /proc, /etc/passwd, the kernel's list of modules and the files of iproute2. */

import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { release } from "node:os";
import { dirname } from "node:path";
import type { KernelModules, LocalHost, NameFile, NameTexts, PathStatus } from "../ports/local-host.ts";
import { isMissing } from "./file-error.ts";
import { openLinks } from "./links.ts";

export const localHost: LocalHost = {
  links: () => withLinks((links) => links.links()),
  addresses: () => withLinks((links) => links.addresses()),
  look,
  hasUser: (name) =>
    textOf("/etc/passwd")
      .split("\n")
      .some((line) => line.startsWith(`${name}:`)),
  modules: () => kernelModules,
  names,
};

async function withLinks<T>(ask: (links: ReturnType<typeof openLinks>) => Promise<T>): Promise<T> {
  const links = openLinks();
  try {
    return await ask(links);
  } finally {
    links.close();
  }
}

function look(path: string): PathStatus {
  try {
    const real = realpathSync(path);
    const stat = statSync(real);
    const writable = stepsTo(real).find((step) => isWritableByOthers(lstatSync(step)));
    return {
      kind: stat.isFile() ? "file" : stat.isDirectory() ? "folder" : "other",
      executable: (stat.mode & 0o111) !== 0,
      ...(writable === undefined ? {} : { writable: writable === real ? path : writable }),
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { kind: isMissing(error) || code === "ENOTDIR" || code === "ELOOP" ? "missing" : "hidden" };
  }
}

/** @returns `/`, each folder on the way, and the path itself. */
function stepsTo(path: string): string[] {
  const steps = [path];
  for (let step = path; step !== "/"; step = dirname(step)) steps.unshift(dirname(step));
  return steps;
}

/** In a folder with the sticky bit nobody replaces what is another's. */
function isWritableByOthers(stat: Stats): boolean {
  const sticky = stat.isDirectory() && (stat.mode & 0o1000) !== 0;
  const group = (stat.mode & 0o020) !== 0 && stat.gid !== 0;
  return stat.uid !== 0 || (!sticky && (group || (stat.mode & 0o002) !== 0));
}

const nameFolders = ["/etc/iproute2", "/usr/share/iproute2", "/usr/lib/iproute2"];

/** The distribution's file counts where there is none in /etc. */
function names(file: NameFile): NameTexts {
  const [own = "", ...distributed] = nameFolders.map((folder) => `${folder}/${file}`);
  const parts = nameFolders.flatMap((folder) =>
    entriesOf(`${folder}/${file}.d`)
      .filter((name) => name.endsWith(".conf"))
      .map((name) => `${folder}/${file}.d/${name}`),
  );
  const others = [...(existsSync(own) ? [] : distributed), ...parts];
  return { own: textOf(own), others: others.map((path) => ({ path, text: textOf(path) })) };
}

const kernelModules: KernelModules = {
  has: (name) =>
    (name === "ip_vs" && existsSync("/proc/net/ip_vs")) || existsSync(`/sys/module/${name}`) || builtIn().has(name),
  canLoad(name) {
    const known = listed("modules.dep");
    return known === undefined ? undefined : known.has(name);
  },
};

function builtIn(): ReadonlySet<string> {
  return listed("modules.builtin") ?? new Set();
}

/** One module per line: `kernel/net/netfilter/ipvs/ip_vs_rr.ko.xz: ...`. @returns undefined where there is no such list. */
function listed(list: string): ReadonlySet<string> | undefined {
  const folder = ["/lib/modules", "/usr/lib/modules"]
    .map((one) => `${one}/${release()}`)
    .find((one) => entriesOf(one).includes("modules.dep"));
  if (folder === undefined) return undefined;
  const names = textOf(`${folder}/${list}`).matchAll(/(?:^|\/)([^/:\s]+)\.ko[^:\s]*(?::|$)/gm);
  return new Set([...names].map(([, name = ""]) => name.replaceAll("-", "_")));
}

/** @returns none where it is no folder that can be read. */
function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
