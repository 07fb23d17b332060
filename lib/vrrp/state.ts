/**
 * The states of an election (RFC 3768 section 6.3, with keepalived's FAULT), each with only what it can have, deadlines
 * included: no timer exists outside a state, so none can fire into a state that is gone. Times are milliseconds of a
 * monotonic clock that is always passed in.
 */

import type { Address } from "../net/address.ts";
import type { VrrpInstance } from "./instance.ts";

/** One instance's part in its election. */
export interface Election {
  readonly instance: VrrpInstance;
  readonly state: State;
}

export type State = Init | Backup | Master | Fault;
export type StateName = State["kind"];

/** Not started yet, or ended. */
export interface Init {
  readonly kind: "INIT";
}

export interface Backup {
  readonly kind: "BACKUP";
  /** Own address, which would be the source of advertisements. */
  readonly source: Address;
  readonly masterDownAt: number;
  /** When the wait for `masterDownAt` began. */
  readonly since: number;
  /** The last advertisement that was heeded. */
  readonly heard: Heard | undefined;
  /** Kinds of trouble told already; each is told once until the state or the master changes. */
  readonly told: readonly string[];
}

export interface Master {
  readonly kind: "MASTER";
  /** Source of advertisements; decides between equal priorities. */
  readonly source: Address;
  readonly advertiseAt: number;
  /** Second burst of announcements, until it has been sent. */
  readonly announceAgainAt: number | undefined;
  /** Next periodic announcement, where those are switched on. */
  readonly refreshAt: number | undefined;
  readonly told: readonly string[];
}

/** Cannot take part: the conditions are not met, or something failed that being MASTER needs. */
export interface Fault {
  readonly kind: "FAULT";
  readonly conditions: Conditions;
  /** When to try again after a failure. */
  readonly retryAt: number | undefined;
}

export interface Heard {
  readonly source: Address;
  readonly priority: number;
}

/** What the host offers the instance; the election needs no link down, and a source address. */
export interface Conditions {
  /** Names of links that the instance needs and that are missing, down or without carrier. */
  readonly downLinks: readonly string[];
  readonly source: Address | undefined;
}

export function initialElection(instance: VrrpInstance): Election {
  return { instance, state: { kind: "INIT" } };
}

/** @returns when the election must be given a `deadline` event; undefined: only news can change anything. */
export function nextDeadline({ state }: Election): number | undefined {
  switch (state.kind) {
    case "INIT":
      return undefined;
    case "BACKUP":
      return state.masterDownAt;
    case "MASTER":
      return Math.min(state.advertiseAt, state.announceAgainAt ?? Infinity, state.refreshAt ?? Infinity);
    case "FAULT":
      return state.retryAt;
  }
}
