/** Weights with their signs, from the line or from the definition. */

import t from "tap";
import { NamedBlocks } from "../../../../lib/config/checks/named-blocks.ts";
import { contribution, trackedBy } from "../../../../lib/config/checks/trackers.ts";
import { loadText } from "../../../support/configuration.ts";
import { instance } from "../../../support/findings.ts";

t.test("each tracker with its weight and what it adds", async (t) => {
  const script = (name: string) => `vrrp_script ${name} { script "/s"\n weight -20 reverse\n }\n`;
  const definitions = `${["s", "t", "u"].map(script).join("")}
 track_file f { file /f
 }
 bfd_instance b { neighbor_ip 192.0.2.9
 weight 5 }
`;
  const { values } = loadText(
    definitions +
      instance(
        " track_script {\n s\n t weight 3\n u noreverse\n none\n }\n track_file {\n f\n }\n track_bfd {\n b\n }\n",
      ) +
      instance(" track_interface {\n eth1\n eth2 weight -7 reverse\n }\n"),
  );
  const seen = values
    .all("vrrp_instance")
    .flatMap(({ block }) => trackedBy(block, new NamedBlocks(values)))
    .map((one) => [one.name, one.weight, one.reverse, contribution(one), one.definition?.value]);
  t.strictSame(seen, [
    ["s", -20, true, [0, 20], "s"],
    ["t", 3, false, [3, 0], "t"],
    ["u", -20, false, [0, -20], "u"],
    ["none", 0, false, [0, 0], undefined],
    ["f", 1, false, [1, 0], "f"],
    ["b", 5, false, [5, 0], "b"],
    ["eth1", 0, false, [0, 0], undefined],
    ["eth2", -7, true, [0, 7], undefined],
  ]);
});
