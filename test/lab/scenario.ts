/** What a scenario is: one description of a deployment, tested, played with narration, or left running for a person. */

import type { Cluster } from "./guest/cluster.ts";
import type { Make } from "./guest/director.ts";
import type { Lab } from "./guest/lab.ts";

export interface Scenario {
  /** One line for a person. */
  readonly title: string;
  /** Builds the cluster and brings its services up with daemons of `make`; ends when the main job is being done. */
  deploy(lab: Lab, make: Make): Promise<{ readonly cluster: Cluster }>;
  /** Deploys, then checks every expectation of the scenario from outside. */
  play(lab: Lab, make: Make): Promise<void>;
  /** The short narrated play, where there is one. */
  demo?(lab: Lab): Promise<void>;
  /** What a person in the shell may want to try first, one command line each. */
  readonly hints: readonly string[];
}
