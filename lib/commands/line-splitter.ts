/** Bytes as they come, cut anywhere → whole lines. Knows nothing of what a line says. */

/** Bytes of one line; more means that this is no text of lines. */
const longestLine = 1_048_576;

export class LineSplitter {
  #rest = new Uint8Array();
  /** How many lines were handed out. */
  count = 0;

  /**
   * @returns the lines that are whole now, without their ends; "too long" where the one that is not grew beyond a mebibyte.
   */
  take(bytes: Uint8Array): string[] | "too long" {
    const end = bytes.lastIndexOf(0x0a);
    if (end < 0) {
      this.#rest = joined(this.#rest, bytes);
      return this.#rest.length > longestLine ? "too long" : [];
    }
    const lines = text(joined(this.#rest, bytes.subarray(0, end))).split("\n");
    // A copy, which slice of a Buffer is not.
    this.#rest = new Uint8Array(bytes.subarray(end + 1));
    this.count += lines.length;
    return lines;
  }

  /** @returns the last line, where it has no end. */
  end(): string[] {
    if (this.#rest.length === 0) return [];
    this.count++;
    return [text(this.#rest)];
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}
