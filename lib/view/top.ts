/** lvsadm top as a machine: samples, keys and sizes in, what is to be shown out. Knows no terminal and no clock. */

import type { ListedService } from "../ipvs/listing.ts";
import { type History, type Load, loadOf, remembered, serviceLoad } from "./history.ts";
import type { Key } from "./keys.ts";

export type SortKey = "name" | keyof Load | "weight";

export interface Size {
  readonly rows: number;
  readonly columns: number;
}

export interface TopState {
  readonly size: Size;
  readonly sort: SortKey;
  /** Against the key's own direction: names from the front, loads from the highest. */
  readonly reversed: boolean;
  readonly paused: boolean;
  /** Seconds between samples. */
  readonly interval: number;
  /** Lines of the body that are above the screen. */
  readonly scrolled: number;
  /** In the order of listings; undefined before the first sample. */
  readonly table: readonly ListedService[] | undefined;
  /** Of the sample, such as `15:04:05`. */
  readonly time: string;
  /** What is said where a sample has no service. */
  readonly whenEmpty: string;
  readonly history: History;
  /** Why there is no newer sample. */
  readonly trouble: string | undefined;
  readonly help: boolean;
  readonly over: boolean;
}

export type TopEvent =
  | { readonly kind: "sample"; readonly table: readonly ListedService[]; readonly time: string }
  | { readonly kind: "trouble"; readonly sentence: string }
  | { readonly kind: "key"; readonly key: Key }
  | { readonly kind: "size"; readonly size: Size };

export function startTop(size: Size, interval: number, whenEmpty: string): TopState {
  return {
    size,
    sort: "connections",
    reversed: false,
    paused: false,
    interval,
    scrolled: 0,
    table: undefined,
    time: "",
    whenEmpty,
    history: new Map(),
    trouble: undefined,
    help: false,
    over: false,
  };
}

/** In the order in which `s` goes through them. */
export const sortKeys: readonly { readonly key: Key; readonly sort: SortKey; readonly title: string }[] = [
  { key: "n", sort: "name", title: "name" },
  { key: "c", sort: "connections", title: "conn/s" },
  { key: "i", sort: "in", title: "in B/s" },
  { key: "o", sort: "out", title: "out B/s" },
  { key: "a", sort: "active", title: "active" },
  { key: "w", sort: "weight", title: "weight" },
];

/** Seconds that can be chosen by + and -. */
const intervals = [1, 2, 5, 10, 30, 60];

/** @param bodyLength lines that the body has now, as far as scrolling goes. */
export function stepTop(state: TopState, event: TopEvent, bodyLength: number): TopState {
  switch (event.kind) {
    case "sample":
      if (state.paused) return state;
      return {
        ...state,
        table: event.table,
        time: event.time,
        history: remembered(state.history, event.table),
        trouble: undefined,
      };
    case "trouble":
      return { ...state, trouble: event.sentence };
    case "size":
      return { ...state, size: event.size };
    case "key":
      return pressed(state, event.key, bodyLength);
  }
}

function pressed(state: TopState, key: Key, bodyLength: number): TopState {
  const page = Math.max(1, state.size.rows - 4);
  const scroll = (by: number) => ({ ...state, scrolled: clamp(state.scrolled + by, bodyLength - page) });
  switch (key) {
    case "q":
    case "interrupt":
      return { ...state, over: true };
    case "p":
    case " ":
      return { ...state, paused: !state.paused };
    case "?":
    case "h":
      return { ...state, help: !state.help };
    case "r":
      return { ...state, reversed: !state.reversed };
    case "s":
    case "right":
      return { ...state, sort: neighbour(state.sort, 1) };
    case "left":
      return { ...state, sort: neighbour(state.sort, -1) };
    case "+":
      return { ...state, interval: intervals.find((one) => one > state.interval) ?? state.interval };
    case "-":
      return { ...state, interval: intervals.findLast((one) => one < state.interval) ?? state.interval };
    case "up":
    case "k":
      return scroll(-1);
    case "down":
    case "j":
      return scroll(1);
    case "page-up":
      return scroll(-page);
    case "page-down":
      return scroll(page);
    case "home":
      return { ...state, scrolled: 0 };
    case "end":
      return scroll(bodyLength);
    default: {
      const sort = sortKeys.find((one) => one.key === key)?.sort;
      return sort === undefined ? state : { ...state, sort };
    }
  }
}

function clamp(line: number, last: number): number {
  return Math.max(0, Math.min(line, last));
}

function neighbour(sort: SortKey, by: 1 | -1): SortKey {
  const at = sortKeys.findIndex((one) => one.sort === sort);
  return sortKeys.at((at + by) % sortKeys.length)?.sort ?? sort;
}

/** @returns services, and in each its real servers, as the person wants them sorted; equals keep the order of listings. */
export function sortedTable({ table = [], sort, reversed }: TopState): readonly ListedService[] {
  const inner = table.map((listed) => ({
    ...listed,
    destinations: ranked(listed.destinations, reversed, sort, ({ counters, activeConnections, settings }) =>
      sort === "weight" ? settings.weight : loadFor(loadOf(counters, activeConnections), sort),
    ),
  }));
  return ranked(inner, reversed, sort, (listed) => (sort === "weight" ? 0 : loadFor(serviceLoad(listed), sort)));
}

function loadFor(load: Load, sort: Exclude<SortKey, "weight">): number {
  return sort === "name" ? 0 : load[sort];
}

function ranked<T>(items: readonly T[], reversed: boolean, sort: SortKey, rank: (item: T) => number): T[] {
  if (sort === "name") return reversed ? [...items].reverse() : [...items];
  const direction = reversed ? 1 : -1;
  return items
    .map((item) => ({ item, by: rank(item) }))
    .sort((a, b) => direction * (a.by - b.by))
    .map(({ item }) => item);
}
