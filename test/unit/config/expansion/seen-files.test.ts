/** However often a configuration names a folder, the disk is asked about it once; and no configuration may ask without end. */

import t from "tap";
import { seenFiles } from "../../../../lib/config/expansion/seen-files.ts";
import { loadConfiguration } from "../../../../lib/config/load.ts";
import type { ConfigurationFiles } from "../../../../lib/ports/configuration-files.ts";
import { filesOf, plainSurroundings } from "../../../support/configuration.ts";

function counted(files: ConfigurationFiles) {
  const asked: string[] = [];
  const note = (what: string) => {
    asked.push(what);
    return what;
  };
  const noting: ConfigurationFiles = {
    read: (path) => files.read(note(path)),
    absolute: (path) => files.absolute(path),
    list: (folder) => files.list(note(`${folder}/`)),
    kind: (path) => (note(path) === "" ? undefined : files.kind(path)),
  };
  return { files: noting, asked };
}

t.test("names and kinds are asked for once, also where there are none", async (t) => {
  const { files, asked } = counted(filesOf({ "conf/a": "" }));
  const seen = seenFiles(files);
  for (let i = 0; i < 2; i++) {
    t.strictSame(seen.list("conf"), ["a"]);
    t.equal(seen.kind("conf/a"), "file");
    t.equal(seen.kind("conf/b"), undefined);
  }
  t.strictSame(asked, ["conf/", "conf/a", "conf/b"]);
});

t.test("a configuration of includes asks the disk for each name once, and is stopped", async (t) => {
  const text = "include none*\ninclude a\n".repeat(5000);
  const { files, asked } = counted(filesOf({ "t.conf": text, a: "vrrp_instance A {\n}\n" }));
  const { diagnostics } = loadConfiguration("t.conf", files, plainSurroundings);
  t.equal(asked.filter((name) => name === "./").length, 1);
  t.equal(asked.filter((name) => name === "a").length, 2, "its kind, and its text");
  const first = diagnostics.findIndex(
    ({ message }) => message === "nothing is read here: there were too many includes before",
  );
  t.equal(diagnostics[first]?.code, "LK0038");
  // A pattern counts as 4, so that 3276 pairs and one more pattern make 16,384.
  t.equal(diagnostics[first]?.span.start, (text.length / 5000) * 3276 + "include none*\ninclude ".length);
});
