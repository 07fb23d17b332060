/** Many deadlines behind one timer: a binary heap that knows where each item stands. Knows no clock. */

interface Entry<T> {
  readonly item: T;
  readonly at: number;
}

/** Every operation takes at most log2(size) steps. */
export class DeadlineHeap<T> {
  readonly #entries: Entry<T>[] = [];
  readonly #places = new Map<T, number>();

  get size(): number {
    return this.#entries.length;
  }

  /** Earliest deadline of all. */
  get earliest(): number | undefined {
    return this.#entries[0]?.at;
  }

  /** Adds the item or moves it to another deadline. */
  set(item: T, at: number): void {
    const place = this.#places.get(item) ?? this.#entries.length;
    this.#put({ item, at }, place);
    this.#rise(place);
    this.#sink(this.#places.get(item) ?? place);
  }

  delete(item: T): void {
    const place = this.#places.get(item);
    if (place === undefined) return;
    this.#places.delete(item);
    const last = this.#entries.pop();
    if (last === undefined || last.item === item) return;
    this.#put(last, place);
    this.#rise(place);
    this.#sink(this.#places.get(last.item) ?? place);
  }

  /** Takes the item with the earliest deadline, if that is not after `now`. */
  takeDue(now: number): T | undefined {
    const first = this.#entries[0];
    if (first === undefined || first.at > now) return undefined;
    this.delete(first.item);
    return first.item;
  }

  #put(entry: Entry<T>, place: number): void {
    this.#entries[place] = entry;
    this.#places.set(entry.item, place);
  }

  #rise(place: number): void {
    const entry = this.#entries[place];
    const above = (place - 1) >> 1;
    const parent = this.#entries[above];
    if (place === 0 || entry === undefined || parent === undefined || parent.at <= entry.at) return;
    this.#put(parent, place);
    this.#put(entry, above);
    this.#rise(above);
  }

  #sink(place: number): void {
    const entry = this.#entries[place];
    const left = 2 * place + 1;
    const right = left + 1;
    const lesser =
      (this.#entries[right]?.at ?? Number.POSITIVE_INFINITY) < (this.#entries[left]?.at ?? 0) ? right : left;
    const child = this.#entries[lesser];
    if (entry === undefined || child === undefined || entry.at <= child.at) return;
    this.#put(child, place);
    this.#put(entry, lesser);
    this.#sink(lesser);
  }
}
