/** Words that nobody means as a value: left-over placeholders, and characters that only look like those of ASCII. */

/** `<IPADDR>`, `<STRING>|<QUOTED-STRING>`, `{{ vip }}`, `{% if %}` and `%VIP%` of templates, `...` where more was to follow. */
export function isPlaceholder(text: string): boolean {
  return /^<[^<>]+>|^<[^<>]+$|^\{[{%].*[}%]\}$|^%\w+%$|^@\w+@$|^__\w+__$|^\.{3,}$|^\u2026$/.test(text);
}

/** @returns `text` with full-width characters (U+FF01 to U+FF5E: ASCII 0x21 to 0x7E) as those of ASCII. */
export function asAscii(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

/** @returns the mend for a word that is no value of its kind, whatever the kind. */
export function pastedHint(text: string): string | undefined {
  if (isPlaceholder(text)) return "a placeholder was left in; write the value itself";
  if (/^[\w-]+(\|[\w-]+)+$/.test(text)) return `write one of these: ${text.split("|").join(", ")}`;
  const [, name] = /\$([A-Za-z_]\w*)[^\w,)]/.exec(text) ?? [];
  if (name !== undefined) return `within a word write \${${name}}`;
  const [, inner] = /\$\(([A-Za-z_]\w*)\)/.exec(text) ?? [];
  if (inner !== undefined) return `a definition is written \${${inner}}`;
  if (asAscii(text) !== text) return `these are full-width characters; write ${asAscii(text)}`;
  if (/^[\u2010-\u2015\u2212]\d/.test(text)) return `this is a dash, not a minus sign; write -${text.slice(1)}`;
  if (/^'.*'$/.test(text)) return "single quotes are part of the value; remove them";
  if (text.endsWith(";")) return 'a statement ends with its line; remove the ";"';
  if (text.endsWith(",")) return 'remove the ","; a list has one entry per line';
  if (text === "\\") return "a statement ends with its line; write all of it on one";
  return undefined;
}
