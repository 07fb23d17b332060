/** Reading JSON that a person or a program wrote: every fault with its path (`$.services[0].port`), unknown fields included. */

import { nearest } from "./suggest.ts";

export interface JsonFault {
  readonly path: string;
  /** What is wrong there, without a full stop. */
  readonly message: string;
}

/** More are not worth reading. */
const mostFaults = 100;

export class JsonFaults {
  readonly all: JsonFault[] = [];

  add(path: string, message: string): undefined {
    if (this.all.length < mostFaults) this.all.push({ path, message });
    return undefined;
  }
}

/** What one value must be: its name for messages, and the reading of what is such a value. */
export interface Expected<T> {
  readonly what: string;
  /** @returns undefined where the value is none. */
  read(value: unknown): T | undefined;
}

export function wholeNumber(least: number, most: number): Expected<number> {
  return {
    what: `a whole number from ${least} to ${most}`,
    read: (value) =>
      typeof value === "number" && Number.isInteger(value) && value >= least && value <= most ? value : undefined,
  };
}

export const trueOrFalse: Expected<boolean> = {
  what: "true or false",
  read: (value) => (typeof value === "boolean" ? value : undefined),
};

/** @param read undefined where the text is none of the kind. */
export function textOf<T>(what: string, read: (text: string) => T | undefined): Expected<T> {
  return { what, read: (value) => (typeof value === "string" ? read(value) : undefined) };
}

export function oneOf<T extends string>(...names: readonly T[]): Expected<T> {
  const what = names.map((name) => JSON.stringify(name)).join(", ");
  return textOf(names.length > 1 ? `one of ${what}` : what, (text) => names.find((name) => name === text));
}

export const list: Expected<readonly unknown[]> = {
  what: "a list",
  read: (value) => (Array.isArray(value) ? value : undefined),
};

/** One object of the text, with its path and its fields. */
export class JsonFields {
  readonly path: string;
  readonly #fields: ReadonlyMap<string, unknown>;
  readonly #faults: JsonFaults;

  constructor(path: string, fields: ReadonlyMap<string, unknown>, faults: JsonFaults) {
    this.path = path;
    this.#fields = fields;
    this.#faults = faults;
  }

  /** null counts as left out. */
  has(name: string): boolean {
    return (this.#fields.get(name) ?? null) !== null;
  }

  at(name: string): string {
    return `${this.path}.${name}`;
  }

  /** @returns undefined where the field is left out, or wrong, which is then a fault. */
  take<T>(name: string, expected: Expected<T>): T | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#fields.get(name);
    return expected.read(value) ?? this.fault(name, `${shown(value)} is not ${expected.what}`);
  }

  /** As {@link take}, and a fault where it is left out. */
  need<T>(name: string, expected: Expected<T>): T | undefined {
    if (this.has(name)) return this.take(name, expected);
    return this.#faults.add(this.path, `${name} is missing: ${expected.what}`);
  }

  fault(name: string, message: string): undefined {
    return this.#faults.add(this.at(name), message);
  }
}

/** @param known every field that may be there. @returns undefined where the value is no object. */
export function fieldsOf(
  value: unknown,
  path: string,
  known: readonly string[],
  faults: JsonFaults,
): JsonFields | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return faults.add(path, `${shown(value)} is not an object`);
  const fields = new Map<string, unknown>(Object.entries(value));
  for (const name of fields.keys())
    if (!known.includes(name)) faults.add(memberPath(path, name), unknownField(name, known));
  return new JsonFields(path, fields, faults);
}

function unknownField(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return `there is no such field${near === undefined ? "" : `; did you mean ${near}?`}`;
}

function memberPath(path: string, name: string): string {
  return /^\w{1,60}$/.test(name) ? `${path}.${name}` : `${path}[${shown(name)}]`;
}

/** A value as JSON, short; JSON escapes what a terminal would obey, apart from what printable() replaces. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
