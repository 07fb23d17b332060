/** Signals that a test raises by hand. */

import type { SignalName, Signals } from "../../lib/ports/signals.ts";

export class FakeSignals implements Signals {
  readonly #listeners = new Map<SignalName, (() => void)[]>();

  on(name: SignalName, listener: () => void): void {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
  }

  raise(name: SignalName): void {
    for (const listener of this.#listeners.get(name) ?? []) listener();
  }
}
