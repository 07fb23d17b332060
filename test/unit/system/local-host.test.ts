/** Paths, users and modules as this host has them. */

import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { release, tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { localHost } from "../../../lib/system/local-host.ts";

t.test("what is at a path", async (t) => {
  const folder = t.testdir({ plain: "", script: "", deep: { script: "" } });
  chmodSync(join(folder, "script"), 0o755);
  symlinkSync("script", join(folder, "link"));
  symlinkSync("loop", join(folder, "loop"));
  const look = (name: string) => localHost.look(join(folder, name));
  t.match(look("plain"), { kind: "file", executable: false });
  t.match(look("script"), { kind: "file", executable: true });
  t.match(look("link"), { kind: "file", executable: true });
  t.match(look("deep"), { kind: "folder" });
  for (const name of ["none", "plain/below", "loop"]) t.strictSame(look(name), { kind: "missing" }, name);
  t.match(localHost.look("/dev/null"), { kind: "other" });
});

t.test("who may change it", { skip: process.getuid?.() !== 0 && "needs files of root" }, async (t) => {
  // Not below the checkout, which may be anybody's.
  const path = mkdtempSync(join(tmpdir(), "look-"));
  t.teardown(() => rmSync(path, { recursive: true }));
  const script = join(path, "a/script");
  mkdirSync(join(path, "a"));
  writeFileSync(script, "");
  const writable = () => localHost.look(script) as { writable?: string };
  chmodSync(join(path, "a"), 0o755);
  chmodSync(script, 0o755);
  t.equal(writable().writable, undefined);
  chmodSync(script, 0o775);
  t.equal(writable().writable, undefined, "the group is root");
  chmodSync(script, 0o757);
  t.equal(writable().writable, script);
  chmodSync(script, 0o755);
  chmodSync(join(path, "a"), 0o777);
  t.equal(writable().writable, join(path, "a"), "the outermost");
  chmodSync(join(path, "a"), 0o1777);
  t.equal(writable().writable, undefined, "sticky");
});

t.test("users and modules", async (t) => {
  t.ok(localHost.hasUser("root"));
  t.notOk(localHost.hasUser("roo"));
  t.notOk(localHost.modules().has(`none of ${release()}`));
});
