/** The table of keywords as a manual page in mdoc macros. What the page says beyond the table is here and nowhere else. */

import { diagnosticCodes } from "../diag/codes.ts";
import type { KeywordBlock } from "./block-names.ts";
import { insteadOf, usersOf } from "./explain.ts";
import type { KeywordRow } from "./keyword-row.ts";
import { blockTables, entryOf, isListBlock, tableOf } from "./keywords.ts";

/** @returns the whole page, the same each time. */
export function renderManualPage(): string {
  return [head, ...sections(), tail()].join("");
}

const head = `.\\" Made from the table of keywords by man/write.mjs; change the table, not this page.
.Dd November 20, 2026
.Dt LVSKIT.CONF 5
.Os lvskit
.Sh NAME
.Nm lvskit.conf
.Nd keywords of keepalived.conf, and what lvskit does with each
.Sh DESCRIPTION
.Xr vrrpd 8
and
.Xr checkd 8
read the configuration of keepalived, usually
.Pa /etc/keepalived/keepalived.conf .
Each line holds one statement: a keyword, its values, and for some keywords a
block of further statements between braces, which may stand anywhere.
.Ql #
and
.Ql \\&!
begin a comment, also within a word; a value that holds one of them, or a blank,
is written between double quotes.
Keywords and their words are written exactly as here, in lower or upper case.
.Pp
Numbers are decimal and without a unit.
.Ar BOOL
is one of on, off, true, false, yes and no; a keyword that may stand without it
then means on.
Of a keyword that is written twice in its block the last one counts, unless the
page says that it repeats.
.Pp
A keyword that nothing uses yet is read and its values are checked; the daemons
name each, and refuse to start where running without it would do harm.
.Ql vrrpd \\-t
and
.Ql checkd \\-t
check a whole file,
.Ql \\-\\-explain
says what this page says of one keyword.
`;

function sections(): string[] {
  const done = new Set<object>();
  return (Object.keys(blockTables) as KeywordBlock[]).flatMap((block) => {
    if (done.has(blockTables[block])) return [];
    done.add(blockTables[block]);
    return [section(block)];
  });
}

/** Blocks with one table between them share a section. */
function section(block: KeywordBlock): string {
  const names = (Object.keys(blockTables) as KeywordBlock[]).filter((name) => blockTables[name] === blockTables[block]);
  const title = block === "file" ? "OUTERMOST LEVEL" : `BLOCK ${names.map((name) => name.toUpperCase()).join(", ")}`;
  const common = isCommon(block);
  const rows = Object.entries(tableOf(block)?.rows ?? {}).filter(([, row]) => !common(row));
  const note = Object.values(tableOf(block)?.rows ?? {}).some(common)
    ? "It also takes what\n.Sx BLOCK TCP_CHECK\nlists.\n"
    : "";
  const list =
    rows.length === 0 ? "" : `.Bl -tag -width Ds\n${rows.map(([name, row]) => item(name, row)).join("")}.El\n`;
  return `.Sh ${mdocText(title)}\n${note}${list}`;
}

/** @returns whether a row is one of those that all checkers share, which are listed once. */
function isCommon(block: KeywordBlock): (row: KeywordRow) => boolean {
  const shared = new Set<KeywordRow>(Object.values(blockTables.TCP_CHECK.rows));
  const checker = /_(CHECK|GET)$/.test(block) && block !== "TCP_CHECK";
  return (row) => checker && shared.has(row);
}

function item(name: string, row: KeywordRow): string {
  const { synopsis, expected } = row.takes;
  const words = [synopsis, row.opens ? "{ ... }" : ""].filter((part) => part !== "").join(" ");
  const facts = [
    expected && `Values: ${expected}`,
    row.opens && isListBlock(row.opens) && `Each line of the block: ${entryOf(row.opens).synopsis}`,
    row.opens && !isListBlock(row.opens) && row.opens !== name && `The block is that of ${row.opens}`,
    row.default && `Default: ${row.default}`,
    row.repeats && "It repeats",
    row.joins && "All such blocks count as one",
    row.since && `keepalived knows it since ${row.since}`,
    insteadOf(row) && `${capital(insteadOf(row) ?? "")}`,
    `Used by ${usersOf(row)}`,
  ].filter((fact): fact is string => typeof fact === "string" && fact !== "");
  const argument = words === "" ? "" : ` Ar "${mdocText(words)}"`;
  const sentences = [capital(row.doc), ...facts].map((text) => `${textLine(text)}.\n`);
  return `.It Ic ${mdocText(name)}${argument}\n${sentences.join("")}`;
}

function tail(): string {
  const codes = Object.entries(diagnosticCodes).map(([code, meaning]) => `.It ${code}\n${textLine(meaning)}\n`);
  return `.Sh DIAGNOSTICS
Each fault has a code that stays the same for ever:
.Bl -tag -width LK0000
${codes.join("")}.El
.Sh SEE ALSO
.Xr keepalived.conf 5 ,
.Xr checkd 8 ,
.Xr vrrpd 8
`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A line of text must not begin like a macro. */
function textLine(text: string): string {
  const escaped = mdocText(text);
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}

/** `"` too, because arguments of macros stand in quotes; `-` as it is typed, not as a hyphen. */
function mdocText(text: string): string {
  return text.replaceAll("\\", "\\e").replaceAll('"', "\\(dq").replaceAll("-", "\\-");
}
