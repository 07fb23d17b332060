/**
 * A configuration → a keepalived.conf that says it completely and reads back the same: settings with defaults and inherited
 * values written out, and everything else as it is written.
 */

import { familyOf } from "../net/address.ts";
import type { SyncGroup, VirtualAddress, VrrpInstance } from "../vrrp/instance.ts";
import { addressLine } from "./address-line.ts";
import type { BlockValues, EntryValue, Keyword } from "./block-values.ts";
import { blockOf, type Effective, linesOf, type Printed, printBlock, printUses } from "./print-block.ts";
import { printVirtualServer } from "./print-servers.ts";
import {
  instanceNotifyValues,
  mannersValues,
  notifyValues,
  peerBlock,
  printTrackedFile,
  printTrackedProcess,
  printTrackedScript,
  trackedBlocks,
  unicastValues,
} from "./print-vrrp.ts";
import type { Loaded, MailSettings } from "./settings.ts";

export type Printable = Pick<Loaded, "settings" | "values" | "places">;

/** @param loaded a configuration without errors. @returns the text, passwords included, with a final line end. */
export function printConfiguration(loaded: Printable): string {
  return linesOf(new Printer(loaded).print()).join("");
}

class Printer {
  readonly #loaded: Printable;

  constructor(loaded: Printable) {
    this.#loaded = loaded;
  }

  print(): Printed[] {
    const { settings, values, places } = this.#loaded;
    const { scripts, files, processes } = settings.trackers;
    const blocks = {
      global_defs: this.#global(),
      vrrp_script: this.#inOrder("vrrp_script", scripts, (one) => printTrackedScript(places, one)),
      track_file: this.#inOrder("track_file", files, (one) => printTrackedFile(places, one)),
      vrrp_track_process: this.#inOrder("vrrp_track_process", processes, (one) => printTrackedProcess(places, one)),
      vrrp_sync_group: this.#inOrder("vrrp_sync_group", settings.syncGroups, (group) => this.#group(group)),
      vrrp_instance: this.#inOrder("vrrp_instance", settings.instances, (instance) => this.#instance(instance)),
      virtual_server: this.#inOrder("virtual_server", settings.virtualServers, (server) =>
        printVirtualServer(places, server),
      ),
    };
    return printBlock("file", values, {}, blocks);
  }

  /** @returns what settings say in place of the use that they were made from, and uses of which none were made. */
  #inOrder<T extends object>(keyword: Keyword<"file">, settings: readonly T[], print: (of: T) => Printed): Printed[] {
    const { places, values } = this.#loaded;
    const made = new Map(settings.map((one) => [places.from(one), print(one)]));
    const uses = values.uses.filter((use) => use.keyword === keyword);
    if (uses.length === 0) return settings.map(print);
    return uses.flatMap((use) => made.get(use) ?? printUses(use.row, [use]));
  }

  #global(): Printed[] {
    const { settings, values } = this.#loaded;
    const group = settings.instances[0]?.multicastGroup;
    const block = printBlock(
      "global_defs",
      values.last("global_defs")?.block,
      {
        ...(settings.routerId === undefined ? {} : { router_id: settings.routerId }),
        ...(group === undefined ? {} : { vrrp_mcast_group4: group }),
        ...(settings.mail === undefined ? {} : mailValues(settings.mail)),
      },
      settings.mail === undefined ? {} : { notification_email: recipientsBlock(settings.mail) },
    );
    return block.length > 0 ? [{ words: ["global_defs"], block }] : [];
  }

  #group(group: SyncGroup): Printed {
    const members = group.members.map((member) => ({ words: [member] }));
    const values = { ...notifyValues(group.notify), sync_group_tracking_weight: group.trackingWeight || undefined };
    const block = printBlock("vrrp_sync_group", blockOf(this.#loaded.places, "vrrp_sync_group", group), values, {
      group: [{ words: ["group"], block: members }],
      ...trackedBlocks(group.tracked),
    });
    return { words: ["vrrp_sync_group", group.name], block };
  }

  #instance(instance: VrrpInstance): Printed {
    const { authentication, garp, name } = instance;
    const written = blockOf(this.#loaded.places, "vrrp_instance", instance);
    const source = written?.get("mcast_src_ip");
    const values = {
      state: instance.wantedState,
      interface: instance.interface,
      virtual_router_id: instance.virtualRouterId,
      priority: instance.priority,
      ...(this.#isThird(written)
        ? { version: 3 as const }
        : { advert_int: instance.advertInterval, version: 2 as const }),
      nopreempt: instance.preempt ? undefined : (true as const),
      preempt: undefined,
      mcast_src_ip: instance.sourceAddress ?? source,
      garp_master_delay: garp.masterDelay,
      garp_master_repeat: garp.masterRepeat,
      garp_master_refresh: garp.masterRefresh,
      garp_master_refresh_repeat: garp.masterRefreshRepeat,
      ...mannersValues(instance.manners),
      ...instanceNotifyValues(instance.notify),
      ...(instance.unicast ? unicastValues(instance.unicast) : {}),
      use_vmac: instance.virtualMac,
      use_ipvlan: instance.ipvlan,
    };
    const open = authentication.type === "none" ? [] : [printPassword(authentication)];
    const isHeader = written?.last("authentication")?.block.get("auth_type") === "AH";
    const blocks = {
      ...(isHeader ? {} : { authentication: open }),
      virtual_ipaddress: [{ words: ["virtual_ipaddress"], block: this.#addresses(instance, written) }],
      virtual_ipaddress_excluded: this.#excluded(instance),
      ...trackedBlocks(instance.tracked),
      ...(instance.unicast ? { unicast_peer: peerBlock(instance.unicast) } : {}),
    };
    return { words: ["vrrp_instance", name], block: printBlock("vrrp_instance", written, values, blocks) };
  }

  /** VRRPv3 is no instance's setting yet, but what a file says may be. */
  #isThird(written: BlockValues<"vrrp_instance"> | undefined): boolean {
    const global = this.#loaded.values.last("global_defs")?.block;
    return (written?.get("version") ?? global?.get("vrrp_version")) === 3;
  }

  /** @returns the instance's addresses, and in their order those that it does not have because they are of IPv6. */
  #addresses({ virtualAddresses }: VrrpInstance, written: BlockValues<"vrrp_instance"> | undefined): Printed[] {
    const { places } = this.#loaded;
    const made = new Map(virtualAddresses.map((one) => [places.from(one), this.#address(one)]));
    const lines = written?.last("virtual_ipaddress")?.block;
    if (lines === undefined) return [...virtualAddresses.map((one) => this.#address(one))];
    return lines.flatMap((line) => {
      const { value } = line;
      const six = value && familyOf(value.prefix.address) === "inet6";
      return made.get(line) ?? (six ? { words: addressLine.write(value) } : []);
    });
  }

  #excluded({ excludedAddresses }: VrrpInstance): Printed[] {
    if (excludedAddresses.length === 0) return [];
    const block = excludedAddresses.map((one) => this.#address(one));
    return [{ words: ["virtual_ipaddress_excluded"], block }];
  }

  #address(virtual: VirtualAddress): Printed {
    const written = this.#loaded.places.from(virtual)?.value as EntryValue<"virtual_ipaddress"> | undefined;
    const { broadcast: _, ...rest } = { ...written };
    return {
      words: addressLine.write({
        ...rest,
        prefix: { address: virtual.address, ...(rest.peer ? {} : { length: virtual.prefixLength }) },
        dev: virtual.device,
        ...(virtual.label === undefined ? {} : { label: virtual.label }),
        ...(virtual.broadcast === undefined ? {} : { brd: virtual.broadcast }),
        scope: virtual.scope,
      }),
    };
  }
}

function printPassword({ type, secret }: Extract<VrrpInstance["authentication"], { type: "PASS" }>): Printed {
  const values = { auth_type: type, auth_pass: secret.reveal() };
  return { words: ["authentication"], block: printBlock("authentication", undefined, values, {}) };
}

function mailValues(mail: MailSettings): Effective<"global_defs"> {
  return {
    notification_email_from: mail.from,
    smtp_server: mail.server,
    smtp_helo_name: mail.helloName,
    smtp_connect_timeout: mail.connectTimeout,
  };
}

function recipientsBlock({ recipients }: MailSettings): readonly Printed[] {
  return [{ words: ["notification_email"], block: recipients.map((recipient) => ({ words: [recipient] })) }];
}
