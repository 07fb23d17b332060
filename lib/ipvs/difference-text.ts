/** Differences as a person would write them: `+`, `-` and `~ weight 1 → 5`, grouped by service. */

import { formatEndpoint } from "../net/endpoint.ts";
import type { DestinationDifference, DifferenceKind, ServiceDifference } from "./difference.ts";
import { destinationSettingsWords, serviceSettingsWords, serviceWords, type Wording } from "./words.ts";

const signs: Readonly<Record<DifferenceKind, string>> = { add: "+", remove: "-", change: "~", same: " " };

/** ANSI SGR parameters: green, red, yellow; none. */
const colours: Readonly<Record<DifferenceKind, string>> = { add: "32", remove: "31", change: "33", same: "" };

/** @param colour true only where the reader is a terminal that shows it. @returns whole lines; empty for no differences. */
export function differenceText(differences: readonly ServiceDifference[], colour: boolean): string {
  const lines = differences.flatMap((service) => [
    painted(service.kind, serviceLine(service), colour),
    // Destinations of a service that goes, go with it.
    ...(service.kind === "remove" ? [] : service.destinations).map((one) =>
      painted(one.kind, destinationLine(one), colour),
    ),
  ]);
  return lines.map((line) => `${line}\n`).join("");
}

function painted(kind: DifferenceKind, line: string, colour: boolean): string {
  return colour && colours[kind] !== "" ? `\u001b[${colours[kind]}m${line}\u001b[0m` : line;
}

function serviceLine({ kind, key, before, after, destinations }: ServiceDifference): string {
  const wordsOf = (settings: typeof before) => settings && serviceSettingsWords(key, settings);
  const more = kind === "remove" && destinations.length > 0 ? ` with ${counted(destinations.length)}` : "";
  return `${signs[kind]} ${serviceWords(key)}${settingsText(wordsOf(before), wordsOf(after))}${more}`;
}

function destinationLine({ kind, key, before, after }: DestinationDifference): string {
  const text = settingsText(before && destinationSettingsWords(before), after && destinationSettingsWords(after));
  return `    ${signs[kind]} ${formatEndpoint(key)}${text}`;
}

/** What is new is said in full, what goes not at all, of the rest what differs. */
function settingsText(before: readonly Wording[] | undefined, after: readonly Wording[] | undefined): string {
  if (after === undefined) return "";
  const texts = before === undefined ? after.map(stated) : changed(before, after);
  return texts.length === 0 ? "" : `  ${texts.join(", ")}`;
}

function stated({ name, value, speaksForItself }: Wording): string {
  return speaksForItself ? value : `${name} ${value}`;
}

function changed(before: readonly Wording[], after: readonly Wording[]): string[] {
  const [old, now] = [before, after].map((words) => new Map(words.map(({ name, value }) => [name, value])));
  const names = new Set([...before, ...after].map(({ name }) => name));
  return [...names].flatMap((name) => {
    const [from, to] = [old?.get(name) ?? "none", now?.get(name) ?? "none"];
    return from === to ? [] : [`${name} ${from} → ${to}`];
  });
}

function counted(servers: number): string {
  return servers === 1 ? "1 real server" : `${servers} real servers`;
}
