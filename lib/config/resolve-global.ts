/** `global_defs` → what instances, checks and the daemons inherit from it. */

import { type Address, address } from "../net/address.ts";
import type { GarpSettings } from "../vrrp/instance.ts";
import type { BlockValues } from "./block-values.ts";
import type { Report } from "./report.ts";
import type { RunsAs } from "./resolve-command.ts";
import { atLeastOne } from "./resolve-garp.ts";
import type { MannersDefaults } from "./resolve-manners.ts";
import type { NotifyDefaults } from "./resolve-notify.ts";
import type { MailSettings } from "./settings.ts";

export interface GlobalSettings {
  readonly routerId?: string;
  readonly mail?: MailSettings;
  readonly multicastGroup: Address;
  readonly garp: GarpSettings;
  readonly manners: MannersDefaults;
  readonly notify: NotifyDefaults;
  readonly checkSource: boolean;
  /** Whether virtual and real servers that do not say otherwise send mail. */
  readonly serverMail: boolean;
  readonly version: 2 | 3;
  /** Carries static addresses that name no interface. */
  readonly device: string;
}

type Values = BlockValues<"global_defs"> | undefined;

/** @param values undefined where there is no such block. */
export function resolveGlobal(report: Report, values: Values): GlobalSettings {
  const routerId = values?.get("router_id");
  const mail = resolveMail(values);
  const garp = resolveGarp(report, values);
  const everyMail = values?.get("smtp_alert") ?? false;
  return {
    ...(routerId === undefined ? {} : { routerId }),
    ...(mail === undefined ? {} : { mail }),
    multicastGroup: values?.get("vrrp_mcast_group4") ?? address("224.0.0.18"),
    garp,
    manners: {
      strict: values?.has("vrrp_strict") ?? false,
      downTimerAdverts: values?.get("vrrp_down_timer_adverts") ?? 3,
      lowerPrioNoAdvert: values?.get("vrrp_lower_prio_no_advert") ?? false,
      higherPrioSendAdvert: values?.get("vrrp_higher_prio_send_advert") ?? false,
      skipCheckAdvAddr: values?.has("vrrp_skip_check_adv_addr") ?? false,
      garpLowerPrioDelay: values?.get("vrrp_garp_lower_prio_delay") ?? garp.masterDelay,
      garpLowerPrioRepeat: values?.get("vrrp_garp_lower_prio_repeat") ?? garp.masterRepeat,
    },
    notify: {
      runsAs: resolveRunsAs(values),
      priorityChanges: values?.get("vrrp_notify_priority_changes") ?? false,
      mail: values?.get("smtp_alert_vrrp") ?? everyMail,
    },
    checkSource: values?.has("vrrp_check_unicast_src") ?? false,
    serverMail: values?.get("smtp_alert_checker") ?? everyMail,
    version: values?.get("vrrp_version") ?? 2,
    device: values?.get("default_interface") ?? "eth0",
  };
}

function resolveGarp(report: Report, values: Values): GarpSettings {
  const count = (keyword: "vrrp_garp_master_repeat" | "vrrp_garp_master_refresh_repeat") =>
    atLeastOne(report, values?.get(keyword), values?.place(keyword));
  return {
    masterDelay: values?.get("vrrp_garp_master_delay") ?? 5000,
    masterRepeat: count("vrrp_garp_master_repeat") ?? 5,
    masterRefresh: values?.get("vrrp_garp_master_refresh") ?? 0,
    masterRefreshRepeat: count("vrrp_garp_master_refresh_repeat") ?? 1,
  };
}

function resolveRunsAs(values: Values): RunsAs {
  const { user, group } = values?.get("script_user") ?? {};
  return { ...(user === undefined ? {} : { user }), ...(group === undefined ? {} : { group }) };
}

/** RFC 5321 section 4.5.4.2. */
const smtpPort = 25;

/** @returns undefined where nobody gets mail, or no server takes it. */
function resolveMail(values: Values): MailSettings | undefined {
  const recipients = (values?.last("notification_email")?.block ?? []).flatMap(({ value }) => value ?? []);
  const server = values?.get("smtp_server");
  if (recipients.length === 0 || server === undefined) return undefined;
  const from = values?.get("notification_email_from");
  const helloName = values?.get("smtp_helo_name");
  return {
    recipients,
    ...(from === undefined ? {} : { from }),
    server: { host: server.host, port: server.port ?? smtpPort },
    ...(helloName === undefined ? {} : { helloName }),
    connectTimeout: values?.get("smtp_connect_timeout") ?? 30_000,
  };
}
