/** What lvsadm's verbs need of a machine, all of it fake; a test replaces what it is about. */

import type { VerbPorts } from "../../lib/commands/lvsadm-verb-ports.ts";
import { lvsadmVerb } from "../../lib/commands/lvsadm-verbs.ts";
import { optionsOf } from "../../lib/commands/option-tables.ts";
import type { FirewallListing } from "../../lib/ports/firewall.ts";
import type { HostState } from "../../lib/ports/host-state.ts";
import type { ArpAnswer, ArpQuestion } from "../../lib/ports/neighbourhood.ts";
import type { Terminal } from "../../lib/ports/terminal.ts";
import { FakeClock } from "./fake-clock.ts";
import { FakeEnvironment } from "./fake-environment.ts";
import { FakeFiles } from "./fake-files.ts";
import { FakeIpvsTable } from "./fake-ipvs-table.ts";
import { FakeLinks } from "./fake-links.ts";
import { FakeLock } from "./fake-lock.ts";
import { fakeNames } from "./fake-names.ts";
import { FakeSysctls } from "./fake-sysctls.ts";

export class FakeVerbPorts extends FakeLock implements VerbPorts {
  readonly table = new FakeIpvsTable();
  readonly names = fakeNames();
  readonly files = new FakeFiles();
  readonly clock = new FakeClock();
  readonly links = new FakeLinks();
  readonly sysctls = new FakeSysctls();
  readonly host: HostState = {
    listening: () => [],
    running: () => [],
    reversePathDrops: () => 0,
  };
  /** What the packet filter's tools print. */
  firewall: FirewallListing[] = [];
  readonly readFirewall = () => this.firewall;
  /** Asked by ARP so far, and who answers. */
  readonly asked: ArpQuestion[] = [];
  answers: ArpAnswer[] = [];
  probeArp: VerbPorts["probeArp"] = async (questions) => {
    this.asked.push(...questions);
    return this.answers;
  };
  terminal: Terminal | undefined;

  openLinks = () => this.links;
  openTerminal = () => this.terminal;
  readonly optionsOf = optionsOf;

  openTable: VerbPorts["openTable"] = async () => this.table;

  rememberedPath(): string {
    return "/run/drained.json";
  }

  /** @param line without `lvsadm`. */
  async call(line: string): Promise<{ status: number; out: string; err: string }> {
    const environment = new FakeEnvironment("lvsadm", line.split(" "));
    const status = await lvsadmVerb(environment, this);
    return { status, out: environment.out, err: environment.err };
  }
}
