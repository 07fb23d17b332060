/** Settings → a keepalived.conf that says them completely, defaults and inherited values written out, and reads back the same. */

import type { Check, CheckTiming, HttpUrl } from "../check/model.ts";
import type { RealServer, VirtualServer } from "../director/model.ts";
import type { SyncGroup, VirtualAddress, VrrpInstance } from "../vrrp/instance.ts";
import type { Settings } from "./settings.ts";

/** One statement: its words, and the statements of its block where it has one. */
interface Printed {
  readonly words: readonly (string | number)[];
  readonly block?: readonly Printed[];
}

/** @param settings of a configuration without errors. @returns the text, passwords included, with a final line end. */
export function printSettings(settings: Settings): string {
  const { routerId, syncGroups, instances, virtualServers } = settings;
  const group = instances[0]?.multicastGroup;
  const global = [...optional("router_id", routerId), ...optional("vrrp_mcast_group4", group)];
  const statements = [
    ...(global.length > 0 ? [block(["global_defs"], global)] : []),
    ...syncGroups.map(printGroup),
    ...instances.map(printInstance),
    ...virtualServers.map(printVirtualServer),
  ];
  return lines(statements, "").join("");
}

function lines(statements: readonly Printed[], indent: string): string[] {
  return statements.flatMap(({ words, block: inner }) => {
    const head = `${indent}${words.map(word).join(" ")}`;
    return inner ? [`${head} {\n`, ...lines(inner, `${indent}    `), `${indent}}\n`] : [`${head}\n`];
  });
}

/** Quotes what would not be one word, or not a word but an include; a value read from a file holds no double quote. */
function word(value: string | number): string {
  const text = String(value);
  return /^(?!\/\/|include)[\w.:/+-]+$/.test(text) ? text : `"${text}"`;
}

function statement(...words: readonly (string | number)[]): Printed {
  return { words };
}

function block(words: readonly (string | number)[], inner: readonly Printed[]): Printed {
  return { words, block: inner };
}

function optional(keyword: string, value: string | number | undefined): Printed[] {
  return value === undefined ? [] : [statement(keyword, value)];
}

/** Milliseconds → seconds with up to six decimals, without an exponent. */
function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(6).replace(/\.?0+$/, "");
}

function printGroup({ name, members }: SyncGroup): Printed {
  return block(
    ["vrrp_sync_group", name],
    [
      block(
        ["group"],
        members.map((member) => statement(member)),
      ),
    ],
  );
}

function printInstance(instance: VrrpInstance): Printed {
  const { authentication, garp } = instance;
  return block(
    ["vrrp_instance", instance.name],
    [
      statement("state", instance.wantedState),
      statement("interface", instance.interface),
      statement("virtual_router_id", instance.virtualRouterId),
      statement("priority", instance.priority),
      statement("advert_int", seconds(instance.advertInterval)),
      statement("version", instance.version),
      ...(instance.preempt ? [] : [statement("nopreempt")]),
      ...optional("mcast_src_ip", instance.sourceAddress),
      statement("garp_master_delay", seconds(garp.masterDelay)),
      statement("garp_master_repeat", garp.masterRepeat),
      statement("garp_master_refresh", seconds(garp.masterRefresh)),
      statement("garp_master_refresh_repeat", garp.masterRefreshRepeat),
      ...(authentication.type === "none"
        ? []
        : [
            block(
              ["authentication"],
              [statement("auth_type", authentication.type), statement("auth_pass", authentication.secret.reveal())],
            ),
          ]),
      block(["virtual_ipaddress"], instance.virtualAddresses.map(printAddress)),
    ],
  );
}

function printAddress({ address, prefixLength, device, label, broadcast, scope }: VirtualAddress): Printed {
  return statement(
    `${address}/${prefixLength}`,
    ...["dev", device],
    ...(label === undefined ? [] : ["label", label]),
    ...(broadcast === undefined ? [] : ["brd", broadcast]),
    ...["scope", scope],
  );
}

function printVirtualServer(server: VirtualServer): Printed {
  const { key } = server;
  return block(
    ["virtual_server", key.address, key.port],
    [
      statement("protocol", key.protocol.toUpperCase()),
      statement("lb_algo", server.scheduler),
      statement("lb_kind", server.forwarding),
      ...optional("persistence_timeout", server.persistenceTimeout),
      ...optional("persistence_granularity", server.persistenceGranularity),
      ...server.realServers.map(printRealServer),
    ],
  );
}

function printRealServer({ endpoint, weight, checks }: RealServer): Printed {
  return block(
    ["real_server", endpoint.address, endpoint.port],
    [statement("weight", weight), ...checks.map(printCheck)],
  );
}

function printCheck(check: Check): Printed {
  const common = [
    statement("connect_ip", check.target.address),
    statement("connect_port", check.target.port),
    ...printTiming(check.timing),
  ];
  switch (check.type) {
    case "TCP_CHECK":
      return block([check.type], common);
    case "HTTP_GET":
      return block([check.type], [...common, ...check.urls.map(printUrl)]);
  }
}

function printTiming(timing: CheckTiming): Printed[] {
  return [
    statement("delay_loop", seconds(timing.delayLoop)),
    statement("connect_timeout", seconds(timing.connectTimeout)),
    statement("retry", timing.retry),
    statement("delay_before_retry", seconds(timing.delayBeforeRetry)),
    statement("warmup", seconds(timing.warmup)),
  ];
}

function printUrl({ path, digest, statusCodes, virtualHost }: HttpUrl): Printed {
  return block(
    ["url"],
    [
      statement("path", path),
      ...optional("digest", digest),
      statement("status_code", ...statusCodes.map(({ from, to }) => `${from}-${to}`)),
      ...optional("virtualhost", virtualHost),
    ],
  );
}
