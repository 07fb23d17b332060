/** Remembers where settings objects and their properties were written, without the objects knowing. */

import type { Span } from "../diag/source.ts";
import type { Places } from "./settings.ts";

export class PlaceBook implements Places {
  readonly #heads = new WeakMap<object, Span>();
  readonly #properties = new WeakMap<object, ReadonlyMap<string, Span>>();

  /** @param properties by name of the settings property; those that nobody wrote may be undefined. */
  note<T extends object>(settings: T, head: Span, properties: { readonly [K in keyof T]?: Span | undefined } = {}): T {
    this.#heads.set(settings, head);
    const written = Object.entries(properties as Record<string, Span | undefined>).flatMap(([name, span]) =>
      span ? [[name, span] as const] : [],
    );
    this.#properties.set(settings, new Map(written));
    return settings;
  }

  of(settings: object, property?: string): Span | undefined {
    return property === undefined ? this.#heads.get(settings) : this.#properties.get(settings)?.get(property);
  }
}
