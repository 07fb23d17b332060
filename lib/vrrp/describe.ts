/** Reports of an election in words: one sentence each, and how loud it is. Passwords are not in reports. */

import type { Rejection } from "./receive.ts";
import type { Reason, Report } from "./report.ts";
import type { Conditions, Heard } from "./state.ts";

export interface Description {
  readonly level: "error" | "warning" | "notice";
  /** Without the instance's name, without a full stop. */
  readonly sentence: string;
}

export function describe(report: Report): Description {
  switch (report.kind) {
    case "transition": {
      const sentence = `${report.from} -> ${report.to}: ${because(report.reason)}`;
      return { level: report.to === "FAULT" ? "error" : "notice", sentence };
    }
    case "rejected":
      return warning(`dropping advertisements from ${report.source}: ${fault(report.rejection)}`);
    case "addresses differ":
      return warning(`${report.source} advertises other virtual addresses than are configured here`);
    case "lower priority":
      return notice(`${of(report.heard)} is below ours (${report.ours}): taking over when the timer runs out`);
    case "rival":
      return warning(`another MASTER: ${of(report.heard)}, ours is ${report.ours}: advertising and announcing again`);
    case "own address":
      return warning(`our own address ${report.source} advertises with our priority: a loop, or a cloned host`);
    case "two owners":
      return { level: "error", sentence: `${report.source} has priority 255 too: only one can own the addresses` };
    case "reconfigured":
      return notice(`virtual addresses changed:${list(" added", report.added)}${list(" removed", report.removed)}`);
  }
}

function because(reason: Reason): string {
  switch (reason.kind) {
    case "started":
      return "started";
    case "owner":
      return "priority 255 owns the addresses";
    case "silence":
      return `no advertisement for ${seconds(reason.interval)}${reason.last ? `, the last was from ${of(reason.last)}` : ""}`;
    case "given up":
      return `${reason.by} gave up being MASTER`;
    case "preempting":
      return `taking over from ${of(reason.heard)}`;
    case "better master":
      return `${of(reason.heard)} is MASTER`;
    case "conditions":
      return conditions(reason.conditions);
    case "recovered":
      return "fault is over";
    case "address lost":
      return `somebody removed ${reason.address}`;
    case "failed":
      return `${reason.sentence}; trying again in ${seconds(reason.retryIn)}`;
    case "stopped":
      return reason.because;
  }
}

function conditions({ downLinks, source }: Conditions): string {
  const down = downLinks.length > 0 ? [`link ${downLinks.join(", ")} is down`] : [];
  const homeless = source === undefined ? ["the interface has no IPv4 address of its own"] : [];
  return [...down, ...homeless].join(", ");
}

function fault(rejection: Rejection): string {
  switch (rejection.kind) {
    case "version":
      return `VRRP version ${rejection.version}, ours is 2`;
    case "truncated":
      return "truncated";
    case "length":
      return `${rejection.length} bytes where ${rejection.expected} are right`;
    case "time to live":
      return `time to live ${rejection.timeToLive}, must be 255 (it came through a router)`;
    case "authentication type":
      return `authentication type ${rejection.theirs}, ours is ${rejection.ours}`;
    case "password":
      return "wrong password";
    case "interval":
      return `advert_int ${rejection.theirs}, ours is ${rejection.ours}`;
    case "type":
      return `type ${rejection.type} is not an advertisement`;
    case "checksum":
      return "wrong checksum";
    case "destination":
      return `sent to ${rejection.destination}, not to our multicast group`;
  }
}

function of({ source, priority }: Heard): string {
  return `${source} (priority ${priority})`;
}

function list(word: string, items: readonly string[]): string {
  return items.length > 0 ? `${word} ${items.join(", ")}` : "";
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(3).replace(/\.?0+$/, "")} s`;
}

function warning(sentence: string): Description {
  return { level: "warning", sentence };
}

function notice(sentence: string): Description {
  return { level: "notice", sentence };
}
