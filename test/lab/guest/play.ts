/** The program that plays a scenario in the machine: arguments are its name, the mode, and for a shell the terminal's measures. */

import type { Scenario } from "../scenario.ts";
import { Lab } from "./lab.ts";
import { openShell } from "./shell.ts";

const [name = "", mode = "", ...terminal] = process.argv.slice(2);
const { scenario } = (await import(`../scenarios/${name}.js`)) as { scenario: Scenario };
const lab = new Lab();
const held = await lab.check(
  `${name} plays to its end`,
  async () => {
    if (mode === "shell") await openShell(lab, await scenario.deploy(lab, "lvskit"), scenario.hints, terminal);
    else if (mode === "demo" && scenario.demo !== undefined) await scenario.demo(lab);
    else await scenario.play(lab, mode === "peer" ? "keepalived" : "lvskit");
  },
  { within: 24 * 3600 * 1000 },
);
process.exit(held && lab.failed === 0 ? 0 : 1);
