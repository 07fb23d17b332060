/**
 * A configuration → a keepalived.conf that says it completely and reads back the same: settings with defaults and inherited
 * values written out, and everything else as it is written.
 */

import type { Check, CheckTiming, HttpUrl } from "../check/model.ts";
import type { RealServer, VirtualServer } from "../director/model.ts";
import { familyOf } from "../net/address.ts";
import type { Endpoint } from "../net/endpoint.ts";
import type { SyncGroup, VirtualAddress, VrrpInstance } from "../vrrp/instance.ts";
import { addressLine } from "./address-line.ts";
import type { KeywordBlock } from "./block-names.ts";
import type { BlockValues, EntryValue, Keyword, Use, UseOf } from "./block-values.ts";
import { type EffectiveBlocks, linesOf, type Printed, printBlock, printUse, printUses } from "./print-block.ts";
import type { Loaded } from "./settings.ts";

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
    const { settings, values } = this.#loaded;
    const blocks = {
      global_defs: this.#global(),
      vrrp_sync_group: this.#inOrder("vrrp_sync_group", settings.syncGroups, (group) => this.#group(group)),
      vrrp_instance: this.#inOrder("vrrp_instance", settings.instances, (instance) => this.#instance(instance)),
      virtual_server: this.#inOrder("virtual_server", settings.virtualServers, (server) => this.#virtualServer(server)),
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

  #blockOf<B extends KeywordBlock>(_: B, settings: object): BlockValues<B> | undefined {
    const use = this.#loaded.places.from(settings) as Use<unknown, B> | undefined;
    return use?.block as BlockValues<B> | undefined;
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
      },
      {},
    );
    return block.length > 0 ? [{ words: ["global_defs"], block }] : [];
  }

  #group(group: SyncGroup): Printed {
    const members = group.members.map((member) => ({ words: [member] }));
    const block = printBlock(
      "vrrp_sync_group",
      this.#blockOf("vrrp_sync_group", group),
      {},
      {
        group: [{ words: ["group"], block: members }],
      },
    );
    return { words: ["vrrp_sync_group", group.name], block };
  }

  #instance(instance: VrrpInstance): Printed {
    const { authentication, garp, name } = instance;
    const written = this.#blockOf("vrrp_instance", instance);
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
    };
    const open = authentication.type === "none" ? [] : [printPassword(authentication)];
    const isHeader = written?.last("authentication")?.block.get("auth_type") === "AH";
    const blocks = {
      ...(isHeader ? {} : { authentication: open }),
      virtual_ipaddress: [{ words: ["virtual_ipaddress"], block: this.#addresses(instance, written) }],
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

  #virtualServer(server: VirtualServer): Printed {
    const { key } = server;
    const block = printBlock(
      "virtual_server",
      this.#blockOf("virtual_server", server),
      {
        ...(key.kind === "address" ? { protocol: key.protocol.toUpperCase() as "TCP" } : { ip_family: key.family }),
        lb_algo: server.scheduler as "rr",
        lb_kind: server.forwarding,
        persistence_timeout: server.persistenceTimeout,
        persistence_granularity: server.persistenceGranularity,
      },
      { real_server: server.realServers.map((real) => this.#realServer(real)) },
    );
    const head = key.kind === "address" ? [key.address, String(key.port)] : ["fwmark", String(key.fwmark)];
    return { words: ["virtual_server", ...head], block };
  }

  #realServer(real: RealServer): Printed {
    const { endpoint, weight, checks } = real;
    const of = (type: Check["type"]) => checks.filter((check) => check.type === type).map((one) => this.#check(one));
    const block = printBlock(
      "real_server",
      this.#blockOf("real_server", real),
      { lvs_method: real.forwarding, weight },
      { ...this.#otherChecks(real), TCP_CHECK: of("TCP_CHECK"), HTTP_GET: of("HTTP_GET") },
    );
    return { words: ["real_server", endpoint.address, String(endpoint.port)], block };
  }

  /** Where the server's port was mended, checks that are printed as written still go to the port that was written. */
  #otherChecks(real: RealServer): EffectiveBlocks<"real_server"> {
    const use = this.#loaded.places.from(real) as UseOf<"virtual_server", "real_server"> | undefined;
    const port = use?.value?.port;
    if (!use || !port || port === real.endpoint.port) return {};
    return Object.fromEntries(
      connecting.map((checker) => [
        checker,
        use.block.uses.filter(({ keyword }) => keyword === checker).map((one) => printUse(one, { connect_port: port })),
      ]),
    );
  }

  #check(check: Check): Printed {
    const values = { ...printTarget(check.target), ...printTiming(check.timing) };
    switch (check.type) {
      case "TCP_CHECK":
        return { words: [check.type], block: printBlock("TCP_CHECK", this.#blockOf("TCP_CHECK", check), values, {}) };
      case "HTTP_GET": {
        const url = check.urls.map((one) => this.#url(one));
        return {
          words: [check.type],
          block: printBlock(
            "HTTP_GET",
            this.#blockOf("HTTP_GET", check),
            { ...values, virtualhost: undefined },
            { url },
          ),
        };
      }
    }
  }

  #url(url: HttpUrl): Printed {
    const values = {
      path: url.path,
      digest: url.digest,
      status_code: url.statusCodes,
      virtualhost: url.virtualHost,
    };
    return { words: ["url"], block: printBlock("url", this.#blockOf("url", url), values, {}) };
  }
}

/** Checkers that connect and of which no settings are made yet. */
const connecting = ["SSL_GET", "SMTP_CHECK", "DNS_CHECK", "UDP_CHECK"] as const;

function printPassword({ type, secret }: Extract<VrrpInstance["authentication"], { type: "PASS" }>): Printed {
  const values = { auth_type: type, auth_pass: secret.reveal() };
  return { words: ["authentication"], block: printBlock("authentication", undefined, values, {}) };
}

function printTarget({ address, port }: Endpoint) {
  return { connect_ip: address, connect_port: port };
}

function printTiming(timing: CheckTiming) {
  return {
    delay_loop: timing.delayLoop,
    connect_timeout: timing.connectTimeout,
    retry: timing.retry,
    delay_before_retry: timing.delayBeforeRetry,
    warmup: timing.warmup,
  };
}
