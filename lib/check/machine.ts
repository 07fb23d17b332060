/**
 * One check of one real server over time: when to try, when to give up on a try, when its failures make the server fail.
 * A reducer on data: time is handed in, sockets and the table are the caller's business.
 */

import type { Reading } from "./http-reader.ts";
import { hostHeader, requestBytes } from "./http-request.ts";
import type { Check, HttpUrl } from "./model.ts";
import {
  connectionFailure,
  describeProbe,
  isOwnFault,
  judgeReading,
  noAnswer,
  noConnection,
  type Verdict,
} from "./verdict.ts";

/** "unknown": no verdict yet, which counts as up unless the server must prove itself first. */
export type Health = "unknown" | "up" | "down";

export interface CheckState {
  readonly check: Check;
  readonly health: Health;
  /** Tries that failed since the last one that passed. */
  readonly failures: number;
  /** Tries after a failed one before the verdict "down". */
  readonly retries: number;
  /** Index of the url that is tried next or now. */
  readonly url: number;
  readonly phase: Phase;
}

/** Times are the caller's monotonic milliseconds. */
export type Phase =
  | { readonly name: "waiting"; readonly due: number }
  | { readonly name: "connecting"; readonly since: number; readonly deadline: number }
  | { readonly name: "answering"; readonly since: number; readonly deadline: number };

export type CheckEvent =
  /** {@link nextDeadline} has come; ignored before it. */
  | { readonly kind: "deadline" }
  | { readonly kind: "connected" }
  | { readonly kind: "answered"; readonly reading: Exclude<Reading, { kind: "more" }> }
  /** @property code symbolic errno. */
  | { readonly kind: "failed"; readonly code: string; readonly reason: string };

/** In the order in which they are to be done. */
export type CheckAction =
  | { readonly do: "dial" }
  /** Send this over the connection and read the answer. */
  | { readonly do: "request"; readonly bytes: Uint8Array; readonly digest: boolean }
  | { readonly do: "close" }
  /** The verdict on the server has changed. */
  | { readonly do: "report"; readonly health: "up" | "down"; readonly try: Try }
  /** A try failed without changing the verdict. */
  | { readonly do: "note"; readonly try: Try }
  /** This host could not try; the verdict stands. */
  | { readonly do: "postpone"; readonly probe: string; readonly reason: string };

export interface Try {
  /** `HTTP_GET /index.html`. */
  readonly probe: string;
  readonly reason: string;
  /** Milliseconds from the start of the connection to the verdict. */
  readonly latency: number;
  /** 1 for the first of a row. */
  readonly number: number;
  /** Tries that a verdict "down" takes. */
  readonly of: number;
}

export interface StartOptions {
  /** In [0, 1): spreads the first checks over `warmup`. */
  readonly random: number;
  /** The daemon has just started: one failed try is enough as long as none has passed. */
  readonly fresh: boolean;
  /** "down" for a server that was out before its check was changed. */
  readonly health: "unknown" | "down";
}

/** A second for the host's network to settle, as keepalived allows it. */
const firstDelay = 1000;

export function startCheck(check: Check, options: StartOptions, now: number): CheckState {
  return {
    check,
    health: options.health,
    failures: 0,
    retries: options.fresh ? 0 : check.timing.retry,
    url: 0,
    phase: { name: "waiting", due: now + firstDelay + options.random * check.timing.warmup },
  };
}

/** When {@link step} wants a "deadline" event. */
export function nextDeadline({ phase }: CheckState): number {
  return phase.name === "waiting" ? phase.due : phase.deadline;
}

export interface CheckStep {
  readonly state: CheckState;
  readonly actions: readonly CheckAction[];
}

/** Events that do not fit the phase change nothing. */
export function step(state: CheckState, event: CheckEvent, now: number): CheckStep {
  switch (event.kind) {
    case "deadline":
      return now < nextDeadline(state) ? { state, actions: [] } : atDeadline(state, now);
    case "connected":
      return state.phase.name === "connecting" ? atConnected(state, state.phase.since, now) : { state, actions: [] };
    case "answered": {
      const url = currentUrl(state);
      if (state.phase.name !== "answering" || url === undefined) return { state, actions: [] };
      return atVerdict(state, judgeReading(url, event.reading), state.phase.since, now);
    }
    case "failed":
      return state.phase.name === "waiting" ? { state, actions: [] } : atFailed(state, event, state.phase.since, now);
  }
}

function atDeadline(state: CheckState, now: number): CheckStep {
  const { connectTimeout } = state.check.timing;
  switch (state.phase.name) {
    case "waiting":
      return {
        state: { ...state, phase: { name: "connecting", since: now, deadline: now + connectTimeout } },
        actions: [{ do: "dial" }],
      };
    case "connecting":
      return atVerdict(state, noConnection(connectTimeout), state.phase.since, now);
    case "answering":
      return atVerdict(state, noAnswer(connectTimeout), state.phase.since, now);
  }
}

function atConnected(state: CheckState, since: number, now: number): CheckStep {
  const { check } = state;
  const url = currentUrl(state);
  if (url === undefined) return atVerdict(state, { passed: true, reason: "connected" }, since, now);
  const bytes = requestBytes({ path: url.path, host: hostHeader(check.target, url.virtualHost) });
  return {
    state: { ...state, phase: { name: "answering", since, deadline: now + check.timing.connectTimeout } },
    actions: [{ do: "request", bytes, digest: url.digest !== undefined }],
  };
}

function atFailed(state: CheckState, event: { code: string; reason: string }, since: number, now: number): CheckStep {
  const verdict = connectionFailure(event.code, event.reason);
  if (!isOwnFault(event.code)) return atVerdict(state, verdict, since, now);
  return {
    state: waiting(state, now + state.check.timing.delayBeforeRetry),
    actions: [
      { do: "close" },
      { do: "postpone", probe: describeProbe(state.check, state.url), reason: verdict.reason },
    ],
  };
}

function atVerdict(state: CheckState, verdict: Verdict, since: number, now: number): CheckStep {
  const made: Try = {
    probe: describeProbe(state.check, state.url),
    reason: verdict.reason,
    latency: now - since,
    number: verdict.passed ? 1 : state.failures + 1,
    of: state.retries + 1,
  };
  const next = verdict.passed ? atPassed(state, made, now) : atFailure(state, made, now);
  return { state: next.state, actions: [{ do: "close" }, ...next.actions] };
}

/** Urls are tried one per delay_loop; the server is up when the last one has passed. */
function atPassed(state: CheckState, made: Try, now: number): CheckStep {
  const { timing } = state.check;
  const url = state.url + 1 < urlCount(state.check) ? state.url + 1 : 0;
  const next = { ...waiting(state, now + timing.delayLoop), failures: 0, retries: timing.retry, url };
  if (url > 0 || state.health === "up") return { state: next, actions: [] };
  return { state: { ...next, health: "up" }, actions: [{ do: "report", health: "up", try: made }] };
}

function atFailure(state: CheckState, made: Try, now: number): CheckStep {
  const { timing } = state.check;
  if (state.health === "down")
    return { state: { ...waiting(state, now + timing.delayLoop), url: 0 }, actions: [{ do: "note", try: made }] };
  if (made.number < made.of)
    return {
      state: { ...waiting(state, now + timing.delayBeforeRetry), failures: made.number },
      actions: [{ do: "note", try: made }],
    };
  return {
    state: { ...waiting(state, now + timing.delayLoop), health: "down", failures: 0, retries: timing.retry, url: 0 },
    actions: [{ do: "report", health: "down", try: made }],
  };
}

function waiting(state: CheckState, due: number): CheckState {
  return { ...state, phase: { name: "waiting", due } };
}

/** @returns undefined for a check that is done with the connection itself. */
function currentUrl({ check, url }: CheckState): HttpUrl | undefined {
  switch (check.type) {
    case "TCP_CHECK":
      return undefined;
    case "HTTP_GET":
      return check.urls[url];
  }
}

function urlCount(check: Check): number {
  switch (check.type) {
    case "TCP_CHECK":
      return 1;
    case "HTTP_GET":
      return check.urls.length;
  }
}
