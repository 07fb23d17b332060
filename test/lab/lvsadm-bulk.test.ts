/** lvsadm -R and -S as they are installed, on the kernel's IPVS and beside Debian's ipvsadm. */

import assert from "node:assert/strict";
import { labTest } from "./lab-test.ts";

await labTest(import.meta.url, async (lab) => {
  await lab.check("what cannot be read, or not written, is a failure", async () => {
    assert.deepEqual(await lab.run(["sh", "-c", "lvsadm -R </"]), {
      status: 1,
      stdout: "",
      stderr: "lvsadm: cannot read standard input: Is a directory\n",
    });
    assert.deepEqual(await lab.run(["lvsadm", "-R"], { input: "-A -t 10.0.0.1:80 -s rr" }), {
      status: 0,
      stdout: "",
      stderr: "",
    });
    const full = await lab.run(["sh", "-c", "lvsadm -Sn >/dev/full"]);
    assert.deepEqual([full.status, full.stderr], [1, "lvsadm: cannot write the output: No space left on device\n"]);
    await lab.run(["lvsadm", "-C"]);
  });
});
