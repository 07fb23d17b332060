/** Remembers where settings objects and their properties were written, without the objects knowing. */

import type { Span } from "../diag/source.ts";
import type { Entry } from "./block-values.ts";
import type { Places } from "./settings.ts";
import { headSpan } from "./syntax.ts";

/** By name of the settings property; those that nobody wrote may be undefined. */
type PropertySpans<T> = { readonly [K in keyof T]?: Span | undefined };

/** A function where finding it takes time, and nobody may ever ask. */
type From<E extends Entry<unknown>> = E | (() => E);

type Properties = (from: Entry<unknown>) => Readonly<Record<string, Span | undefined>>;

export class PlaceBook implements Places {
  // Side by side, without an object for each entry: of a large file there are a hundred thousand.
  readonly #settings: object[] = [];
  readonly #from: From<Entry<unknown>>[] = [];
  readonly #properties: Properties[] = [];
  /** Where each stands in the lists; made when somebody asks. Not a WeakMap, which costs the collector far more: book and settings are dropped together. */
  readonly #index = new Map<object, number>();

  /** @param properties asked for when somebody wants to know, which is seldom: most files have no faults */
  note<T extends object, E extends Entry<unknown>>(
    settings: T,
    from: From<E>,
    properties: (from: E) => PropertySpans<T> = nothing,
  ): T {
    this.#settings.push(settings);
    this.#from.push(from);
    this.#properties.push(properties as unknown as Properties);
    return settings;
  }

  of(settings: object, property?: string): Span | undefined {
    const from = this.from(settings);
    if (from === undefined) return undefined;
    if (property === undefined) return headSpan(from.statement);
    const properties = this.#properties[this.#find(settings)]?.(from) ?? {};
    return Object.hasOwn(properties, property) ? properties[property] : undefined;
  }

  from(settings: object): Entry<unknown> | undefined {
    const from = this.#from[this.#find(settings)];
    return typeof from === "function" ? from() : from;
  }

  /** @returns -1 where it was not noted. */
  #find(settings: object): number {
    for (let i = this.#index.size; i < this.#settings.length; i++) {
      const one = this.#settings[i];
      if (one) this.#index.set(one, i);
    }
    return this.#index.get(settings) ?? -1;
  }
}

const nothing = () => ({});
