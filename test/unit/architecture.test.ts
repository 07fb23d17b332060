/** Holds the direction of imports between the folders of lib/, the absence of cycles, and what pure folders may use. */

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import t from "tap";

/** Folder → folders it may import from (itself always). */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  net: ["kernel"],
  diag: [],
  wire: ["net", "kernel"],
  netlink: ["ports", "net", "kernel", "diag"],
  ipvs: ["netlink", "net", "kernel", "diag"],
  check: ["net"],
  director: ["check", "ipvs", "net"],
  vrrp: ["wire", "net"],
  realserver: ["net", "kernel"],
  doctor: ["ports", "ipvs", "net"],
  view: ["ipvs", "net"],
  config: ["ports", "vrrp", "director", "check", "ipvs", "net", "diag"],
  ports: ["ipvs", "net"],
  daemon: ["config", "vrrp", "check", "director", "realserver", "ipvs", "wire", "net", "ports", "diag"],
  native: ["diag"],
  system: ["native", "ports", "netlink", "ipvs", "wire", "net", "kernel", "diag"],
  commands: [
    "config",
    "daemon",
    "vrrp",
    "check",
    "director",
    "realserver",
    "doctor",
    "view",
    "ipvs",
    "ports",
    "net",
    "diag",
  ],
};

/** Folders that are functions on data: no node: module but these, no promises, no clock, no timers. */
const pure: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  net: [],
  diag: [],
  wire: [],
  ipvs: [],
  check: ["node:crypto"],
  director: [],
  vrrp: [],
  realserver: [],
  doctor: [],
  view: [],
  config: [],
};

const impure = /\bDate\.now\b|\bnew Date\(\)|\bsetTimeout\b|\bsetInterval\b|\bMath\.random\b|\bprocess\.|\bawait\b/;

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name))
    .sort();
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+"([^"]+)"/gm);
  const dynamic = text.matchAll(/\bimport\("([^"]+)"\)/g);
  return [
    ...[...statements].map((m) => ({ target: m[2] ?? "", typeOnly: m[1] !== undefined })),
    ...[...dynamic].map((m) => ({ target: m[1] ?? "", typeOnly: false })),
  ];
}

const files = sourcesBelow("lib");
const folderOf = (path: string) => path.split("/")[1] ?? "";

t.test("imports point down only", async (t) => {
  for (const file of files.filter((f) => f.split("/").length > 2)) {
    const allowed = mayImport[folderOf(file)];
    t.ok(allowed, `${file}: its folder is in the table`);
    for (const { target } of importsOf(file).filter((i) => i.target.startsWith("."))) {
      const path = normalize(join(dirname(file), target));
      if (!path.startsWith("lib/")) continue;
      const to = folderOf(path);
      const fine = to === folderOf(file) || (path.split("/").length > 2 && allowed?.includes(to));
      if (!fine) t.fail(`${file} must not import ${path}`);
    }
  }
});

t.test("no cycles of imports, types included", async (t) => {
  const graph = new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .filter((i) => i.target.startsWith("."))
        .map((i) => normalize(join(dirname(file), i.target))),
    ]),
  );
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) {
      t.fail(`cycle: ${[...trail.slice(trail.indexOf(file)), file].join(" -> ")}`);
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  t.ok(done.size > 0);
});

t.test("pure folders stay pure", async (t) => {
  for (const file of files.filter((f) => folderOf(f) in pure)) {
    const modules = importsOf(file).filter((i) => !i.target.startsWith(".") && !i.typeOnly);
    for (const { target } of modules)
      if (!pure[folderOf(file)]?.includes(target)) t.fail(`${file} must not use ${target}`);
    const code = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    t.notMatch(code, impure, `${file} uses no clock, timer, process or promise`);
  }
});

t.test("every file opens with a sentence on what it knows", async (t) => {
  for (const file of [...files, ...sourcesBelow("bin")])
    t.match(readFileSync(file, "utf8"), /^(#!.*\n)?(\/\*\*|\/\/)/, `${file} opens with a comment`);
});
