/** Scenario 01: LVS-DR in front of two web servers, two directors, one keepalived.conf. */

import type { Scenario } from "../scenario.ts";
import { demo } from "./01-lvs-dr-http/demo.ts";
import { deploy } from "./01-lvs-dr-http/deployment.ts";
import { play } from "./01-lvs-dr-http/expectations.ts";
import { siteUrl } from "./01-lvs-dr-http/site.ts";

export const scenario: Scenario = {
  title: "LVS-DR in front of two web servers, two directors",
  deploy: async (lab, make) => (await deploy(lab, make)).deployment,
  play,
  demo,
  hints: [
    `on client curl ${siteUrl}`,
    "on pip lvsadm -Ln",
    "on pip ip address",
    "on sip less /etc/keepalived/keepalived.conf",
  ],
};
