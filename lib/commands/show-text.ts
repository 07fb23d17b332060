/** The table for people as text: a line for each service, its real servers in columns below. Knows no terminal but its width. */

import type CliTable from "cli-table3";
import type { ListedService } from "../ipvs/listing.ts";
import { type Fitted, fittingColumns, gap, type ServerRow, serverRows } from "../view/columns.ts";
import { serviceTitle } from "../view/service-title.ts";
import { filled } from "./fill.ts";
import type { Paint } from "./paint.ts";

const indent = "  ";

/** @param columns characters per line; undefined: as many as it takes. */
export async function showText(
  table: readonly ListedService[],
  paint: Paint,
  columns: number | undefined,
): Promise<string> {
  const { default: Table } = await import("cli-table3");
  const fitted = fittingColumns(table.flatMap(serverRows), columns && columns - indent.length);
  const texts = table.map((listed) => {
    const rows = serverRows(listed);
    const lines = rows.length === 0 ? ["no real server"] : drawn(Table, fitted, rows, paint);
    return [head(listed, paint, columns), ...lines.map((line) => `${indent}${line}`)].join("\n");
  });
  return `${texts.join("\n\n")}\n`;
}

function head(listed: ListedService, paint: Paint, columns: number | undefined): string {
  const { name, settings, traffic } = serviceTitle(listed);
  return filled(`${name}  ${settings}; ${traffic}`, columns, indent).replace(name, paint.bold(name));
}

type TableMaker = typeof CliTable;

/** All borders are empty: columns alone are easier to read, to copy and to cut. */
const noBorders = Object.fromEntries(
  ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right", "left", "left-mid"]
    .concat(["mid", "mid-mid", "right", "right-mid", "middle"])
    .map((name) => [name, ""]),
);

function drawn(Table: TableMaker, fitted: readonly Fitted[], rows: readonly ServerRow[], paint: Paint): string[] {
  const drawing = new Table({
    chars: noBorders,
    style: { "padding-left": 0, "padding-right": gap, head: [], border: [], compact: true },
    colWidths: fitted.map(({ width }) => width + gap),
    colAligns: fitted.map(({ column }) => column.align),
  });
  drawing.push(
    fitted.map(({ column }) => paint.dim(column.title)),
    ...rows.map((row) => fitted.map(({ column }) => colourOf(row, paint)(column.text(row)))),
  );
  return drawing
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
}

function colourOf({ state }: ServerRow, paint: Paint): (text: string) => string {
  switch (state) {
    case "serving":
      return (text) => text;
    case "drained":
      return paint.yellow;
    case "overloaded":
      return paint.red;
  }
}
