/** The package as others import it: by its own name, what it exports, and what it does not load. */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import t from "tap";
import { folderWithPackage } from "../support/installed-package.ts";

/** Prints what a program that imports the package sees. */
const program = `
import * as library from "lvskit";
const { Ipvs, parseAddress, plan, SystemError } = library;
const failure = await Ipvs.open().catch((error) => error);
const opened = failure instanceof Ipvs || failure instanceof SystemError;
const disposed = typeof Ipvs.prototype[Symbol.asyncDispose];
console.log(JSON.stringify([opened, disposed, parseAddress("10.0.0.1"), plan([], [])]));
process.exit(0);
`;

t.test(
  "an installed package can be imported by its name, and its class is the one that the commands use",
  async (t) => {
    const folder = folderWithPackage();
    t.teardown(() => rmSync(folder, { recursive: true }));
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
      cwd: folder,
      encoding: "utf8",
    });
    t.equal(stdout, '[true,"function","10.0.0.1",[]]\n', stderr);
    t.equal((await import("../../lib/index.ts")).Ipvs, (await import("../../lib/system/ipvs-table.ts")).Ipvs);
  },
);

t.test("importing it loads no command, no daemon and no other package", async (t) => {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, target = ""] of readFileSync(file, "utf8").matchAll(
      /^(?:import|export)\s(?!type\s)[^;]*?from\s+"([^"]+)"/gm,
    )) {
      if (target.startsWith(".")) visit(normalize(join(dirname(file), target)));
      else if (!target.startsWith("node:")) packages.add(target);
    }
  };
  visit("lib/index.ts");
  t.same([...packages], []);
  const folders = new Set([...seen].map((file) => file.split("/")[1]));
  t.same(
    ["commands", "daemon", "config", "vrrp", "check"].filter((folder) => folders.has(folder)),
    [],
  );
});

t.test("what the manifest names is there", async (t) => {
  const { exports } = JSON.parse(readFileSync("package.json", "utf8"));
  for (const file of Object.values(exports["."])) t.ok(existsSync(String(file)), String(file));
});
