/** Tasks one after the other. A task that finds the queue empty begins at once, before the call returns. */

export class TaskQueue {
  readonly #waiting: (() => Promise<void>)[] = [];
  readonly #onFailure: (failure: unknown) => void;
  #busy = false;
  #running: Promise<void> = Promise.resolve();

  /** @param onFailure told what a task threw; the next one runs all the same. */
  constructor(onFailure: (failure: unknown) => void) {
    this.#onFailure = onFailure;
  }

  add(task: () => Promise<void>): void {
    this.#waiting.push(task);
    if (!this.#busy) this.#running = this.#run();
  }

  /** @returns when everything added so far, and meanwhile, has been done. */
  settled(): Promise<void> {
    return this.#running;
  }

  async #run(): Promise<void> {
    this.#busy = true;
    for (let task = this.#waiting.shift(); task !== undefined; task = this.#waiting.shift()) {
      try {
        await task();
      } catch (failure) {
        this.#onFailure(failure);
      }
    }
    this.#busy = false;
  }
}
