/**
 * Small files with everything that is said about them: test/fixtures/config/golden/NAME.conf beside NAME.txt. The
 * expected texts are written by hand: what a careful colleague would say about the file.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import t from "tap";
import { describeLoaded } from "../../../lib/config/describe.ts";
import { loadConfiguration } from "../../../lib/config/load.ts";
import type { ConfigurationFiles } from "../../../lib/ports/configuration-files.ts";
import { nodeFiles } from "../../../lib/system/node-files.ts";
import { plainSurroundings } from "../../support/configuration.ts";

const folder = "test/fixtures/config/golden";

/** As if the folder were the working directory. */
const fixtures: ConfigurationFiles = {
  read: (path) => nodeFiles.read(join(folder, path)),
  absolute: (path) => resolve("/", path),
  list: (path) => nodeFiles.list(join(folder, path)),
  kind: (path) => nodeFiles.kind(join(folder, path)),
};

const names = readdirSync(folder).filter((name) => name.endsWith(".conf"));

t.ok(names.length >= 150, "there are at least 150 files");

for (const name of names)
  t.test(name, async (t) => {
    const loaded = loadConfiguration(name, fixtures, plainSurroundings);
    const expected = readFileSync(`${folder}/${name.replace(/conf$/, "txt")}`, "utf8");
    t.equal(describeLoaded(loaded, { colour: false }), expected);
  });
