/** HTTP status codes and ranges of them: `200`, `200-299`. */

import { type Kind, outOfRange, wrong } from "./kind.ts";

export interface StatusRange {
  readonly from: number;
  readonly to: number;
}

export const statusRange: Kind<StatusRange> = {
  synopsis: "CODE[-CODE]",
  expected: "a status code from 100 to 599, or a range such as 200-299",
  read(text) {
    const parts = /^(\d+)(?:-(\d+))?$/.exec(text);
    if (!parts) return wrong("is not a status code", statusHint(text));
    const from = Number(parts[1]);
    const to = Number(parts[2] ?? parts[1]);
    if (from < 100 || to > 599) return outOfRange;
    return from <= to ? { value: { from, to } } : wrong("runs backwards");
  },
  write: ({ from, to }) => (from === to ? `${from}` : `${from}-${to}`),
};

function statusHint(text: string): string | undefined {
  const hundred = /^([1-5])xx$/i.exec(text)?.[1];
  if (hundred !== undefined) return `write ${hundred}00-${hundred}99`;
  return /^[\d,-]+$/.test(text) ? `separate codes by blanks: ${text.split(",").join(" ")}` : undefined;
}
