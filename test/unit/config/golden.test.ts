/**
 * Small files with everything that is said about them: test/fixtures/config/golden/NAME.conf beside NAME.txt. The
 * expected texts are written by hand: what a careful colleague would say about the file.
 */

import { readdirSync, readFileSync } from "node:fs";
import t from "tap";
import { describeLoaded } from "../../../lib/config/describe.ts";
import { loadConfiguration } from "../../../lib/config/load.ts";

const folder = "test/fixtures/config/golden";
const names = readdirSync(folder).filter((name) => name.endsWith(".conf"));

t.ok(names.length >= 40, "there are at least 40 files");

for (const name of names)
  t.test(name, async (t) => {
    const loaded = loadConfiguration(name, () => readFileSync(`${folder}/${name}`, "utf8"));
    const expected = readFileSync(`${folder}/${name.replace(/conf$/, "txt")}`, "utf8");
    t.equal(describeLoaded(loaded, { colour: false }), expected);
  });
