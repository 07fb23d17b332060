/** Values as JSON text, with whole numbers of any size: the kernel's counters outgrow what a JavaScript number holds exactly. */

export type Json =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json | undefined };

/** @returns one line without a line end; fields that are undefined are left out. A bigint becomes its digits. */
export function jsonText(value: Json): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(jsonText).join(",")}]`;
  const fields = Object.entries(value).flatMap(([name, field]) =>
    field === undefined ? [] : [`${JSON.stringify(name)}:${jsonText(field)}`],
  );
  return `{${fields.join(",")}}`;
}

/** Array.isArray does not narrow a readonly array. */
function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
