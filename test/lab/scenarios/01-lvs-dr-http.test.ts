/** Scenario 01, every expectation from outside. */

import { labTest } from "../lab-test.ts";
import { scenario } from "./01-lvs-dr-http.ts";

await labTest(import.meta.url, (lab) => scenario.play(lab, "lvskit"));
