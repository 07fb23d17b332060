/** Remembers where settings objects and their properties were written, without the objects knowing. */

import type { Span } from "../diag/source.ts";
import type { Entry } from "./block-values.ts";
import type { Places } from "./settings.ts";
import { headSpan } from "./syntax.ts";

/** By name of the settings property; those that nobody wrote may be undefined. */
type PropertySpans<T> = { readonly [K in keyof T]?: Span | undefined };

interface Written {
  readonly from: Entry<unknown>;
  readonly properties: () => Readonly<Record<string, Span | undefined>>;
}

export class PlaceBook implements Places {
  /** Not a WeakMap, which costs the collector far more: book and settings are dropped together. */
  readonly #written = new Map<object, Written>();

  /** @param properties asked for when somebody wants to know, which is seldom: most files have no faults */
  note<T extends object>(settings: T, from: Entry<unknown>, properties: () => PropertySpans<T> = nothing): T {
    this.#written.set(settings, { from, properties: properties as Written["properties"] });
    return settings;
  }

  of(settings: object, property?: string): Span | undefined {
    const written = this.#written.get(settings);
    if (property === undefined) return written && headSpan(written.from.statement);
    const properties = written?.properties() ?? {};
    return Object.hasOwn(properties, property) ? properties[property] : undefined;
  }

  from(settings: object): Entry<unknown> | undefined {
    return this.#written.get(settings)?.from;
  }
}

const nothing = () => ({});
