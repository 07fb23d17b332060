/** A program for the lab's machine: makes one measurement and reports its figures. */

import { emit } from "../lab/guest/event-line.ts";
import { checkout } from "../lab/host/checkout.ts";
import { measureBulk } from "./bulk-rounds.ts";
import { measureFailOver } from "./fail-over-rounds.ts";
import type { Figures } from "./figures.ts";
import { emptyListing } from "./start-up.ts";
import { timeStarts } from "./starts.ts";

/** Where the machine has the packages of the cache (test/lab/guest/init.sh). */
const debian = "/lab/debian";

const measurements: Readonly<Record<string, () => Figures | Promise<Figures>>> = {
  "start-up": () =>
    timeStarts(
      [
        { name: "true", argv: ["true"], prints: /^$/ },
        { name: "node -e 0", argv: ["node", "-e", "0"], prints: /^$/ },
        { name: "lvsadm -Ln", argv: ["lvsadm", "-Ln"], prints: emptyListing },
        { name: "ipvsadm -Ln", argv: ["ipvsadm", "-Ln"], prints: emptyListing },
      ],
      11,
    ),
  "fail-over": () => measureFailOver(debian),
  bulk: measureBulk,
};

const [name = ""] = process.argv.slice(2);
const measure = measurements[name];
if (measure === undefined) throw new Error(`there is no measurement ${JSON.stringify(name)}`);
process.chdir(checkout);
for (const [of, values] of await measure()) emit({ type: "figures", name: of, values });
process.exit(0);
