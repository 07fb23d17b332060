/** Remembers where settings objects and their properties were written, without the objects knowing. */

import type { Span } from "../diag/source.ts";
import type { Entry } from "./block-values.ts";
import type { Places } from "./settings.ts";
import { headSpan } from "./syntax.ts";

/** By name of the settings property; those that nobody wrote may be undefined. */
type PropertySpans<T> = { readonly [K in keyof T]?: Span | undefined };

/** A function where finding it takes time, and nobody may ever ask. */
type From<E extends Entry<unknown>> = E | (() => E);

interface Written {
  readonly from: From<Entry<unknown>>;
  readonly properties: (from: Entry<unknown>) => Readonly<Record<string, Span | undefined>>;
}

export class PlaceBook implements Places {
  readonly #settings: object[] = [];
  readonly #written: Written[] = [];
  /** Made when somebody asks. Not a WeakMap, which costs the collector far more: book and settings are dropped together. */
  readonly #index = new Map<object, Written>();

  /** @param properties asked for when somebody wants to know, which is seldom: most files have no faults */
  note<T extends object, E extends Entry<unknown>>(
    settings: T,
    from: From<E>,
    properties: (from: E) => PropertySpans<T> = nothing,
  ): T {
    this.#settings.push(settings);
    this.#written.push({ from, properties: properties as unknown as Written["properties"] });
    return settings;
  }

  of(settings: object, property?: string): Span | undefined {
    const written = this.#find(settings);
    if (property === undefined) return written && headSpan(entryOf(written).statement);
    const properties = written?.properties(entryOf(written)) ?? {};
    return Object.hasOwn(properties, property) ? properties[property] : undefined;
  }

  from(settings: object): Entry<unknown> | undefined {
    const written = this.#find(settings);
    return written && entryOf(written);
  }

  #find(settings: object): Written | undefined {
    for (let i = this.#index.size; i < this.#settings.length; i++) {
      const [one, written] = [this.#settings[i], this.#written[i]];
      if (one && written) this.#index.set(one, written);
    }
    return this.#index.get(settings);
  }
}

function entryOf({ from }: Written): Entry<unknown> {
  return typeof from === "function" ? from() : from;
}

const nothing = () => ({});
