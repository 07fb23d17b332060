/** V8 is told what it understands alone: of anything else it complains on standard error, which is the command's. */

import { spawnSync } from "node:child_process";
import t from "tap";
import { lateCompiling } from "../../../lib/system/late-compiling.ts";

t.test(
  "it is told under Node 20",
  { skip: !process.version.startsWith("v20.") && "this is another Node" },
  async (t) => {
    const flags = t.capture(process.getBuiltinModule("node:v8"), "setFlagsFromString");
    lateCompiling.begins();
    t.strictSame(
      flags().map(({ args }) => args[0]),
      ["--interrupt-budget=2000000"],
    );
  },
);

t.test("nothing is complained of, under any Node", async (t) => {
  const module = new URL("../../../lib/system/late-compiling.js", import.meta.url).href;
  const program = `import(${JSON.stringify(module)}).then(({ lateCompiling }) => lateCompiling.begins())`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" });
  t.same({ status, stdout, stderr }, { status: 0, stdout: "", stderr: "" });
});
