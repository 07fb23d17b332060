/** What lvsadm top shows: a head, the titles of columns, as much of the body as there is room for, and the keys. Pure. */

import type { ListedService } from "../ipvs/listing.ts";
import type { ServerState } from "../ipvs/overview.ts";
import { type Fitted, fittingColumns, gap, lineWidth, type ServerRow, serverRows } from "./columns.ts";
import { destinationEntry, type Load, serviceEntry } from "./history.ts";
import { cutLine, type Line, type Segment, type Tone } from "./line.ts";
import { counted } from "./quantities.ts";
import { serviceTitle } from "./service-title.ts";
import { sparkline } from "./sparkline.ts";
import { sortedTable, sortKeys, type TopState } from "./top.ts";

const indent = "  ";
/** Characters of a history; none where there is no room for at least the shorter. */
const graphWidths = { most: 30, least: 8 } as const;
/** Lines beside the body: head, titles, keys. */
const frameRows = 3;

/** @returns exactly as many lines as the terminal has rows, each shorter than its columns. */
export function topFrame(state: TopState): Line[] {
  const { rows, columns } = state.size;
  // The last column stays empty: a terminal that has written there is in two minds where it is.
  const cut = (line: Line) => cutLine(line, Math.max(0, columns - 1));
  const room = Math.max(0, rows - frameRows);
  const start = Math.min(state.scrolled, Math.max(0, bodyLength(state) - room));
  const { titles, lines } = topBody(state, start, start + room);
  const filler = Array.from({ length: room - lines.length }, (): Line => []);
  return [headOf(state), titles, ...lines, ...filler, keysLine(state)].slice(0, rows).map(cut);
}

/** @returns how many lines there are to scroll through. */
export function bodyLength({ help, table }: TopState): number {
  if (help) return helpLines.length;
  if (table === undefined) return 0;
  return table.length === 0 ? 1 : table.reduce((sum, listed) => sum + linesOf(listed), 0);
}

/** A head, and a line for each real server or one that says there is none. */
function linesOf({ destinations }: ListedService): number {
  return 1 + Math.max(1, destinations.length);
}

interface Body {
  readonly titles: Line;
  readonly lines: readonly Line[];
}

/** @returns the lines from `start` to before `end`; of a large table no others are made. */
function topBody(state: TopState, start: number, end: number): Body {
  if (state.help) return { titles: [], lines: helpLines.slice(start, end) };
  if (state.table === undefined) return { titles: [], lines: [] };
  if (state.table.length === 0) return { titles: [], lines: [[{ text: state.whenEmpty }]] };
  const table = sortedTable(state);
  const layout = layoutOf(state, table);
  const lines: Line[] = [];
  let at = 0;
  for (const listed of table) {
    const next = at + linesOf(listed);
    if (next > start && at < end)
      lines.push(...serviceLines(state, listed, layout).slice(Math.max(0, start - at), Math.max(0, end - at)));
    at = next;
  }
  return { titles: titlesOf(layout.fitted), lines };
}

interface Layout {
  readonly fitted: readonly Fitted[];
  readonly graph: number;
  /** What a full bar stands for, of services and of real servers. */
  readonly highest: { readonly service: number; readonly server: number };
}

function layoutOf(state: TopState, table: readonly ListedService[]): Layout {
  const room = Math.max(1, state.size.columns - 1 - indent.length);
  const fitted = fittingColumns(table.flatMap(serverRows), room);
  const left = room - lineWidth(fitted) - gap;
  const graph = left < graphWidths.least ? 0 : Math.min(left, graphWidths.most);
  const highestOf = (entries: readonly string[]) =>
    entries.reduce((most, entry) => Math.max(most, ...values(state, entry).slice(-graph)), 0);
  return {
    fitted,
    graph,
    highest: {
      service: highestOf(table.map(serviceEntry)),
      server: highestOf(table.flatMap((listed) => listed.destinations.map((_, i) => destinationEntry(listed, i)))),
    },
  };
}

/** What is sorted by is graphed, where it is a load. */
function graphed({ sort }: TopState): keyof Load {
  return sort === "name" || sort === "weight" ? "connections" : sort;
}

function values(state: TopState, entry: string): number[] {
  return (state.history.get(entry) ?? []).map((load) => load[graphed(state)]);
}

function headOf(state: TopState): Line {
  const { table = [], time, interval, reversed, paused, trouble } = state;
  const servers = table.reduce((sum, { destinations }) => sum + destinations.length, 0);
  const title = sortKeys.find(({ sort }) => sort === state.sort)?.title ?? "";
  const text = [
    ...(time === "" ? [] : [time]),
    `${counted(table.length, "service")}, ${counted(servers, "real server")}`,
    `every ${interval} s`,
    `by ${title}${reversed ? ", reversed" : ""}`,
  ].join("  ");
  const marks: Segment[] = [
    ...(paused ? [{ text: "  paused", tone: "drained" } as const] : []),
    ...(trouble === undefined ? [] : [{ text: `  ${trouble}`, tone: "overloaded" } as const]),
  ];
  return [{ text: "lvsadm top  ", tone: "strong" }, { text }, ...marks];
}

function titlesOf(fitted: readonly Fitted[]): Line {
  const text = fitted.map((one) => padded(one.column.title, one)).join(" ".repeat(gap));
  return [{ text: indent + text, tone: "faint" }];
}

function serviceLines(state: TopState, listed: ListedService, layout: Layout): Line[] {
  const { name, settings, traffic } = serviceTitle(listed);
  const graph = sparkline(values(state, serviceEntry(listed)), layout.graph, layout.highest.service).trimStart();
  const head: Line = [
    { text: name, tone: "strong" },
    { text: `  ${settings}; ${traffic}  ` },
    { text: graph, tone: "graph" },
  ];
  const rows = serverRows(listed);
  if (rows.length === 0) return [head, [{ text: `${indent}no real server`, tone: "overloaded" }]];
  return [head, ...rows.map((row, i) => serverLine(row, values(state, destinationEntry(listed, i)), layout))];
}

function serverLine(row: ServerRow, history: readonly number[], { fitted, graph, highest }: Layout): Line {
  const text = fitted.map((one) => padded(one.column.text(row), one)).join(" ".repeat(gap));
  const tone = tones[row.state];
  return [
    { text: indent + text + " ".repeat(gap), ...(tone ? { tone } : {}) },
    { text: sparkline(history, graph, highest.server), tone: "graph" },
  ];
}

const tones: Readonly<Record<ServerState, Tone | undefined>> = {
  serving: undefined,
  drained: "drained",
  overloaded: "overloaded",
};

function padded(text: string, { column, width }: Fitted): string {
  return column.align === "left" ? text.padEnd(width) : text.padStart(width);
}

function keysLine({ help }: TopState): Line {
  const text = help ? "? back" : "q quit  p pause  s sort  r reverse  + - interval  ? all keys";
  return [{ text, tone: "bar" }];
}

const helpLines: readonly Line[] = [
  "q, Ctrl-C     quit",
  "p, space      pause, and go on",
  ...sortKeys.map(({ key, title }) => `${key}             sort by ${title}`),
  "s, ← →        sort by the next column, the one before",
  "r             reverse the order",
  "+ -           sample less often, more often",
  "↑ ↓ j k       scroll; so do page up, page down, home, end",
  "Ctrl-Z        suspend",
  "Ctrl-L        draw the screen again",
].map((text) => [{ text: indent + text }]);
